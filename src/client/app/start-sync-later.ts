import type { StartSync } from './start-sync.ts'

/**
 * Starts sending and receiving as soon as its code is read from the tablet. It is not part of what the first screen waits
 * for: nobody who has not unlocked needs it.
 */
export const startSyncLater: StartSync = (tablet) => {
  let stopped = false
  const running = import('../sync/loop.ts').then(({ startSync }) => (stopped ? null : startSync(tablet)))
  return {
    sendNow: () => void running.then((sync) => sync?.sendNow()),
    stop: async () => {
      stopped = true
      await (await running)?.stop()
    },
  }
}
