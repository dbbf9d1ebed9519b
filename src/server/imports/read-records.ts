import Papa from 'papaparse'

/** One record of a CSV file: where it begins (line 1 is the first of the file) and its cells, without space at their ends. */
export type CsvRecord = {
  line: number
  cells: string[]
  /** True when a quotation mark on it is never closed, or closes on a later record. */ brokenQuotes: boolean
}

/** More broken quotation marks than this and the file is not read at all. */
const MOST_BROKEN = 100

/** Characters looked at in one go, and more than any record has: what bounds the cost of a mark that is never closed. */
const WINDOW = 65_536

/**
 * Splits CSV into records with the true line of each, however many lines a quoted cell spans. A quotation mark that is
 * opened and never closed would swallow the pupils below it: such a line is given back alone, marked broken, and reading
 * goes on at the next line. Null when too many are broken for the file to be trusted. `width` is the number of headings,
 * null while they are looked for. `text` has `\n` line ends. Stops after `most` records.
 */
export const readRecords = (
  text: string,
  delimiter: string,
  width: number | null,
  most: number,
): CsvRecord[] | null => {
  const records: CsvRecord[] = []
  let start = 0
  let line = 1
  let broken = 0
  while (start < text.length && records.length < most) {
    const window = text.slice(start, start + WINDOW)
    const read = readWindow(window, start + WINDOW >= text.length, line, delimiter, width)
    for (const record of read.records) records.push(record)
    start += read.used
    line = read.line
    if (!read.broken) continue
    broken += 1
    if (broken > MOST_BROKEN) return null
    const end = text.indexOf('\n', start)
    const alone = text.slice(start, end < 0 ? text.length : end).slice(0, WINDOW)
    records.push({ line, cells: alone.split(delimiter).map(cleanCell), brokenQuotes: true })
    if (end < 0) break
    start = end + 1
    line += 1
  }
  return records.slice(0, most)
}

type WindowRead = {
  records: CsvRecord[]
  /** Characters that were read as whole records. */ used: number
  /** The line after them. */ line: number
  broken: boolean
}

/** Reads the whole records of a window. One that the window cuts is left for the next, unless it is the first: then it is broken. */
const readWindow = (
  window: string,
  isLast: boolean,
  firstLine: number,
  delimiter: string,
  width: number | null,
): WindowRead => {
  const read: WindowRead = { records: [], used: 0, line: firstLine, broken: false }
  Papa.parse<string[]>(window, {
    delimiter,
    newline: '\n',
    fastMode: false,
    step: ({ data, errors, meta }, parser) => {
      if (!isLast && meta.cursor >= window.length) {
        read.broken = read.used === 0
        parser.abort()
        return
      }
      const lines = countLines(window, read.used, meta.cursor)
      const ends = window[meta.cursor - 1] === '\n' && meta.cursor < window.length
      const spans = lines > (ends || window.endsWith('\n') ? 1 : 0)
      const wrongQuotes = errors.some((error) => error.type === 'Quotes')
      const neverClosed = errors.some((error) => error.code === 'MissingQuotes')
      if (neverClosed || (spans && (wrongQuotes || (width !== null && data.length !== width)))) {
        read.broken = true
        parser.abort()
        return
      }
      read.records.push({ line: read.line, cells: data.map(cleanCell), brokenQuotes: false })
      read.line += lines
      read.used = meta.cursor
    },
  })
  // A file that ends in a line end has an empty record after it, which papaparse gives without moving on.
  if (isLast && !read.broken) read.used = window.length
  return read
}

const countLines = (text: string, from: number, to: number): number => {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

/**
 * A cell as a person meant it: no space at its ends; `="0123"` (how exports keep Excel from counting) is its text; and the
 * apostrophe that our own files put before `=`, `+`, `-` and `@` is taken off again. Anything else stays as it is: a cell
 * that looks like a formula is only ever text.
 */
const cleanCell = (cell: string): string => {
  const text = cell.trim()
  const kept = /^="([^"]*)"$/.exec(text)?.[1] ?? text
  return kept.replace(/^'(?=[=+\-@])/, '').trim()
}
