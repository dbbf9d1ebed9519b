import type { DoorstepDatabase } from '#client/store/database.ts'
import type { RecordRow } from '#client/store/tables.ts'
import { isKept, type Kept, type KeptOf } from '#client/casework/kept-record.ts'
import { readKept, readLoading, readSchools } from '#client/casework/read-file.ts'
import type { RecordKind } from '#domain/records/record.ts'
import { weekdaysOnly } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { caseloadRowOf, inOrder, type CaseloadRow, type RowSource } from './caseload-row.ts'
import { folded } from './words-found.ts'

/** Everyone on this tablet, in order of need, and how many files are still on their way. */
export type Caseload = { rows: CaseloadRow[]; arriving: number }

/**
 * A reader of the caseload that checks each stored row once: a row's version and the mutation that waits in it name its
 * content, so a row that has not changed since the last reading is not parsed again.
 */
export const caseloadReader = () => {
  const seen = new Map<string, { version: number; waiting: number; kept: Kept | null }>()
  const kept = (row: RecordRow): Kept | null => {
    const key = `${row.fileId}/${row.id}`
    const before = seen.get(key)
    if (before !== undefined && before.version === row.version && before.waiting === row.waiting) return before.kept
    const parsed = readKept(row)
    seen.set(key, { version: row.version, waiting: row.waiting, kept: parsed })
    return parsed
  }
  const ofKind = async <K extends RecordKind>(db: DoorstepDatabase, kind: K): Promise<KeptOf<K>[]> => {
    const rows = await db.records.where('kind').equals(kind).toArray()
    return rows.map(kept).filter((one): one is KeptOf<K> => one !== null && isKept(one, kind))
  }
  return async (db: DoorstepDatabase, mine: string, today: SchoolDay): Promise<Caseload> => {
    const loading = await readLoading(db)
    const schools = await readSchools(db)
    const onlyHere = new Set((await db.records.where('waiting').above(0).primaryKeys()).map(([fileId]) => fileId))
    const sources = new Map<
      string,
      RowSource & {
        cases: RowSource['cases'][number][]
        promises: RowSource['promises'][number][]
        barriers: RowSource['barriers'][number][]
      }
    >()
    for (const { record: pupil } of await ofKind(db, 'pupil')) {
      if (pupil.leftOn === null || pupil.openCaseId !== null)
        sources.set(pupil.id, { pupil, cases: [], promises: [], barriers: [] })
    }
    for (const { record } of await ofKind(db, 'absence-case')) sources.get(record.pupilId)?.cases.push(record)
    for (const { record } of await ofKind(db, 'promise')) sources.get(record.pupilId)?.promises.push(record)
    for (const { record } of await ofKind(db, 'barrier')) sources.get(record.pupilId)?.barriers.push(record)
    const setting = { mine, today, calendar: weekdaysOnly, schools, onlyHere }
    const whole = [...sources.values()].filter(({ pupil }) => !loading.has(pupil.id))
    return { rows: inOrder(whole.map((source) => caseloadRowOf(source, setting))), arriving: loading.size }
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
