import type { SchoolDay } from '#domain/time/school-day.ts'
import { readHeadings, type Column } from '../columns.ts'
import { readDay } from '../read-date.ts'
import type { Table } from '../read-file.ts'
import { readRecords } from '../read-records.ts'
import { MOST_LINES } from '../roll-row.ts'
import type { NamedPupil, StatedTotals } from './marks-file.ts'
import { namedIn } from './read-marks-csv.ts'
import { statedIn, totalPlaces, type TotalPlaces } from './total-columns.ts'

/** What a file states of one pupil, in sessions, and no mark with it. */
export type TotalsLine = { line: number; who: NamedPupil; stated: StatedTotals }

export type TotalsFile = { lines: TotalsLine[]; rejected: { line: number; reason: string }[] }

/** Headings are looked for in this many records. */
const HEADING_WITHIN = 60

type Layout = { delimiter: string; headingLine: number; pupil: Column[]; places: TotalPlaces }

/**
 * Reads a file that states each pupil's sessions and holds no marks: nothing can be taken from it, and it can be compared. Null when its
 * headings do not state the sessions that were possible and one more figure, for a pupil.
 */
export const readTotals = ({ text }: Table, today: SchoolDay): TotalsFile | null => {
  const layout = findLayout(text)
  if (layout === null) return null
  const notAfterYear = Number(today.slice(0, 4)) + 1
  const file: TotalsFile = { lines: [], rejected: [] }
  for (const { line, cells } of readRecords(text, layout.delimiter, null, MOST_LINES) ?? []) {
    if (line <= layout.headingLine || cells.every((cell) => cell === '')) continue
    const who = namedIn(cells, layout.pupil, (cell) => readDay(cell, notAfterYear))
    const stated = statedIn(cells, layout.places)
    if (typeof who === 'string') file.rejected.push({ line, reason: who })
    else if (stated.possible === undefined)
      file.rejected.push({ line, reason: 'The sessions that were possible are no number.' })
    else file.lines.push({ line, who, stated })
  }
  return file
}

const findLayout = (text: string): Layout | null => {
  for (const delimiter of [',', ';', '\t', '|'])
    for (const { line, cells } of readRecords(text, delimiter, null, HEADING_WITHIN) ?? []) {
      const places = totalPlaces(cells)
      const pupil = readHeadings(cells)
      const isNamed = pupil.some((column) => column.of === 'pupil' && ['upn', 'bornOn'].includes(column.field))
      if (places.possible !== undefined && Object.keys(places).length > 1 && isNamed)
        return { delimiter, headingLine: line, pupil, places }
    }
  return null
}
