import type { Rescued } from '../store/rescue.ts'

/** What each field held when it was last typed in, by the field; only in memory, and gone with the document. */
const typed = new Map<string, Rescued>()

/**
 * Notes what is being typed, so that a screen that fails can still show it. Passwords and passphrases are never noted.
 * Forgotten when the page is left for another.
 */
export const noteTyping = (): void => {
  document.addEventListener(
    'input',
    (event) => {
      const field = event.target
      const isText =
        field instanceof HTMLTextAreaElement ||
        (field instanceof HTMLInputElement && (field.type === 'text' || field.type === 'search'))
      if (!isText || field.closest('[data-secret]') !== null) return
      const label = field.labels?.[0]?.textContent ?? field.getAttribute('aria-label') ?? 'Words'
      const key = `${location.pathname} ${field.id || field.name || label}`
      if (field.value.trim() === '') typed.delete(key)
      else typed.set(key, { label, words: field.value })
    },
    { capture: true, passive: true },
  )
}

/** What was typed on this page, oldest first. */
export const wordsOnScreen = (): Rescued[] =>
  [...typed].filter(([key]) => key.startsWith(`${location.pathname} `)).map(([, words]) => words)

/** Forgets it all: what was typed has become a record, or the tablet is locking. */
export const forgetTyping = (): void => typed.clear()
