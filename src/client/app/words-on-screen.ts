import type { Rescued } from '../store/rescue.ts'

/** What each field held when it was last seen, by the field; only in memory, and gone with the document. */
const seen = new Map<string, Rescued>()

/**
 * Notes what is being typed, so that a screen that fails can still show it. Passwords and passphrases are never noted.
 * Forgotten when the page is left for another.
 */
export const noteTyping = (): void => {
  document.addEventListener('input', (event) => note(event.target), { capture: true, passive: true })
}

/** Notes what the fields hold that nobody typed just now: a draft that was taken up again. */
export const noteFields = (): void => {
  for (const field of document.querySelectorAll('textarea, input')) note(field)
}

const note = (field: EventTarget | null): void => {
  const isText =
    field instanceof HTMLTextAreaElement ||
    (field instanceof HTMLInputElement && (field.type === 'text' || field.type === 'search'))
  if (!isText || field.readOnly || field.closest('[data-secret]') !== null) return
  const label = field.labels?.[0]?.textContent ?? field.getAttribute('aria-label') ?? 'Words'
  const key = `${location.pathname} ${field.id || field.name || label}`
  if (field.value.trim() === '') seen.delete(key)
  else seen.set(key, { label, words: field.value })
}

/** What was written on this page, oldest first. */
export const wordsOnScreen = (): Rescued[] =>
  [...seen].filter(([key]) => key.startsWith(`${location.pathname} `)).map(([, words]) => words)

/** Forgets it all: what was typed has become a record, or the tablet is locking. */
export const forgetTyping = (): void => seen.clear()
