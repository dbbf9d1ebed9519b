import type { SchoolDay } from '#domain/time/school-day.ts'
import { readHeadings, type Column } from '../columns.ts'
import { readDay } from '../read-date.ts'
import type { Table } from '../read-file.ts'
import { readRecords } from '../read-records.ts'
import { MOST_LINES } from '../roll-row.ts'
import { columnsRead, type ColumnsRead } from './columns-read.ts'
import type { NamedPupil, StatedTotals } from './marks-file.ts'
import { HEADING_WITHIN, isIdentified, type Layout } from './marks-layout.ts'
import { columnOfMeaning, saidOf } from './meaning-of-column.ts'
import { firstUnder } from './offered-columns.ts'
import { namedIn } from './read-marks-csv.ts'
import type { SchoolReadings } from './school-readings.ts'
import { statedIn, totalPlaces } from './total-columns.ts'

/** What a file states of one pupil, in sessions, and no mark with it. */
export type TotalsLine = { line: number; who: NamedPupil; stated: StatedTotals }

export type TotalsFile = { lines: TotalsLine[]; rejected: { line: number; reason: string }[]; columns: ColumnsRead }

/**
 * Reads a file that states each pupil's sessions and holds no marks: nothing can be taken from it, and it can be compared. Null when its
 * headings, by what the school says of them or by themselves, do not state the sessions that were possible and one more figure, for a pupil.
 */
export const readTotals = ({ text }: Table, today: SchoolDay, readings: SchoolReadings): TotalsFile | null => {
  const layout = findLayout(text, readings)
  if (layout === null) return null
  const notAfterYear = Number(today.slice(0, 4)) + 1
  const records = readRecords(text, layout.delimiter, null, MOST_LINES) ?? []
  const columns = columnsRead(layout, firstUnder(records, layout.headingLine), readings)
  const file: TotalsFile = { lines: [], rejected: [], columns }
  for (const { line, cells } of records) {
    if (line <= layout.headingLine || cells.every((cell) => cell === '')) continue
    const who = namedIn(cells, layout.pupil, (cell) => readDay(cell, notAfterYear))
    const stated = statedIn(cells, layout.totals)
    if (typeof who === 'string') file.rejected.push({ line, reason: who })
    else if (stated.possible === undefined)
      file.rejected.push({ line, reason: 'The sessions that were possible are no number.' })
    else file.lines.push({ line, who, stated })
  }
  return file
}

const findLayout = (text: string, readings: SchoolReadings): Layout | null => {
  for (const delimiter of [',', ';', '\t', '|'])
    for (const { line, cells: headings } of readRecords(text, delimiter, null, HEADING_WITHIN) ?? []) {
      const totals = totalPlaces(headings, readings)
      const known = readHeadings(headings)
      const pupil = headings.map((heading, at): Column => {
        const said = saidOf(heading, readings)
        return said === undefined ? (known[at] ?? { of: 'nothing-known' }) : columnOfMeaning(said).pupil
      })
      if (totals.possible !== undefined && Object.keys(totals).length > 1 && isIdentified(pupil))
        return { delimiter, headingLine: line, headings, reads: 'columns', pupil, marks: [], totals }
    }
  return null
}
