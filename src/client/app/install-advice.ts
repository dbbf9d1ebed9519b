import { browserStorage } from '../store/device-storage.ts'

export const isApple = (): boolean =>
  /iPad|iPhone/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)

/** How to put Doorstep on the home screen of this tablet, where that keeps its storage safer; null when it is there already. */
export const installAdvice = (): string | null => {
  if (browserStorage().isInstalled()) return null
  if (isApple()) {
    return 'Before your first visit: Share, then Add to Home Screen, and open Doorstep from there. Safari may clear what a tab keeps.'
  }
  if (/Android/.test(navigator.userAgent)) {
    return 'In the browser’s menu choose Install app (or Add to Home screen), and open Doorstep from there.'
  }
  return null
}

/** Bytes as people read them: *12 MB*, *41 GB*. */
export const sayBytes = (bytes: number): string => {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`
  return bytes < 1_000_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${Math.round(bytes / 100_000_000) / 10} GB`
}
