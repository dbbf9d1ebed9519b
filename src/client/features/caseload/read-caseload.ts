import type { DoorstepDatabase } from '#client/store/database.ts'
import { readSchools } from '#client/casework/read-file.ts'
import { createSourceReader } from '#client/casework/read-sources.ts'
import type { RecordKind } from '#domain/records/record.ts'
import { weekdaysOnly } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { caseloadRowOf, inOrder, type CaseloadRow } from './caseload-row.ts'
import { folded } from './words-found.ts'

/** Everyone on this tablet, in order of need, and how many files are still on their way. */
export type Caseload = { rows: CaseloadRow[]; arriving: number }

/** A reader of the caseload that reads and checks again only what changed since it was last asked. */
export const caseloadReader = () => {
  const readSources = createSourceReader()
  return async (db: DoorstepDatabase, mine: string, today: SchoolDay): Promise<Caseload> => {
    const schools = await readSchools(db)
    const onlyHere = new Set((await db.records.where('waiting').above(0).primaryKeys()).map(([fileId]) => fileId))
    const setting = { mine, today, calendar: weekdaysOnly, schools, onlyHere }
    const { sources, loading } = await readSources(db)
    return { rows: inOrder(sources.map((source) => caseloadRowOf(source, setting))), arriving: loading.size }
  }
}

/** Everything people wrote, by pupil, ready to be searched. Read a row at a time, so that typing never waits for it. */
export const readNoteWords = async (db: DoorstepDatabase): Promise<Map<string, string>> => {
  const words = new Map<string, string[]>()
  const take = (fileId: string, value: unknown): void => {
    const said = wordsIn(value)
    if (said !== '') words.set(fileId, [...(words.get(fileId) ?? []), said])
  }
  for (const kind of ['contact-note', 'home-visit', 'barrier', 'promise', 'amendment'] satisfies RecordKind[]) {
    await db.records
      .where('kind')
      .equals(kind)
      .each((row) => take(row.fileId, row.body))
  }
  await db.drafts.each((draft) => take(draft.fileId, draft.values))
  return new Map([...words].map(([fileId, said]) => [fileId, folded(said.join(' '))]))
}

/** The texts in a record or a draft, however deep; ids and days are texts too, and do no harm. */
const wordsIn = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(wordsIn).join(' ')
  return typeof value === 'object' && value !== null ? Object.values(value).map(wordsIn).join(' ') : ''
}
