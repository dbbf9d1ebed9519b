import Papa from 'papaparse'
import type { ReadFault } from '../roll-row.ts'
import { openPackage, type WorkbookParts } from './open-package.ts'
import {
  BrokenPart,
  readSharedTexts,
  readSheetPart,
  readStyles,
  readWorkbookPart,
  type Sheet,
  type SheetKey,
} from './read-parts.ts'

/** Cells whose text is reckoned by a formula, or is an error: columns from 0 by line. */
export type Reckoned = ReadonlyMap<number, ReadonlySet<number>>

/** The one sheet that is read, as CSV: line `n` is row `n` of the sheet, its headings and blank rows among them. */
export type WorkbookReading =
  | { ok: true; text: string; reckoned: Reckoned; notRead: string[] }
  | { ok: false; fault: ReadFault }

/** Rows and columns in the largest sheet taken: a line for each mark of a year of a large school; two columns for each day. */
const MOST_ROWS = 700_000
const MOST_COLUMNS = 2000

/**
 * Reads the first sheet of an Excel workbook that can be seen and has cells. The others are named in `notRead`, so that nothing is
 * passed over in silence. Days come as ISO text. Never evaluates anything: a formula's last value stands, and is marked.
 */
export const readWorkbook = (bytes: Uint8Array): WorkbookReading => {
  const opened = openPackage(bytes)
  if (!opened.ok) return opened
  const { parts } = opened
  try {
    const { sheets, count } = readWorkbookPart(
      parts.get('xl/workbook.xml') ?? '',
      parts.get('xl/_rels/workbook.xml.rels') ?? '',
    )
    const key: SheetKey = {
      texts: readIf(parts, 'xl/sharedStrings.xml', readSharedTexts),
      daysByStyle: readIf(parts, 'xl/styles.xml', readStyles),
      count,
    }
    const inOrder = [...sheets.filter(({ isHidden }) => !isHidden), ...sheets.filter(({ isHidden }) => isHidden)]
    for (const [place, sheet] of inOrder.entries()) {
      const read = readSheet(parts.get(sheet.path), key)
      if (read === 'too-many-lines') return { ok: false, fault: { why: 'too-many-lines' } }
      if (read !== null)
        return { ok: true, ...read, notRead: inOrder.slice(place + 1).flatMap((other) => namedIfFull(parts, other)) }
    }
    return { ok: false, fault: { why: 'empty' } }
  } catch (error) {
    if (error instanceof BrokenPart) return { ok: false, fault: { why: 'workbook-broken' } }
    throw error
  }
}

const readIf = <T>(parts: WorkbookParts, path: string, read: (xml: string) => T[]): T[] => {
  const part = parts.get(path)
  return part === undefined ? [] : read(part)
}

const namedIfFull = (parts: WorkbookParts, { name, path }: Sheet): string[] =>
  /<(\w+:)?c[ >]/.test(parts.get(path) ?? '') ? [name] : []

const readSheet = (
  xml: string | undefined,
  key: SheetKey,
): { text: string; reckoned: Reckoned } | 'too-many-lines' | null => {
  if (xml === undefined) return null
  const lines: string[] = []
  const reckoned = new Map<number, Set<number>>()
  let isTooLarge = false
  readSheetPart(xml, key, (row, cells) => {
    if (row > MOST_ROWS || cells.some(({ column }) => column >= MOST_COLUMNS)) isTooLarge = true
    if (isTooLarge) return
    // A row that comes twice or out of order would shift every line after it.
    if (row <= lines.length) throw new BrokenPart('The rows are not in order.')
    while (lines.length < row - 1) lines.push('')
    const texts: string[] = []
    for (const { column, text, isReckoned } of cells) {
      while (texts.length < column) texts.push('')
      texts[column] = text
      if (!isReckoned) continue
      const inRow = reckoned.get(row) ?? new Set()
      reckoned.set(row, inRow.add(column))
    }
    lines.push(Papa.unparse([texts]))
  })
  if (isTooLarge) return 'too-many-lines'
  return lines.length === 0 ? null : { text: `${lines.join('\n')}\n`, reckoned }
}
