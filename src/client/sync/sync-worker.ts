/**
 * Exchanges with the office away from the page, so that a first sync of thousands of rows never holds up a finger. It
 * opens the same database by a connection of its own, with a key that the page lends it and takes back by ending it; the
 * page's live queries hear of what it writes. The page leads, and says when to exchange.
 */
import { mutationNamed } from '#domain/mutations/index.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { machineClock } from '#domain/time/instant.ts'
import { openBeside } from '../store/database.ts'
import { createLentTime } from '../store/lent-time.ts'
import { createCipher, type NumberedKeys } from '../store/seal.ts'
import { withReopen } from '../store/with-reopen.ts'
import type { Exchanged } from './exchange.ts'
import { exchangeAndDigest } from './exchange-and-digest.ts'
import { sendPictureTo } from './send-attachments.ts'
import { officeTransport } from './transport.ts'

export type ToSyncWorker =
  | {
      say: 'begin'
      databaseName: string
      keys: NumberedKeys
      deviceId: string
      actor: Actor
      app: string
      openUntil: number
    }
  | { say: 'exchange'; openUntil: number }
  /** The page is still there, and stays open until then. Answered at once. */
  | { say: 'go-on'; openUntil: number }
  | { say: 'stop' }

/** `failed`: the store did not do what was asked; the next exchange tries again. */
export type FromSyncWorker = { say: 'here' } | { say: 'exchanged'; exchanged: Exchanged } | { say: 'failed' }

type Begun = { exchange: () => Promise<Exchanged>; goOn: (until: number) => void }

let begun: Begun | null = null
const gate = { stopped: false }
const stopped = (): boolean => gate.stopped

const begin = ({ databaseName, keys, deviceId, actor, app, openUntil }: ToSyncWorker & { say: 'begin' }): Begun => {
  const time = createLentTime(() => Date.now(), openUntil)
  const cipher = createCipher(keys, { guard: time.guard })
  for (const { bytes } of keys) bytes.fill(0)
  const transport = officeTransport(deviceId, actor.personId)
  const open = async () => {
    const db = await openBeside(databaseName, cipher)
    const sendPicture = sendPictureTo(deviceId, actor.personId)
    const around = { db, transport, sendPicture, by: actor, find: mutationNamed, clock: machineClock, app, stopped }
    return { db, inWorker: exchangeAndDigest(around) }
  }
  let opening: ReturnType<typeof open> | null = null
  return {
    exchange: async () => {
      // One that did not open is opened anew by the next exchange.
      opening ??= open().catch((error: unknown) => {
        opening = null
        throw error
      })
      const { db, inWorker } = await opening
      return await withReopen(db, inWorker.exchange)
    },
    goOn: time.extend,
  }
}

const answer = (words: FromSyncWorker): void => postMessage(words)

addEventListener('message', ({ data }: MessageEvent<ToSyncWorker>) => {
  switch (data.say) {
    case 'begin':
      begun = begin(data)
      break
    case 'exchange':
      begun?.goOn(data.openUntil)
      begun?.exchange().then(
        (exchanged) => answer({ say: 'exchanged', exchanged }),
        () => answer({ say: 'failed' }),
      )
      break
    case 'go-on':
      begun?.goOn(data.openUntil)
      answer({ say: 'here' })
      break
    case 'stop':
      gate.stopped = true
      break
  }
})
