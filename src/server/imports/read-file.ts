import { readText, type Encoding } from './read-text.ts'
import type { ReadFault } from './roll-row.ts'
import { readWorkbook, type Reckoned } from './workbook/read-workbook.ts'

/** A table of cells: a CSV file as it came, or the sheet of an Excel workbook that is read, as CSV. */
export type Table = {
  format: 'csv' | 'xlsx'
  text: string
  encoding: Encoding
  reckoned: Reckoned
  /** Sheets with cells in them that were not read. */
  notRead: string[]
}

export type FileReading =
  | { ok: true; of: 'table'; table: Table }
  | { ok: true; of: 'xml'; text: string; encoding: Encoding }
  | { ok: false; fault: ReadFault }

/** Tells a table from XML by what is in the file, and never by its name. */
export const readFile = (bytes: Uint8Array): FileReading => {
  if (isWorkbook(bytes)) {
    const read = readWorkbook(bytes)
    if (!read.ok) return read
    const { text, reckoned, notRead } = read
    return { ok: true, of: 'table', table: { format: 'xlsx', text, encoding: 'UTF-8', reckoned, notRead } }
  }
  const read = readText(bytes)
  if (!read.ok) return read
  const { text, encoding } = read
  if (/^\s*</.test(text)) return { ok: true, of: 'xml', text, encoding }
  return { ok: true, of: 'table', table: { format: 'csv', text, encoding, reckoned: new Map(), notRead: [] } }
}

/** A zip, which is what an Excel workbook of this century is. */
const isWorkbook = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04

/** Named, so that nothing of a workbook is passed over in silence. */
export const sayNotRead = ({ notRead }: Table): { line: null; words: string }[] =>
  notRead.map((name) => ({
    line: null,
    words: `The sheet “${name}” of the workbook was not read: only the first one is.`,
  }))

/** Why a line is not taken that has a formula or an error in a column that matters; null when it has none. */
export const sayReckoned = (
  { reckoned }: Table,
  line: number,
  headings: readonly string[],
  isRead: (column: number) => boolean,
): string | null => {
  const column = [...(reckoned.get(line) ?? [])].find(isRead)
  return column === undefined
    ? null
    : `The cell under “${headings[column] ?? ''}” holds a formula or an error. Copy the column, paste it as values, and import again.`
}
