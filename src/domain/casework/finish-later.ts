import type { Stamp } from '../mutation.ts'
import type { ContactNote } from '../records/contact-note.ts'
import type { HomeVisit } from '../records/home-visit.ts'
import { ownFileOf } from '../records/own-file.ts'
import type { Records, Reference } from '../store.ts'
import { needsAmending } from './needs-amending.ts'

/** Names a reminder: whose it is, where they wrote the note, and which note. */
export type ReminderPlace = { organisationId: string; personId: string; noteId: string }

/** Where the reminder of an unfinished note lies. */
export const reminderReference = ({ organisationId, personId, noteId }: ReminderPlace): Reference => ({
  kind: 'unfinished-note',
  fileId: ownFileOf(organisationId, personId),
  id: noteId,
})

/** The reminders that an act about several children may write. */
export const remindersOf = (act: {
  remind?: string | undefined
  children: readonly { organisationId: string; noteId: string }[]
}): Reference[] => {
  const { remind: personId, children } = act
  if (personId === undefined) return []
  return children.map(({ organisationId, noteId }) => reminderReference({ organisationId, personId, noteId }))
}

/**
 * Keeps a reminder of a note just written, where something is missing in it. For the author alone; a reminder that cannot be kept
 * never costs the account of what happened.
 */
export const remindOf = (
  records: Records,
  note: ContactNote | HomeVisit,
  { organisationId, personId }: Omit<ReminderPlace, 'noteId'>,
  stamp: Stamp,
): void => {
  if (personId !== stamp.by.personId || needsAmending(note, []) === null) return
  const { fileId, id } = reminderReference({ organisationId, personId, noteId: note.id })
  if (records.taken(fileId, id)) return
  const { pupilId, kind: noteKind } = note
  const about = { organisationId, personId, pupilId, noteKind }
  records.put({ kind: 'unfinished-note', id, ...about, recordedAt: stamp.recordedAt, finishedAt: null })
}

/** Ends one's own reminder; one that is not there, or not one's own, is left alone. */
export const endReminder = (records: Records, place: ReminderPlace, stamp: Stamp): void => {
  const { fileId, id } = reminderReference(place)
  const reminder = records.get('unfinished-note', fileId, id)
  if (reminder === null || place.personId !== stamp.by.personId || reminder.finishedAt !== null) return
  records.put({ ...reminder, finishedAt: stamp.recordedAt })
}
