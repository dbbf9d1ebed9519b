/**
 * Lines of cells as CSV that spreadsheets open: UTF-8 with its mark, CRLF. A cell that a spreadsheet would run as a formula gets an
 * apostrophe before it, which our own reading takes off again.
 */
export const csvText = (lines: readonly (readonly string[])[]): string =>
  `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`

const csvCell = (cell: string): string => {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
