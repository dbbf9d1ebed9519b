import type { DoorstepDatabase } from '#client/store/database.ts'
import { writeMeta } from '#client/store/meta.ts'
import { syncMeta } from '#client/store/waiting.ts'
import { exchange } from '#client/sync/exchange.ts'
import { officeTransport } from '#client/sync/transport.ts'
import { mutationNamed } from '#domain/mutations/index.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { machineClock } from '#domain/time/instant.ts'
import type { PullAnswer } from '#sync/protocol.ts'
import { alternate, timed } from '../alternate.ts'
import { RECORDS } from '../invented-files.ts'
import type { Runs } from '../measured.ts'
import { heldRow, openRaw } from './raw-store.ts'
import { openSealed } from './sealed-store.ts'

export type SignInAs = { email: string; password: string; actor: Actor }

const asking = (body: string, deviceId?: string): RequestInit => ({
  method: 'POST',
  headers: {
    'Content-Type': 'application/json',
    'X-Doorstep': '1',
    ...(deviceId === undefined ? {} : { 'X-Doorstep-Device': deviceId }),
  },
  body,
  cache: 'no-store',
})

const ask = async (path: string, body: object): Promise<void> => {
  const answer = await fetch(path, asking(JSON.stringify(body)))
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
}

/**
 * Everything this person may see, from the office that served this page into an empty tablet. The floor asks the very same
 * questions, so that it gets the very same bytes, and stores the rows in clear.
 */
export const firstSync = async (times: number, { email, password, actor }: SignInAs): Promise<Runs> => {
  const deviceId = crypto.randomUUID()
  await ask('/api/auth/sign-in/email', { email, password })
  await ask('/api/devices', { id: deviceId, name: 'Bench tablet' })

  const load = async (db: DoorstepDatabase): Promise<void> => {
    const exchanged = await exchange({
      db,
      transport: officeTransport(deviceId, actor.personId),
      by: actor,
      find: mutationNamed,
      clock: machineClock,
      app: 'bench',
      stopped: () => false,
    })
    if (exchanged.kind !== 'done') throw new Error(`The first sync ended ${JSON.stringify(exchanged)}`)
  }
  const fresh = async (): Promise<DoorstepDatabase> => {
    const db = await openSealed('bench-sealed')
    await writeMeta(db, syncMeta.device, deviceId)
    return db
  }

  const questions = await questionsOf(async () => load(await fresh()))
  return alternate(
    times,
    async () => {
      const db = await fresh()
      const took = await timed(() => load(db))
      if ((await db.records.count()) < RECORDS) throw new Error('Not everything came.')
      db.close()
      return took
    },
    async () => {
      const raw = await openRaw('bench-raw')
      const took = await timed(async () => {
        for (const question of questions) {
          const response = await fetch('/api/sync/pull', asking(question, deviceId))
          const answer: PullAnswer = await response.json()
          await raw.put(
            answer.pages.flatMap((page) => page.put.map((row) => heldRow(page.file, { ...row.body, id: row.id }))),
          )
        }
      })
      raw.close()
      return took
    },
  )
}

/** The bodies of every pull that `run` sends. */
const questionsOf = async (run: () => Promise<void>): Promise<string[]> => {
  const questions: string[] = []
  const real = globalThis.fetch
  globalThis.fetch = (address, init) => {
    if (address === '/api/sync/pull' && typeof init?.body === 'string') questions.push(init.body)
    return real(address, init)
  }
  try {
    await run()
  } finally {
    globalThis.fetch = real
  }
  return questions
}
