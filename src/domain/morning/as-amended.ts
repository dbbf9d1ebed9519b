import type { Amendment } from '../records/amendment.ts'
import type { ContactNote } from '../records/contact-note.ts'

/**
 * Contacts as they should read where a wrong button was pressed: the last correction of how one ended holds, and one that was never made is
 * left out. What was written stays in the file; this is what is reckoned with.
 */
export const asAmended = (notes: readonly ContactNote[], amendments: readonly Amendment[]): ContactNote[] => {
  const corrected = Map.groupBy(
    amendments.filter(({ ended }) => ended !== undefined),
    ({ noteId }) => noteId,
  )
  return notes.flatMap((note) => {
    const ended = corrected
      .get(note.id)
      ?.toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : a.id < b.id ? -1 : 1))
      .at(-1)?.ended
    if (ended === undefined || note.absence === undefined) return [note]
    return ended.result === null
      ? []
      : [{ ...note, result: ended.result, absence: { ...note.absence, reason: ended.reason } }]
  })
}
