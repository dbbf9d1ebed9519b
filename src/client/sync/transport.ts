import { z } from 'zod'
import { Poke, PullAnswer, PushAnswer, type IncidentCode, type Pull, type Push } from '#sync/protocol.ts'
import type { Opening } from '../store/openings.ts'
import { officeFor, type Answer } from '../app/office.ts'

/** The way to the office. A test stands in for it; nothing else of sync is ever stood in for. */
export type Transport = {
  push: (push: Push) => Promise<Answer<PushAnswer>>
  pull: (pull: Pull) => Promise<Answer<PullAnswer>>
  /** Tells the office of trouble on this tablet, by its code alone. True when it was heard. */
  report: (code: IncidentCode) => Promise<boolean>
  /** Tells which files were opened here. True when the office has them. */
  openings: (openings: readonly Opening[]) => Promise<boolean>
  /** Hears hints until the returned function is called. */
  live: (heard: (poke: Poke) => void) => () => void
}

/** An answer of which nothing came for this long is asked for again: mobile networks often stop without saying so. Milliseconds. */
const PATIENCE = 30_000

/** After the office answered that there is no hearing hints now, it is asked again after so long. Milliseconds. */
const LISTEN_AGAIN = 15_000

/**
 * Talks to the office that served this page, in the name of whose tablet this is: whoever used it before may still be signed
 * in, and must neither be given this person's words nor give their own files.
 */
export const officeTransport = (deviceId: string, personId: string): Transport => {
  const office = officeFor({ deviceId, personId, patience: PATIENCE })
  return {
    push: (push) => office.post('/api/sync/push', push, PushAnswer),
    pull: (pull) => office.post('/api/sync/pull', pull, PullAnswer),
    report: async (code) =>
      (await office.post('/api/client-report', { code, device: deviceId }, z.null())).kind === 'ok',
    openings: async (openings) => (await office.post('/api/access-log', { openings }, z.null())).kind === 'ok',
    live: (heard) => {
      let source: EventSource
      let timer: ReturnType<typeof setTimeout> | undefined
      const listen = (): void => {
        source = new EventSource('/api/sync/live')
        source.addEventListener('message', (event: MessageEvent<string>) => {
          const poke = Poke.safeParse(JSON.parse(event.data))
          if (poke.success) heard(poke.data)
        })
        // A browser comes back by itself after a lost connection, and never after an answer that is no stream: a proxy's 502
        // while the office starts, or a sign-in that was over for a while.
        source.addEventListener('error', () => {
          if (source.readyState === EventSource.CLOSED) timer = setTimeout(listen, LISTEN_AGAIN)
        })
      }
      listen()
      return () => {
        clearTimeout(timer)
        source.close()
      }
    },
  }
}
