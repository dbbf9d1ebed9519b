import type { Rescued } from '../store/rescue.ts'

/** What each field held when it was last seen, by the field; only in memory, and gone with the document. */
const seen = new Map<string, Rescued>()

/**
 * Notes what is being typed, so that a screen that fails can still show it. Passwords and passphrases are never noted.
 * Forgotten with a save, and as soon as something is typed on another page.
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
  for (const other of seen.keys()) if (!isHere(other)) seen.delete(other)
  const key = `${location.pathname} ${field.id || field.name || label}`
  if (field.value.trim() === '') seen.delete(key)
  else seen.set(key, { label, words: field.value })
}

/** What was written on this page, oldest first. */
export const wordsOnScreen = (): Rescued[] => [...seen].filter(([key]) => isHere(key)).map(([, words]) => words)

const isHere = (key: string): boolean => key.startsWith(`${location.pathname} `)

/** Forgets what was typed on this page: it has become a record. */
export const forgetTypingHere = (): void => {
  for (const key of seen.keys()) if (isHere(key)) seen.delete(key)
}

/** Forgets it all: the tablet is locking. */
export const forgetTyping = (): void => seen.clear()
