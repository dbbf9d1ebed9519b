import type { ImportReport } from './import-report.ts'

/** At most this many lines of warnings or rejections at a terminal; the file of rejected lines has them all. */
const MOST_SHOWN = 40

const formatWords: Record<ImportReport['format'], string> = {
  csv: 'CSV',
  xlsx: 'an Excel workbook',
  ctf: 'a Common Transfer File',
}

/** A report as a few plain lines for a terminal. */
export const sayReport = (report: ImportReport, isDryRun: boolean): string => {
  const { rows, accepted, updated, unchanged, rejected, warnings, extraColumns, noteLines, notInFile, withMarks } =
    report
  const lines = [
    isDryRun ? 'This is what would happen. Nothing was changed.' : 'The roll was imported.',
    `  ${count(rows, 'line')} read as ${formatWords[report.format]}, ${report.encoding}`,
    `  ${accepted} new, ${updated} updated, ${unchanged} unchanged, ${rejected.length} rejected`,
    ...(notInFile > 0
      ? [
          `  ${count(notInFile, 'pupil')} on roll here ${notInFile === 1 ? 'is' : 'are'} not in the file, and stayed as they were`,
        ]
      : []),
    ...(withMarks > 0
      ? [
          `  Marks of ${count(withMarks, 'pupil')} are in the file too, and are taken with --marks once the roll is here`,
        ]
      : []),
    ...(extraColumns.length > 0 ? [`  Columns left out: ${extraColumns.join(', ')}`] : []),
    ...(noteLines.length > 0 ? [`  Lines passed over as instructions or notes: ${noteLines.join(', ')}`] : []),
    ...listed(
      'Rejected',
      rejected.map(({ line, reason }) => `  line ${line}: ${reason}`),
    ),
    ...listed(
      'Worth a look',
      warnings.map(({ line, words }) => `  ${line === null ? '' : `line ${line}: `}${words}`),
    ),
  ]
  return `${lines.join('\n')}\n`
}

const listed = (heading: string, lines: string[]): string[] => {
  if (lines.length === 0) return []
  const more = lines.length - MOST_SHOWN
  return [`${heading}:`, ...lines.slice(0, MOST_SHOWN), ...(more > 0 ? [`  … and ${more} more`] : [])]
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`
