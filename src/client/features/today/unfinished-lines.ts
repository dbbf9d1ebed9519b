import { sayWhen } from '#client/casework/day-words.ts'
import { isKept } from '#client/casework/kept-record.ts'
import { readKept } from '#client/casework/read-file.ts'
import { heardApart, needsAmending } from '#domain/casework/needs-amending.ts'
import { ownFileOf } from '#domain/records/own-file.ts'
import { calledName } from '#domain/records/pupil.ts'
import type { RecordOf } from '#domain/records/record.ts'
import { UnfinishedNote } from '#domain/records/unfinished-note.ts'
import { noteUnfinished } from '#domain/today/note-unfinished.ts'
import type { TodayLine } from '#domain/today/today-lines.ts'
import type { Asking } from './read-today.ts'

/**
 * Notes of this person that were saved in a hurry and lack what a reader will ask for. A line goes when the part is written, by
 * whomever: what is missing is read in the note and its additions, not in the reminder.
 */
export const unfinishedLines = async ({ db, actor, today }: Asking): Promise<TodayLine[]> => {
  const files = actor.memberships.map(({ organisationId }) => ownFileOf(organisationId, actor.personId))
  const rows = await db.records
    .where('[fileId+kind]')
    .anyOf(files.map((file) => [file, 'unfinished-note']))
    .toArray()
  const reminders = rows.flatMap((row) => {
    const read = UnfinishedNote.safeParse(row.body)
    return read.success && read.data.finishedAt === null ? [read.data] : []
  })
  const lines = await Promise.all(reminders.map((reminder) => lineOf(reminder, db, today)))
  return lines.flat()
}

const lineOf = async (
  { id, pupilId }: UnfinishedNote,
  db: Asking['db'],
  today: Asking['today'],
): Promise<TodayLine[]> => {
  const [noteRow, pupilRow] = await db.records.bulkGet([
    [pupilId, id],
    [pupilId, pupilId],
  ])
  const note = noteRow === undefined ? null : readKept(noteRow)
  const pupil = pupilRow === undefined ? null : readKept(pupilRow)
  if (note === null || pupil === null || !isKept(pupil, 'pupil')) return []
  if (!isKept(note, 'home-visit') && !isKept(note, 'contact-note')) return []
  const missing = needsAmending(
    note.record,
    (await allOf('amendment', pupilId, db)).filter(({ noteId }) => noteId === id),
    heardApart(note.record, await allOf('child-voice', pupilId, db)),
  )
  if (missing === null) return []
  const { happenedOn, happenedAt } = note.record
  return [
    {
      key: `unfinished/${id}`,
      pupilId,
      title: `Finish your note about ${calledName(pupil.record)}`,
      why: `${note.record.kind === 'home-visit' ? 'Home visit' : 'Contact'}, ${sayWhen(happenedOn, happenedAt, today)}. ${missing}`,
      act: { kind: 'draft', href: `/caseload/${pupilId}/notes/${id}/finish`, label: 'Finish' },
      ...noteUnfinished(note.record, today),
    },
  ]
}

const allOf = async <K extends 'amendment' | 'child-voice'>(
  kind: K,
  pupilId: string,
  db: Asking['db'],
): Promise<RecordOf<K>[]> =>
  (await db.records.where('[fileId+kind]').equals([pupilId, kind]).toArray()).flatMap((row) => {
    const kept = readKept(row)
    return kept !== null && isKept(kept, kind) ? [kept.record] : []
  })
