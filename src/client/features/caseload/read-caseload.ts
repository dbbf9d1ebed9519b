import { forEachSource, type PupilSource } from '#client/casework/read-sources.ts'
import type { Filed } from '#client/store/live-digests.ts'
import type { ToCome } from '#client/store/to-come.ts'
import type { SchoolCalendar } from '#domain/time/school-calendar.ts'
import { caseloadRowOf, inOrder, type CaseloadRow, type RowSetting } from './caseload-row.ts'

/** Everyone on this tablet, in order of need, and how many files are still to come. */
export type Caseload = { rows: CaseloadRow[]; toCome: ToCome }

/**
 * Works the list out, and each row only once as long as nothing in it changes. Breaks off, and answers null, when it is not
 * wanted any more.
 */
export const caseloadMaker = () => {
  const made = new WeakMap<PupilSource, { with: string; calendar: SchoolCalendar; row: CaseloadRow }>()
  const rowOf = (source: PupilSource, setting: RowSetting): CaseloadRow => {
    const { id, organisationId } = source.pupil
    const { mine, today, schools, onlyHere } = setting
    const calendar = setting.calendars(organisationId)
    // All of the setting that one row depends on, beside the calendar, which is the same one until a closure changes.
    const depends = JSON.stringify([mine, today, schools.size > 1, schools.get(organisationId), onlyHere.has(id)])
    const before = made.get(source)
    if (before?.with === depends && before.calendar === calendar) return before.row
    const row = caseloadRowOf(source, setting)
    made.set(source, { with: depends, calendar, row })
    return row
  }
  return async (filed: Filed, setting: RowSetting, isWanted: () => boolean): Promise<Caseload | null> => {
    const rows: CaseloadRow[] = []
    const isWhole = await forEachSource(filed, isWanted, (source) => rows.push(rowOf(source, setting)))
    return isWhole ? { rows: inOrder(rows), toCome: filed.toCome } : null
  }
}
