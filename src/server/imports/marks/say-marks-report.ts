import { sayAttendance } from '#domain/register/attendance-band.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { MarkPlace } from './plan-marks.ts'
import { sayColumns } from './say-columns.ts'
import type { MarksReport } from './import-marks.ts'

/** At most this many lines of warnings or rejections at a terminal. */
const MOST_SHOWN = 40

const layoutWords: Record<MarksReport['layout'], string> = {
  long: 'a table with a line for each mark or day',
  wide: 'a table with a column for each session or day',
  strips: 'attendance strips of a Common Transfer File',
  fetched: 'what Wonde answered',
}

/** A report of marks as a few plain lines for a terminal. It says where the first mark lands, so that a shifted file shows. */
export const sayMarksReport = (report: MarksReport, isDryRun: boolean): string => {
  const {
    rows,
    accepted,
    updated,
    unchanged,
    changed,
    rejected,
    warnings,
    pupils,
    first,
    last,
    counts,
    totals,
    goesBack,
  } = report
  // What was asked for has no lines: whose it is stands in the words.
  const lineOf = (line: number | null): string => (line === null || report.layout === 'fetched' ? '' : `line ${line}: `)
  const lines = [
    isDryRun ? 'This is what would happen. Nothing was changed.' : 'The marks were taken in.',
    `  ${rows} marks of ${pupils} ${pupils === 1 ? 'pupil' : 'pupils'}, read as ${layoutWords[report.layout]}, ${report.encoding}`,
    `  ${accepted} new, ${updated} changed, ${unchanged} as they stood, ${rejected.length} lines with something that was not taken`,
    ...(goesBack === 0 || report.layout === 'fetched' ? [] : [sayGoesBack(goesBack, isDryRun)]),
    ...sayColumns(report.columns),
    ...(first === null || last === null
      ? []
      : [
          `  The first mark lands on ${sayPlace(first)}; the last on ${sayPlace(last)}`,
          `  Attendance in them: ${sayAttendance(counts)}, ${counts.authorised} authorised and ${counts.unauthorised} unauthorised absences`,
        ]),
    ...(totals === null ? [] : [`  ${sayStated(totals)}`]),
    ...listed(
      'Changed marks',
      changed.map(({ line, words }) => `  ${lineOf(line)}${words}`),
      updated,
    ),
    ...listed(
      'Not taken',
      rejected.map(({ line, reason }) => `  ${lineOf(line)}${reason}`),
    ),
    ...listed(
      'Worth a look',
      warnings.map(({ line, words }) => `  ${lineOf(line)}${words}`),
    ),
  ]
  return `${lines.join('\n')}\n`
}

/** An older export imported after a later one puts marks back: it is said before anything else is. */
const sayGoesBack = (marks: number, isDryRun: boolean): string =>
  `  CAREFUL: ${marks} of the changed marks ${isDryRun ? 'would go' : 'went'} back to what they were before. ${
    isDryRun
      ? 'If this is an older export, do not import it.'
      : 'If this was an older export, import the latest one again.'
  }`

/** How many strips or pupils come to what the file itself states of them. */
const sayStated = (totals: NonNullable<MarksReport['totals']>): string =>
  [
    `Totals that the file states: ${totals.agree} agree`,
    `${totals.differ} differ`,
    ...(totals['not-read'] > 0 ? [`${totals['not-read']} with codes that cannot be read`] : []),
    ...(totals['not-stated'] > 0 ? [`${totals['not-stated']} without any`] : []),
  ].join(', ')

/** `Mon 2 Sep 2024, morning`: always with its year, since a register may be an old one. */
const sayPlace = ({ day, session }: MarkPlace): string => `${sayDay(day, '')}, ${session}`

/** `all`: how many there are, where not each of them has a line. */
const listed = (heading: string, lines: string[], all = lines.length): string[] => {
  if (lines.length === 0) return []
  const more = all - Math.min(lines.length, MOST_SHOWN)
  return [`${heading}:`, ...lines.slice(0, MOST_SHOWN), ...(more > 0 ? [`  … and ${more} more`] : [])]
}
