// oxlint-disable-next-line import/default -- Vite answers the address of the built worker for this import
import syncWorkerAddress from './sync-worker.ts?worker&url'
import { mutationNamed } from '#domain/mutations/index.ts'
import type { Unlocked } from '../app/start-sync.ts'
import { scriptAddress } from '../app/trusted-types.ts'
import { appVersion } from '../app/version.ts'
import { after } from '../store/after.ts'
import type { Exchanged } from './exchange.ts'
import { exchangeAndDigest } from './exchange-and-digest.ts'
import type { FromSyncWorker, ToSyncWorker } from './sync-worker.ts'
import { sendPictureTo } from './send-attachments.ts'
import type { Transport } from './transport.ts'

/** Does the exchanging for a leader, one exchange at a time. */
export type Exchanger = {
  /** Rejects when the store failed; the next one tries again. */
  exchange: () => Promise<Exchanged>
  /** Closes the gate. Settles when nothing of it runs, and no copy of the key is left. */
  stop: () => Promise<void>
}

/** How often a busy worker hears that the page is still open. Milliseconds. */
const GO_ON_EVERY = 5_000
/** After so many words without an answer the worker is taken for dead: half a minute. */
const UNANSWERED = 6
/** An exchange that was told to stop has this long to end by itself; what it was writing is then rolled back. Milliseconds. */
const END_WITHIN = 500

/** Exchanges in a worker; in the page where no worker can be had, or where it died. */
export const startExchanger = (tablet: Unlocked, transport: Transport): Exchanger => {
  const here = exchangeHere(tablet, transport)
  let worker = exchangeInWorker(tablet)
  return {
    exchange: async () => {
      const exchanged = (await worker?.exchange()) ?? 'no-worker'
      if (exchanged !== 'no-worker') return exchanged
      worker = null
      return await here.exchange()
    },
    stop: async () => {
      await Promise.all([here.stop(), worker?.stop()])
    },
  }
}

const exchangeHere = ({ db, actor, clock, deviceId }: Unlocked, transport: Transport): Exchanger => {
  const gate = { stopped: false }
  const stopped = (): boolean => gate.stopped
  const sendPicture = sendPictureTo(deviceId, actor.personId)
  const inPage = exchangeAndDigest({
    db,
    transport,
    sendPicture,
    by: actor,
    find: mutationNamed,
    clock,
    app: appVersion,
    stopped,
  })
  let running: Promise<unknown> = Promise.resolve()
  return {
    exchange: async () => {
      const exchanged = inPage.exchange()
      running = exchanged.catch(() => {})
      return await exchanged
    },
    stop: async () => {
      gate.stopped = true
      await running
      await inPage.rest()
    },
  }
}

type InWorker = { exchange: () => Promise<Exchanged | 'no-worker'>; stop: () => Promise<void> }

/** The same in a worker that was lent the key. Null, or `no-worker`, where there is none. */
const exchangeInWorker = (tablet: Unlocked): InWorker | null => {
  const worker = beginWorker(tablet)
  if (worker === null) return null
  const say = (words: ToSyncWorker): void => worker.postMessage(words)
  let over = false
  let unanswered = 0
  let answer: ((exchanged: Exchanged | 'no-worker') => void) | null = null
  let running: Promise<unknown> = Promise.resolve()
  let timer: ReturnType<typeof setInterval> | undefined

  const settle = (exchanged: Exchanged | 'no-worker'): void => {
    clearInterval(timer)
    answer?.(exchanged)
    answer = null
  }
  const end = (exchanged: Exchanged | 'no-worker'): void => {
    over = true
    worker.terminate()
    settle(exchanged)
  }
  worker.addEventListener('error', () => end('no-worker'))
  worker.addEventListener('message', ({ data }: MessageEvent<FromSyncWorker>) => {
    unanswered = 0
    if (data.say === 'exchanged') settle(data.exchanged)
    else if (data.say === 'failed') settle({ kind: 'unsettled' })
  })
  const goOn = (): void => {
    if (unanswered >= UNANSWERED) return end('no-worker')
    unanswered += 1
    say({ say: 'go-on', openUntil: tablet.lending.openUntil() })
  }

  return {
    exchange: async () => {
      if (over) return 'no-worker'
      const exchanged = new Promise<Exchanged | 'no-worker'>((resolve) => {
        answer = resolve
      })
      running = exchanged
      unanswered = 0
      timer = setInterval(goOn, GO_ON_EVERY)
      say({ say: 'exchange', openUntil: tablet.lending.openUntil() })
      return await exchanged
    },
    stop: async () => {
      if (over) return
      say({ say: 'stop' })
      const patience = after(END_WITHIN)
      await Promise.race([running, patience.over])
      patience.cancel()
      end({ kind: 'stopped' })
    },
  }
}

const beginWorker = ({ db, deviceId, actor, lending }: Unlocked): Worker | null => {
  try {
    const keys = lending.keys()
    const worker = new Worker(scriptAddress(syncWorkerAddress), { type: 'module' })
    const openUntil = lending.openUntil()
    const words: ToSyncWorker = {
      say: 'begin',
      databaseName: db.name,
      keys,
      deviceId,
      actor,
      app: appVersion,
      openUntil,
    }
    worker.postMessage(words)
    // The worker has copies by now; nothing of them stays here.
    for (const { bytes } of keys) bytes.fill(0)
    return worker
  } catch {
    return null
  }
}
