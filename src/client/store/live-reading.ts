import { liveQuery } from 'dexie'
import { after } from './after.ts'

/** What a query answers, again after each change of what it read. `subscribe` answers how to stop. */
export type LiveReading<Read> = {
  hasValue: () => boolean
  subscribe: (next: (read: Read) => void, failed: (cause: unknown) => void) => () => void
}

/**
 * After a reading that was overtaken nothing is read for so many times as long as it took, and never longer than this; while nobody
 * has been shown anything yet, for as long as it took. Milliseconds.
 */
const REST = { timesAsLong: 4, most: 5000 }

/** What was read is shown, though something changed meanwhile, once nothing was shown for longer than this: at first, and later. Milliseconds. */
const OVERTAKEN_FOR_AT_MOST = { first: 1000, later: 3000 }

/** A reading of a connection that the browser took away may never end: so long it is waited for. Milliseconds. */
const PATIENCE = 10_000

const superseded = Symbol('superseded')

/**
 * A live query of the library's, for a tablet on which a first load writes several times a second. By itself the library drops every
 * reading that a change overtakes and begins another beside it: what takes longer to read than the next change is away would be shown
 * when the last file has come, and be read many times at once until then. Here readings follow one another, those that are overtaken rest
 * before the next, and the last of them is shown when nothing was for some seconds.
 */
export const liveReading = <Read>(
  query: () => Read | Promise<Read>,
  { patience = PATIENCE }: { patience?: number } = {},
): LiveReading<Read> => ({
  hasValue: () => false,
  subscribe: (next, failed) => {
    let isStopped = false
    let latest = 0
    let running: Promise<Read> | null = null
    let restUntil = 0
    let unshownSince: number | null = null
    let shown: Read | typeof superseded = superseded
    let shownTurn = 0

    /** Never what was read before what is shown: a reading that was given up may end late. */
    const show = (found: Read, turn: number): void => {
      if (turn < shownTurn) return
      shownTurn = turn
      unshownSince = null
      const isShown = found === shown
      shown = found
      if (!isShown && !isStopped) next(found)
    }
    const read = async (turn: number): Promise<Read> => {
      const began = performance.now()
      const isFirst = shown === superseded
      const found = await query()
      const now = performance.now()
      restUntil = turn === latest ? 0 : now + Math.min(REST.most, (now - began) * (isFirst ? 1 : REST.timesAsLong))
      if (unshownSince !== null && now - unshownSince > OVERTAKEN_FOR_AT_MOST[isFirst ? 'first' : 'later'])
        show(found, turn)
      return found
    }
    const readInTurn = async (): Promise<{ found: Read; turn: number } | typeof superseded> => {
      latest += 1
      const turn = latest
      unshownSince ??= performance.now()
      if (running !== null) {
        const enough = after(patience)
        await Promise.resolve(Promise.race([Promise.allSettled([running]), enough.over]))
        enough.cancel()
      }
      const rest = restUntil - performance.now()
      if (rest > 0 && turn === latest) await Promise.resolve(after(rest).over)
      // The library has begun another since, and hears nothing more from this one.
      if (turn !== latest || isStopped) return superseded
      const reading = read(turn)
      running = reading
      try {
        return { found: await reading, turn }
      } finally {
        if (running === reading) running = null
      }
    }
    const subscription = liveQuery(readInTurn).subscribe({
      next: (answer) => {
        if (answer !== superseded) show(answer.found, answer.turn)
      },
      error: (cause: unknown) => {
        // What stands there now is the failure: the same answer as before it is news.
        shown = superseded
        if (!isStopped) failed(cause)
      },
    })
    return () => {
      isStopped = true
      subscription.unsubscribe()
    }
  },
})
