import Papa from 'papaparse'

/** One record of a CSV file: where it begins (line 1 is the first of the file) and its cells, without space at their ends. */
export type CsvRecord = {
  line: number
  cells: string[]
  /** True when a quotation mark on it is never closed, or closes on a later record. */ brokenQuotes: boolean
}

/** More broken quotation marks than this and the file is not read at all: each one costs a fresh look at the rest. */
const MOST_BROKEN = 100

/**
 * Splits CSV into records with the true line of each, however many lines a quoted cell spans. A quotation mark that is
 * opened and never closed would swallow the pupils below it: such a line is given back alone, marked broken, and reading
 * goes on at the next line. Null when too many are broken for the file to be trusted. `width` is the number of headings,
 * null while they are looked for. `text` has `\n` line ends.
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
    const step = readUntilBroken(text, start, line, delimiter, width, most, records)
    if (step === null) break
    broken += 1
    if (broken > MOST_BROKEN) return null
    const end = text.indexOf('\n', step.start)
    const alone = text.slice(step.start, end < 0 ? text.length : end)
    records.push({ line: step.line, cells: alone.split(delimiter).map(cleanCell), brokenQuotes: true })
    if (end < 0) break
    start = end + 1
    line = step.line + 1
  }
  return records
}

/** Reads records until one has broken quotation marks; gives where that one begins, or null at the end. */
const readUntilBroken = (
  text: string,
  start: number,
  firstLine: number,
  delimiter: string,
  width: number | null,
  most: number,
  records: CsvRecord[],
): { start: number; line: number } | null => {
  let at = 0
  let line = firstLine
  let broken: { start: number; line: number } | null = null
  const rest = start === 0 ? text : text.slice(start)
  Papa.parse<string[]>(rest, {
    delimiter,
    newline: '\n',
    fastMode: false,
    step: ({ data, errors, meta }, parser) => {
      if (broken) return
      const lines = countLines(rest, at, meta.cursor)
      const wrongQuotes = errors.some((error) => error.type === 'Quotes')
      const neverClosed = errors.some((error) => error.code === 'MissingQuotes')
      const spans =
        lines > 1 || (lines === 1 && meta.cursor === rest.length && rest.slice(at, meta.cursor - 1).includes('\n'))
      if (neverClosed || (spans && (wrongQuotes || (width !== null && data.length !== width)))) {
        broken = { start: start + at, line }
        parser.abort()
        return
      }
      records.push({ line, cells: data.map(cleanCell), brokenQuotes: false })
      line += lines
      at = meta.cursor
      if (records.length >= most) parser.abort()
    },
  })
  return broken
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
