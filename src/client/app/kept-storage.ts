/**
 * Asks the browser never to clear Doorstep's storage to make room (trust C10). Call it on a press: some browsers ask the
 * person. True when promised, false when not, null where the browser has no such promise.
 */
export const askToKeepStorage = async (): Promise<boolean | null> => {
  if (typeof navigator.storage?.persist !== 'function') return null
  return await navigator.storage.persist().catch(() => false)
}

/** Whether it was promised before. Never asks the person. */
export const isStorageKept = async (): Promise<boolean | null> => {
  if (typeof navigator.storage?.persisted !== 'function') return null
  return await navigator.storage.persisted().catch(() => null)
}

/** Bytes used and bytes there are, as far as the browser tells. */
export const storageRoom = async (): Promise<{ used: number; all: number } | null> => {
  if (typeof navigator.storage?.estimate !== 'function') return null
  const { usage, quota } = await navigator.storage.estimate().catch(() => ({ usage: undefined, quota: undefined }))
  return usage === undefined || quota === undefined || quota === 0 ? null : { used: usage, all: quota }
}

/** True when Doorstep runs from its own icon rather than in a browser's tab. */
export const isInstalled = (): boolean => matchMedia('(display-mode: standalone)').matches

const isApple = (): boolean =>
  /iPad|iPhone/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)

/** How to put Doorstep on the home screen of this tablet, where that keeps its storage safer; null when it is there already. */
export const installAdvice = (): string | null => {
  if (isInstalled()) return null
  if (isApple())
    return 'Before your first visit: Share, then Add to Home Screen, and open Doorstep from there. Safari may clear what a tab keeps.'
  if (/Android/.test(navigator.userAgent))
    return 'In the browser’s menu choose Install app (or Add to Home screen), and open Doorstep from there.'
  return null
}

/** Bytes as people read them: *12 MB*, *41 GB*. */
export const sayBytes = (bytes: number): string => {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`
  return bytes < 1_000_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${Math.round(bytes / 100_000_000) / 10} GB`
}
