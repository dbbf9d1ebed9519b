import type { SchoolDay } from '#domain/time/school-day.ts'
import { sessionsOfDay } from '#domain/time/school-session.ts'
import type { Column } from '../columns.ts'
import { readWholeName } from '../read-contact-details.ts'
import { readDay, type DayReading } from '../read-date.ts'
import { readRecords, type CsvRecord } from '../read-records.ts'
import { sayNotRead, sayReckoned, type Table } from '../read-file.ts'
import { isUpnShaped } from '../read-upn.ts'
import type { ImportWarning, ReadFault } from '../roll-row.ts'
import { columnsRead } from './columns-read.ts'
import { readMarkHeading, readSession, type MarkColumn } from './mark-columns.ts'
import type { MarkedPupil, MarksFile, MarksReading, NamedPupil } from './marks-file.ts'
import { findLayout, HEADING_WITHIN, isIdentified, markPlaces, unreadPlaces, type Layout } from './marks-layout.ts'
import { firstUnder } from './offered-columns.ts'
import type { SchoolReadings } from './school-readings.ts'
import { statedIn } from './total-columns.ts'

/** Lines in the largest file taken: a year of a school of 1,500 with a line for each mark. */
const MOST_LINES = 600_000

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
  const claiming = markPlaces(layout)
  if (layout.reads === 'mark' && claiming.length > 1)
    return fault({ why: 'marks-twice', columns: claiming.map((at) => headings[at] ?? '') })
  const records = readRecords(text, delimiter, headings.length, MOST_LINES + HEADING_WITHIN)
  if (records === null) return fault({ why: 'quotes' })
  if (records.length > MOST_LINES) return fault({ why: 'too-many-lines' })

  const unread = unreadPlaces(layout, readings)
  const filled = new Set<number>()
  // A file breaks off in its last line. Before it, and in a workbook, a row may simply end with its last full cell.
  const width = headings.findLastIndex((heading) => heading !== '') + 1
  const breaksOff =
    table.format === 'csv' && (records.at(-1)?.cells.length ?? width) < width ? records.at(-1) : undefined
  const file: MarksFile = {
    format,
    layout: layout.reads === 'columns' ? 'wide' : 'long',
    encoding,
    pupils: [],
    rejected: [],
    warnings: sayNotRead(table),
    columns: columnsRead(layout, firstUnder(records, headingLine), readings),
    asWritten: (lines) => ({
      headings: headings.map((heading, at) => wholeHeading(heading, marks[at] ?? null, notAfterYear)),
      // Read anew: cells of half a million lines that are in order need not be kept for a few that are not.
      rows: (readRecords(text, delimiter, headings.length, MOST_LINES + HEADING_WITHIN) ?? [])
        .filter(({ line }) => lines.has(line))
        .map(({ line, cells }) => ({ line, cells })),
    }),
  }
  const isMeant = (at: number): boolean => pupil[at]?.of !== 'nothing-known' || marks[at] !== null
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
    for (const at of unread) if ((record.cells[at] ?? '') !== '') filled.add(at)
    const problem =
      sayReckoned(table, record.line, headings, (at) => isMeant(at) && !unread.includes(at)) ??
      (record === breaksOff ? BREAKS_OFF : takeLine(record, layout, { file, byName, dayIn }))
    if (problem !== null) file.rejected.push({ line: record.line, reason: problem })
  }
  file.warnings.push(...sayUnread(headings, filled))
  return file.pupils.length === 0 && file.rejected.length === 0 ? fault({ why: 'no-pupils' }) : { ok: true, file }
}

const fault = (why: ReadFault): MarksReading => ({ ok: false, fault: why })

/** A heading that says its day itself, where in the file the day stands above it. */
const wholeHeading = (heading: string, column: MarkColumn | null, notAfterYear: number): string => {
  if (column?.holds !== 'marks' || column.day === null) return heading
  const alone = readMarkHeading(heading, notAfterYear)
  if (alone?.holds === 'marks' && alone.day === column.day) return heading
  return column.session === null ? column.day : `${column.day} ${column.session === 'morning' ? 'AM' : 'PM'}`
}

/** Columns that are named one by one: a table may have as many as a year has sessions. */
const MOST_NAMED = 40

/** Names the columns that have something in them and were not read, never what that is. */
const sayUnread = (headings: readonly string[], filled: ReadonlySet<number>): ImportWarning[] => {
  const names = [...filled]
    .toSorted((a, b) => a - b)
    .map((at) => (headings[at] ? `“${headings[at].slice(0, 60)}”` : `number ${at + 1}, which has no heading`))
  if (names.length === 0) return []
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
  return [
    {
      line: null,
      words: `Something stands in ${names.length === 1 ? 'a column that was' : 'columns that were'} not read: ${names.slice(0, MOST_NAMED).join(', ')}${more}.`,
    },
  ]
}

type Reading = {
  file: MarksFile
  byName: Map<string, MarkedPupil>
  dayIn: (cell: string) => DayReading
}

const BREAKS_OFF = 'This line, the last, ends early: the file may be cut short.'

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
  const pupil: MarkedPupil = byName.get(key) ?? {
    line,
    who,
    marks: [],
    ...(layout.totals.possible !== undefined && { stated: [] }),
  }
  if (!byName.has(key)) {
    byName.set(key, pupil)
    file.pupils.push(pupil)
  }
  pupil.stated?.push({ line, totals: statedIn(cells, layout.totals) })
  let lineDay: SchoolDay | null = null
  if (layout.reads !== 'columns') {
    const read = dayIn(cellOf('day'))
    if (!read.ok) return `The date cannot be read: ${read.why}.`
    lineDay = read.day
    if (layout.reads === 'mark') {
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
