/**
 * Claims a draft for one open form. Answers how to give it up, or null when a form in another tab has it. A claim ends with
 * the page that holds it, so a draft left by a crash or a lock can be taken up at once.
 */
export type Claims = (draftId: string) => Promise<(() => void) | null>

/** A page that is being reloaded may still hold its claim for a moment. Milliseconds. */
const PATIENCE = 500

/** By the browser's own locks. Where it has none every claim is granted; drafts then part when they are written. */
export const browserClaims: Claims = (draftId) => {
  if (typeof navigator === 'undefined' || !('locks' in navigator)) return Promise.resolve(() => {})
  return new Promise((resolve) => {
    navigator.locks
      .request(`doorstep-draft:${draftId}`, { signal: AbortSignal.timeout(PATIENCE) }, async () => {
        await new Promise<void>((release) => {
          resolve(release)
        })
      })
      .catch(() => resolve(null))
  })
}
