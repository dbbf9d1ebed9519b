import type { SchoolDay } from '#domain/time/school-day.ts'
import { sessionsOfDay } from '#domain/time/school-session.ts'
import { readHeadings, type Column } from '../columns.ts'
import { readWholeName } from '../read-contact-details.ts'
import { readDay, type DayReading } from '../read-date.ts'
import { readRecords, type CsvRecord } from '../read-records.ts'
import { sayNotRead, sayReckoned, type Table } from '../read-file.ts'
import { isUpnShaped } from '../read-upn.ts'
import type { ReadFault } from '../roll-row.ts'
import { readMarkHeading, readSession, type MarkColumn } from './mark-columns.ts'
import type { MarkedPupil, MarksFile, MarksReading, NamedPupil } from './marks-file.ts'
import { columnOfMeaning, saidOf } from './meaning-of-column.ts'
import type { SchoolReadings } from './school-readings.ts'

/** Headings are looked for in this many records. */
const HEADING_WITHIN = 60

/** Lines in the largest file taken: a year of a school of 1,500 with a line for each mark. */
const MOST_LINES = 600_000

type Layout = {
  delimiter: string
  headingLine: number
  headings: string[]
  pupil: Column[]
  marks: (MarkColumn | null)[]
}

/**
 * Reads marks from CSV: a line for each mark (`UPN, Date, Session, Mark`), a line for each day (`Date, AM, PM`), or a line for each
 * pupil with a column for each session or day; from a workbook's sheet likewise. What the school says of its headings goes before what
 * they say themselves. Null when they speak of no marks at all: then it may be a roll.
 */
export const readMarksCsv = (table: Table, today: SchoolDay, readings: SchoolReadings): MarksReading | null => {
  const { text, encoding, format } = table
  const notAfterYear = Number(today.slice(0, 4)) + 1
  const layout = findLayout(text, notAfterYear, readings)
  if (layout === null) return null
  const { delimiter, headingLine, headings, pupil, marks } = layout
  if (!isIdentified(pupil)) return fault({ why: 'missing-columns', columns: ['UPN'] })
  const records = readRecords(text, delimiter, headings.length, MOST_LINES + HEADING_WITHIN)
  if (records === null) return fault({ why: 'quotes' })
  if (records.length > MOST_LINES) return fault({ why: 'too-many-lines' })

  const hasDayColumn = marks.some((column) => column?.holds === 'day')
  const file: MarksFile = {
    format,
    layout: hasDayColumn ? 'long' : 'wide',
    encoding,
    pupils: [],
    rejected: [],
    warnings: sayNotRead(table),
    asWritten: (lines) => ({
      headings: headings.map((heading, at) => wholeHeading(heading, marks[at] ?? null, notAfterYear)),
      // Read anew: cells of half a million lines that are in order need not be kept for a few that are not.
      rows: (readRecords(text, delimiter, headings.length, MOST_LINES + HEADING_WITHIN) ?? [])
        .filter(({ line }) => lines.has(line))
        .map(({ line, cells }) => ({ line, cells })),
    }),
  }
  const days = new Map<string, DayReading>()
  const dayIn = (cell: string): DayReading => {
    const known = days.get(cell)
    if (known) return known
    const read = readDay(cell, notAfterYear)
    days.set(cell, read)
    return read
  }
  const byName = new Map<string, MarkedPupil>()
  for (const record of records) {
    if (record.line <= headingLine || record.cells.every((cell) => cell === '')) continue
    const problem =
      sayReckoned(table, record.line, headings, (at) => pupil[at]?.of !== 'nothing-known' || marks[at] !== null) ??
      takeLine(record, layout, { file, byName, dayIn, notAfterYear })
    if (problem !== null) file.rejected.push({ line: record.line, reason: problem })
  }
  return file.pupils.length === 0 && file.rejected.length === 0 ? fault({ why: 'no-pupils' }) : { ok: true, file }
}

const fault = (why: ReadFault): MarksReading => ({ ok: false, fault: why })

const findLayout = (text: string, notAfterYear: number, readings: SchoolReadings): Layout | null => {
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
      const isComplete = dated || (has('day') && ((has('session') && has('mark')) || has('marks')))
      if (!isComplete || named === 0) continue
      const score = named + marks.filter((column) => column !== null).length
      if (score > (best?.score ?? 0)) best = { score, delimiter, headingLine: line, headings: cells, pupil, marks }
    }
  }
  return best
}

