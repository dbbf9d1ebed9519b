import { Locked } from './fault.ts'
import { BACK_AT_MOST } from './lock.ts'

/** How long a key that was lent to a worker may be used there. */
export type LentTime = {
  /** The page says until when it stays open now. */
  extend: (until: number) => void
  /** Throws `Locked` when the time is up, or the clock was set back. Asked before every row that is opened. */
  guard: () => void
}

/**
 * The worker's own watch over a lent key: by the wall clock, as in the page (lock.ts), so that a worker which goes on while its
 * page sleeps opens nothing that the page would not. It locks nothing by itself: the page ends the worker.
 */
export const createLentTime = (wallClock: () => number, until: number): LentTime => {
  let openUntil = until
  let latest = wallClock()
  return {
    extend: (later) => {
      openUntil = later
    },
    guard: () => {
      const now = wallClock()
      if (now >= openUntil || now < latest - BACK_AT_MOST) throw new Locked()
      latest = Math.max(latest, now)
    },
  }
}
