import type { HeadingMeaning } from '#domain/register/heading-meaning.ts'
import { readHeadings } from '../columns.ts'
import type { Table } from '../read-file.ts'
import { readRecords, type CsvRecord } from '../read-records.ts'
import { readMarkHeading } from './mark-columns.ts'
import type { SchoolReadings } from './school-readings.ts'
import { meaningOfColumn, saidOf } from './meaning-of-column.ts'
import { figureOf } from './total-columns.ts'

/** One column of a file: its heading, what stands under it, and what it was read as or may hold. */
export type OfferedColumn = { heading: string; samples: string[]; suggested: HeadingMeaning | null }

/** Headings are looked for in this many records. */
const WITHIN = 60
/** Rows shown under each heading. */
const SAMPLES = 5
/** Columns offered: one for each day of a year would help nobody. */
export const MOST_OFFERED = 40

/**
 * The columns of a table that could not be read as marks, for a person to say what they hold: the fullest row of words near the top is
 * taken for the headings. Null when no row has two of them.
 */
export const offeredColumns = (table: Table, readings: SchoolReadings): OfferedColumn[] | null => {
  let best: { cells: string[]; under: string[][]; words: number } | null = null
  for (const delimiter of [',', ';', '\t', '|']) {
    const records = readRecords(table.text, delimiter, null, WITHIN + SAMPLES) ?? []
    for (const { line, cells } of records.slice(0, WITHIN)) {
      const words = cells.filter((cell) => /\p{L}/u.test(cell)).length
      if (words < 2 || words <= (best?.words ?? 0)) continue
      best = { cells, under: firstUnder(records, line), words }
    }
  }
  if (best === null) return null
  const { cells, under } = best
  const known = readHeadings(cells)
  return cells
    .map((heading, at) => ({
      heading,
      samples: under.map((row) => row[at] ?? ''),
      suggested:
        saidOf(heading, readings) ??
        meaningOfColumn(readMarkHeading(heading, 9999), known[at] ?? null) ??
        figureOf(heading),
    }))
    .filter(({ heading }) => heading !== '')
    .slice(0, MOST_OFFERED)
}

/** The cells of the first lines under a row of headings that have something in them. */
export const firstUnder = (records: readonly CsvRecord[], headingLine: number): string[][] => {
  const under: string[][] = []
  for (const { line, cells } of records) {
    if (line > headingLine && cells.some((cell) => cell !== '')) under.push(cells)
    if (under.length === SAMPLES) break
  }
  return under
}
