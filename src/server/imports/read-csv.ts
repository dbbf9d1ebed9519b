import type { SchoolDay } from '#domain/time/school-day.ts'
import { readHeadings, knownColumns, type Column } from './columns.ts'
import { groupLines } from './group-lines.ts'
import { isNote, isInstruction } from './note-lines.ts'
import { rawPupilFrom, spreadContacts } from './raw-pupil-from-cells.ts'
import type { RawPupil } from './raw-pupil.ts'
import { takePupil } from './take-pupil.ts'
import { readRecords, type CsvRecord } from './read-records.ts'
import { sayNotRead, sayReckoned, type Table } from './read-file.ts'
import { MOST_LINES, type ReadFault, type Roll, type RollReading } from './roll-row.ts'

/** Headings are looked for in this many records: instructions above a table are never longer. */
const HEADING_WITHIN = 60

/**
 * Reads a roll from CSV in any of the layouts of docs/importing.md: comma, semicolon or tab; the headings found wherever they
 * are by what they say; one line a pupil with numbered contacts, or one line for each contact. A workbook's sheet is read alike.
 */
export const readCsv = (file: Table, today: SchoolDay, groupings: ReadonlyMap<string, string>): RollReading => {
  const { text, encoding, format } = file
  const found = findHeadings(text, groupings)
  if (!found.ok) return found
  const { delimiter, headings, columns, headingLine } = found
  const records = readRecords(text, delimiter, headings.length, MOST_LINES + HEADING_WITHIN)
  if (records === null) return { ok: false, fault: { why: 'quotes' } }

  if (records.length > MOST_LINES) return { ok: false, fault: { why: 'too-many-lines' } }

  const noteLines: number[] = []
  const rejected: Roll['rejected'] = []
  const lines: CsvRecord[] = []
  const table = withoutFootnotes(
    records.filter((record) => record.line > headingLine && record.cells.some((cell) => cell !== '')),
    columns,
    noteLines,
  )
  for (const record of table) {
    const reckoned = sayReckoned(file, record.line, headings, (at) => columns[at]?.of !== 'nothing-known')
    if (isRepeatedHeading(record, headings) || (lines.length === 0 && isInstruction(record.cells, columns)))
      noteLines.push(record.line)
    else if (record.brokenQuotes)
      rejected.push(
        refused(record, 'A quotation mark on this line is opened and never closed, so its cells cannot be told apart.'),
      )
    else if (record.cells.slice(headings.length).some((cell) => cell !== ''))
      rejected.push(
        refused(
          record,
          `This line has ${record.cells.length} cells and there are ${headings.length} headings. A cell with a comma in it may be missing its quotation marks.`,
        ),
      )
    else if (reckoned !== null) rejected.push(refused(record, reckoned))
    else lines.push(record)
  }
  const above = records.filter((record) => record.line < headingLine && record.cells.some((cell) => cell !== ''))
  const rows = lines.length + rejected.length
  if (rows === 0) return { ok: false, fault: { why: 'no-pupils' } }

  const raws: RawPupil[] = []
  for (const record of lines) {
    const clash = disagreement(record.cells, columns)
    if (clash === null) raws.push(rawPupilFrom(record, columns))
    else
      rejected.push(
        refused(
          record,
          `Two columns are headed “${headings[clash] ?? ''}” and this line has something different in each.`,
        ),
      )
  }
  const grouped = columns.some((column) => column.of === 'contact' && column.number === null)
    ? groupLines(
        raws,
        rejected.map(({ line }) => line),
      )
    : { pupils: raws, rejected: [] }
  rejected.push(...grouped.rejected)

  const roll: Roll = {
    format,
    encoding,
    rows,
    pupils: [],
    rejected,
    warnings: [...sayNotRead(file), ...sayWithoutBirthdays(columns)],
    headings,
    extraColumns: headings.filter((heading, at) => heading !== '' && columns[at]?.of === 'nothing-known'),
    noteLines: [...above.map((record) => record.line), ...noteLines].toSorted((a, b) => a - b),
    sources: new Map(),
    listsEveryContact: listsEveryContact(columns),
    strips: [],
  }
  for (const raw of grouped.pupils) takePupil(roll, raw, today)
  return { ok: true, roll }
}

/** A column that is not there is easily forgotten, and nobody looks for pupils who were never new. */
const sayWithoutBirthdays = (columns: Column[]): Roll['warnings'] =>
  columns.some((column) => column.of === 'pupil' && column.field === 'bornOn')
    ? []
    : [
        {
          line: null,
          words:
            'The file has no column for the date of birth: pupils are found by their UPN alone, and nobody new is taken.',
        },
      ]

