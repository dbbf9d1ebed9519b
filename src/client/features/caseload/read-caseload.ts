import { forEachSource, type PupilSource } from '#client/casework/read-sources.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import type { Filed } from '#client/store/live-digests.ts'
import type { RecordKind } from '#domain/records/record.ts'
import { caseloadRowOf, inOrder, type CaseloadRow, type RowSetting } from './caseload-row.ts'
import { folded } from './words-found.ts'

/** Everyone on this tablet, in order of need, and how many files are still on their way. */
export type Caseload = { rows: CaseloadRow[]; arriving: number }

/**
 * Works the list out, and each row only once as long as nothing in it changes. Breaks off, and answers null, when it is not
 * wanted any more.
 */
export const caseloadMaker = () => {
  const made = new WeakMap<PupilSource, { with: string; row: CaseloadRow }>()
  const rowOf = (source: PupilSource, setting: RowSetting): CaseloadRow => {
    const { id, organisationId } = source.pupil
    const { mine, today, schools, onlyHere } = setting
    // All of the setting that one row depends on; the calendar is the same for everyone.
    const depends = JSON.stringify([mine, today, schools.size > 1, schools.get(organisationId), onlyHere.has(id)])
    const before = made.get(source)
    if (before?.with === depends) return before.row
    const row = caseloadRowOf(source, setting)
    made.set(source, { with: depends, row })
    return row
  }
  return async (filed: Filed, setting: RowSetting, isWanted: () => boolean): Promise<Caseload | null> => {
    const rows: CaseloadRow[] = []
    const isWhole = await forEachSource(filed, isWanted, (source) => rows.push(rowOf(source, setting)))
    return isWhole ? { rows: inOrder(rows), arriving: filed.loading.size } : null
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