const isIdentified = (pupil: readonly Column[]): boolean =>
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

/** A heading that says its day itself, where in the file the day stands above it. */
const wholeHeading = (heading: string, column: MarkColumn | null, notAfterYear: number): string => {
  if (column?.holds !== 'marks' || column.day === null) return heading
  const alone = readMarkHeading(heading, notAfterYear)
  if (alone?.holds === 'marks' && alone.day === column.day) return heading
  return column.session === null ? column.day : `${column.day} ${column.session === 'morning' ? 'AM' : 'PM'}`
}

type Reading = {
  file: MarksFile
  byName: Map<string, MarkedPupil>
  dayIn: (cell: string) => DayReading
  notAfterYear: number
}

/** Takes the marks of one line. Answers why it could not. */
const takeLine = (record: CsvRecord, layout: Layout, { file, byName, dayIn }: Reading): string | null => {
  const { line, cells } = record
  if (record.brokenQuotes) return 'A quotation mark on this line is opened and never closed.'
  if (cells.slice(layout.headings.length).some((cell) => cell !== ''))
    return `This line has ${cells.length} cells and there are ${layout.headings.length} headings.`
  const who = namedIn(cells, layout.pupil, dayIn)
  if (typeof who === 'string') return who
  const cellOf = (holds: MarkColumn['holds']): string =>
    cells[layout.marks.findIndex((column) => column?.holds === holds)] ?? ''

  const key = JSON.stringify(who)
  const pupil: MarkedPupil = byName.get(key) ?? { line, who, marks: [] }
  if (!byName.has(key)) {
    byName.set(key, pupil)
    file.pupils.push(pupil)
  }
  let lineDay: SchoolDay | null = null
  if (file.layout === 'long') {
    const read = dayIn(cellOf('day'))
    if (!read.ok) return `The date cannot be read: ${read.why}.`
    lineDay = read.day
    if (layout.marks.some((column) => column?.holds === 'mark')) {
      const session = readSession(cellOf('session'))
      if (session === null) return 'The session is neither morning nor afternoon.'
      pupil.marks.push({ line, day: lineDay, session, written: cellOf('mark') })
      return null
    }
  }
  for (const [at, column] of layout.marks.entries()) {
    if (column?.holds !== 'marks') continue
    const day = column.day ?? lineDay
    const written = cells[at] ?? ''
    if (day === null || written === '') continue
    if (column.session !== null) pupil.marks.push({ line, day, session: column.session, written })
    else {
      const both = splitDay(written)
      if (both === null)
        return `A cell with both marks of a day holds something else: it should be two, such as “/ \\”.`
      for (const [place, session] of sessionsOfDay.entries())
        pupil.marks.push({ line, day, session, written: both[place] ?? '' })
    }
  }
  return null
}

/** The two marks of a day that stand in one cell: `/\`, `I I`, `C2,C2`. */
const splitDay = (cell: string): [string, string] | null => {
  const parts = cell.split(/[\s,;]+/).filter((part) => part !== '')
  const [morning, afternoon] = parts.length === 1 && cell.length === 2 ? cell.split('') : parts
  return morning === undefined || afternoon === undefined || parts.length > 2 ? null : [morning, afternoon]
}

/** Whom the cells of a line name, or why it cannot be said. */
export const namedIn = (
  cells: string[],
  columns: Column[],
  dayIn: (cell: string) => DayReading,
): NamedPupil | string => {
  const cell = (field: string): string => {
    const at = columns.findIndex((column) => column.of === 'pupil' && column.field === field)
    return at < 0 ? '' : (cells[at] ?? '')
  }
  const whole = readWholeName(cell('wholeName'))
  const upn = cell('upn').toUpperCase()
  const bornText = cell('bornOn')
  const born = bornText === '' ? null : dayIn(bornText)
  const former = cell('formerUpn').toUpperCase()
  const who: NamedPupil = {
    upn: isUpnShaped(upn) ? upn : null,
    formerUpns: isUpnShaped(former) ? [former] : [],
    forename: cell('forename') || (whole?.forename ?? null),
    surname: cell('surname') || (whole?.surname ?? null),
    bornOn: born?.ok ? born.day : null,
  }
  if (who.upn !== null || (who.surname !== null && who.bornOn !== null)) return who
  return 'This line has no UPN, and no name with a date of birth, so it cannot be said whose mark it is.'
}
