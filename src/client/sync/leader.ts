/**
 * One tab of a device talks to the office (SPEC I16 makes two harmless; one is kinder to batteries). The leader holds a Web
 * Lock and says so every few seconds; a tab that was frozen with the lock is heard to have gone quiet, and a visible tab
 * takes the lock from it.
 */

const BEAT_EVERY = 5_000
/** Three missed beats. */
const QUIET_AFTER = 15_000
const LINE_UP_AGAIN = 1_000
/** A lock is taken by force at most this often, so that two tabs never snatch it to and fro. */
const STEAL_AT_MOST_EVERY = 60_000

/**
 * Calls `lead` whenever this tab becomes the leader; what it returns is called when it no longer is. Answers a function that
 * lets go for good.
 */
export const standForLeader = (databaseName: string, lead: () => () => void): (() => Promise<void>) => {
  if (typeof navigator === 'undefined' || navigator.locks === undefined) {
    const stopLeading = lead()
    return async () => stopLeading()
  }
  const name = `doorstep:leader:${databaseName}`
  const channel = new BroadcastChannel(name)
  const over = new AbortController()
  const beat = (): void => channel.postMessage('beat')
  let leading = false
  let lastBeat = performance.now()
  let lastSteal = Number.NEGATIVE_INFINITY
  let settled: Promise<unknown> = Promise.resolve()

  const hold = async (): Promise<void> => {
    if (over.signal.aborted || leading) return
    leading = true
    const stopLeading = lead()
    beat()
    const timer = setInterval(beat, BEAT_EVERY)
    try {
      await new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve(), { once: true }))
    } finally {
      clearInterval(timer)
      leading = false
      stopLeading()
    }
  }
  const request = (options: LockOptions): void => {
    settled = navigator.locks
      .request(name, options, () => hold())
      // Broken off because we let go, or because a visible tab took the lock: then we wait in line again, after a pause. A page
      // that is going away is refused at once, every time; WebKit would never let go of one that asks again straight away.
      .catch(() => {
        setTimeout(() => {
          if (!over.signal.aborted) request({ signal: over.signal })
        }, LINE_UP_AGAIN)
      })
  }
  request({ signal: over.signal })

  channel.addEventListener('message', () => {
    lastBeat = performance.now()
  })
  const watch = setInterval(() => {
    const now = performance.now()
    const quiet = now - lastBeat > QUIET_AFTER
    if (leading || !quiet || document.visibilityState !== 'visible' || now - lastSteal < STEAL_AT_MOST_EVERY) return
    lastSteal = now
    request({ steal: true })
  }, BEAT_EVERY)

  return async () => {
    clearInterval(watch)
    over.abort()
    await settled
    channel.close()
  }
}
