import type { SchoolDay } from '#domain/time/school-day.ts'
import { readHeadings, type Column } from '../columns.ts'
import { readRecords } from '../read-records.ts'
import { plainKey } from '../read-words.ts'
import { readMarkHeading, type MarkColumn } from './mark-columns.ts'
import { columnOfMeaning, saidOf } from './meaning-of-column.ts'
import type { SchoolReadings } from './school-readings.ts'
import { totalPlaces, type TotalPlaces } from './total-columns.ts'

/** Headings are looked for in this many records. */
export const HEADING_WITHIN = 60

/** What the columns of a table of marks hold. */
export type Layout = {
  delimiter: string
  headingLine: number
  headings: string[]
  /** Where marks stand: one on each line (`mark`), those of one day (`day`), or in columns that say their day themselves (`columns`). */
  reads: 'mark' | 'day' | 'columns'
  pupil: Column[]
  marks: (MarkColumn | null)[]
  /** Where totals stand beside the marks; empty where the headings do not name the sessions that were possible. */
  totals: TotalPlaces
}

/**
 * Finds the row of headings of a table of marks, and what its columns hold by them: what the school says of a heading goes before what it
 * says itself. Null when no row speaks of marks.
 */
export const findLayout = (text: string, notAfterYear: number, readings: SchoolReadings): Layout | null => {
  let best: (Layout & { score: number }) | null = null
  for (const delimiter of [',', ';', '\t', '|']) {
    let above: string[] = []
    for (const { line, cells } of readRecords(text, delimiter, null, HEADING_WITHIN) ?? []) {
      const known = readHeadings(cells)
      const columns = cells.map((cell, at) => {
        const said = saidOf(cell, readings)
        if (said !== undefined) return columnOfMeaning(said)
        const ofMarks = readMarkHeading(cell, notAfterYear)
        return { marks: ofMarks, pupil: ofMarks === null ? (known[at] ?? nothing) : nothing }
      })
      const pupil = columns.map((column) => column.pupil)
      const marks = underDays(
        columns.map((column) => column.marks),
        above,
        notAfterYear,
      )
      above = cells
      const named = pupil.filter((column) => column.of === 'pupil').length
      const has = (holds: MarkColumn['holds']) => marks.some((column) => column?.holds === holds)
      const days = marks.filter((column) => column?.holds === 'marks' && column.day !== null).length
      // A pupil's own line has a day or two in it, and may have a name that is a heading too.
      const dated = days > 0 && (days > 3 || isIdentified(pupil))
      const reads = has('day') ? (has('session') && has('mark') ? 'mark' : has('marks') ? 'day' : null) : 'columns'
      if ((!dated && !has('day')) || reads === null || named === 0) continue
      const score = named + marks.filter((column) => column !== null).length
      if (score > (best?.score ?? 0))
        best = { score, delimiter, headingLine: line, headings: cells, reads, pupil, marks, totals: {} }
    }
  }
  return best && { ...best, totals: totalsOf(best, readings) }
}

/** Only columns that hold nothing else. */
const totalsOf = ({ headings, pupil, marks }: Layout, readings: SchoolReadings): TotalPlaces => {
  const free = headings.map((heading, at) => (pupil[at]?.of === 'nothing-known' && marks[at] === null ? heading : ''))
  const places = totalPlaces(free, readings)
  return places.possible === undefined ? {} : places
}

/** True where a pupil can be found by what the columns hold. */
export const isIdentified = (pupil: readonly Column[]): boolean =>
  pupil.some((column) => column.of === 'pupil' && (column.field === 'upn' || column.field === 'bornOn'))

const nothing: Column = { of: 'nothing-known' }

/** Registers are printed with the day above and AM and PM under it, the day once for both: each column is then of the day that stands last before it. */
const underDays = (
  marks: readonly (MarkColumn | null)[],
  above: readonly string[],
  notAfterYear: number,
): (MarkColumn | null)[] => {
  let day: SchoolDay | null = null
  return marks.map((column, at) => {
    const read = readMarkHeading(above[at] ?? '', notAfterYear)
    if (read?.holds === 'marks' && read.day !== null) day = read.day
    return column?.holds === 'marks' && column.day === null && column.session !== null ? { ...column, day } : column
  })
}

/** The places of the columns that say they hold the mark of a line. */
export const markPlaces = ({ marks }: Layout): number[] => placesOf('mark', marks)

const placesOf = (holds: MarkColumn['holds'], marks: Layout['marks']): number[] =>
  marks.flatMap((column, at) => (column?.holds === holds ? [at] : []))

/** Columns that our own file of lines to mend puts before the others. */
const ofLinesToMend = new Set(['line', 'reason'])

/**
 * The places of the columns of which nothing is read: nobody knows their headings, or another column stands for what they hold. What
 * a school says is not needed, and what a roll is read for, are not among them.
 */
export const unreadPlaces = (layout: Layout, readings: SchoolReadings): number[] => {
  const { headings, pupil, marks } = layout
  const totals = new Set(Object.values(layout.totals))
  return headings.flatMap((heading, at) => {
    const isKnown =
      pupil[at]?.of !== 'nothing-known' ||
      isRead(layout, at) ||
      totals.has(at) ||
      saidOf(heading, readings) === 'nothing' ||
      (marks[at] === null && ofLinesToMend.has(plainKey(heading)))
    return isKnown ? [] : [at]
  })
}

/** True where the marks, days or sessions of a column are taken, and no other column stands for them. */
export const isRead = ({ reads, marks }: Layout, at: number): boolean => {
  const column = marks[at]
  switch (column?.holds) {
    case undefined:
      return false
    case 'marks':
      return reads === 'day' || (reads === 'columns' && column.day !== null)
    case 'day':
      return placesOf('day', marks)[0] === at
    case 'session':
    case 'mark':
      return reads === 'mark' && placesOf(column.holds, marks)[0] === at
  }
}