const refused = ({ line, cells }: CsvRecord, reason: string): Roll['rejected'][number] => ({ line, cells, reason })

type Headings =
  | { ok: true; delimiter: string; headings: string[]; columns: Column[]; headingLine: number }
  | { ok: false; fault: ReadFault }

/** The delimiter and the row of headings are found together: the pair under which most headings are known. */
const findHeadings = (text: string, groupings: ReadonlyMap<string, string>): Headings => {
  let best: { score: number; delimiter: string; record: CsvRecord } | null = null
  for (const delimiter of [',', ';', '\t', '|']) {
    for (const record of readRecords(text, delimiter, null, HEADING_WITHIN) ?? []) {
      const score = knownColumns(readHeadings(record.cells))
      if (score > (best?.score ?? 0)) best = { score, delimiter, record }
    }
  }
  if (best === null || best.score < 2) return { ok: false, fault: { why: 'no-heading' } }
  const headings = best.record.cells
  const columns = spreadContacts(settleSynonyms(readHeadings(headings, groupings), headings))
  const has = (field: string) => columns.some((column) => column.of === 'pupil' && column.field === field)
  const missing = [
    ...(has('wholeName') || has('forename') ? [] : ['forename']),
    ...(has('wholeName') || has('surname') ? [] : ['surname']),
    // With a UPN pupils who are here are found all the same; only a new one needs a day.
    ...(has('bornOn') || has('upn') ? [] : ['date of birth']),
  ]
  if (missing.length > 0)
    return {
      ok: false,
      fault: missing.length === 3 ? { why: 'no-heading' } : { why: 'missing-columns', columns: missing },
    }
  return { ok: true, delimiter: best.delimiter, headings, columns, headingLine: best.record.line }
}

/**
 * Where two different headings mean one field, the better one has it. The plain name beside a legal one is the name the child
 * goes by (as SIMS writes them); other spare columns are left out. The same heading twice stays twice: `disagreement` looks at it.
 */
const settleSynonyms = (columns: Column[], headings: string[]): Column[] => {
  const best = new Map<string, number>()
  for (const column of columns)
    if (column.of === 'pupil') best.set(column.field, Math.min(column.rank, best.get(column.field) ?? column.rank))
  const said = (field: string) => columns.some((column) => column.of === 'pupil' && column.field === field)
  return columns.map((column, at) => {
    if (column.of !== 'pupil' || column.rank === best.get(column.field)) return column
    const legal = (
      headings[
        columns.findIndex(
          (other) => other.of === 'pupil' && other.field === column.field && other.rank === best.get(column.field),
        )
      ] ?? ''
    ).toLowerCase()
    if (legal.includes('legal') && !(headings[at] ?? '').toLowerCase().includes('legal')) {
      if (column.field === 'forename' && !said('preferredForename'))
        return { of: 'pupil', field: 'preferredForename', rank: 99 }
      if (column.field === 'surname' && !said('preferredSurname'))
        return { of: 'pupil', field: 'preferredSurname', rank: 99 }
    }
    return { of: 'nothing-known' }
  })
}

/** The first column that says something else than an earlier column for the same field; null when all agree. */
const disagreement = (cells: string[], columns: Column[]): number | null => {
  const said = new Map<string, string>()
  for (const [at, column] of columns.entries()) {
    const cell = cells[at] ?? ''
    if (column.of !== 'pupil' || cell === '') continue
    const before = said.get(column.field)
    if (before !== undefined && before !== cell) return at
    said.set(column.field, cell)
  }
  return null
}

const isRepeatedHeading = ({ cells }: CsvRecord, headings: string[]): boolean =>
  cells.join('\u001f') === headings.join('\u001f')

/** Passes over lines at the end that are notes ("Total pupils: 1200"). */
const withoutFootnotes = (records: CsvRecord[], columns: Column[], noteLines: number[]): CsvRecord[] => {
  const last = records.findLastIndex((record) => !isNote(record.cells, columns))
  for (const record of records.slice(last + 1)) noteLines.push(record.line)
  return records.slice(0, last + 1)
}

/** A file with one line for each contact, or with at least two numbered, lists all that the school has. */
const listsEveryContact = (columns: Column[]): boolean => {
  const numbers = new Set(columns.flatMap((column) => (column.of === 'contact' ? [column.number] : [])))
  return numbers.has(null) || numbers.size > 1
}
