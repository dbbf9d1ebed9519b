import { sayAttendance } from '#domain/register/attendance-band.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { Card } from '#client/ui/card.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { LineList } from './line-list.tsx'
import { RejectedLines } from './rejected-lines.tsx'
import type { MarkPlace, MarksOutcome, MarksReport } from './send-roll.ts'

const layoutWords: Record<MarksReport['layout'], string> = {
  long: 'a line for each mark or day',
  wide: 'a column for each session or day',
  strips: 'strips of a Common Transfer File',
}

/** What a file of marks would change, or did. Where the first mark lands stands first: a shifted file shows there. */
export const MarksReportCards = ({ outcome, isDone }: { outcome: MarksOutcome; isDone: boolean }) => {
  const { report, rejectedFile } = outcome
  const { first, last, rejected, warnings, counts } = report
  // Where nothing can be taken, why comes before counts of nothing.
  const notTaken = rejected.length > 0 && (
    <RejectedLines
      title="Not taken"
      words={
        report.layout === 'strips'
          ? 'Mend these in the school’s own system, export the file again and import it: what was taken before stays as it is.'
          : 'Mend these in the file and import it again: what was taken before stays as it is.'
      }
      rejected={rejected}
      file={rejectedFile}
    />
  )
  return (
    <>
      {first === null && notTaken}
      <Card title={isDone ? 'What was done' : 'What would happen'}>
        <Facts
          facts={[
            { label: 'The first mark lands on', value: sayPlace(first) },
            { label: 'The last mark lands on', value: sayPlace(last) },
            { label: 'Pupils', value: report.pupils },
            { label: 'New marks', value: report.accepted },
            { label: 'Changed marks', value: report.updated },
            { label: 'Marks that stand already', value: report.unchanged },
            { label: 'Attendance in the file', value: sayAttendance(counts) },
            {
              label: 'Absences in the file',
              value: `${counts.authorised} authorised, ${counts.unauthorised} unauthorised`,
            },
            ...(report.totals === null
              ? []
              : [{ label: 'Totals that the file states', value: sayTotals(report.totals, report.layout) }]),
            { label: 'Read as', value: `Marks, ${layoutWords[report.layout]}, ${report.encoding}` },
          ]}
        />
        {!isDone && <Quiet>If the first mark is on the wrong day, do not import: the file may be shifted.</Quiet>}
      </Card>
      {first !== null && notTaken}
      {report.changed.length > 0 && (
        <Card title="Changed marks">
          <LineList lines={report.changed} />
          {report.updated > report.changed.length && <Quiet>And {report.updated - report.changed.length} more.</Quiet>}
        </Card>
      )}
      {warnings.length > 0 && (
        <Card title="Worth a look">
          <LineList lines={warnings} />
        </Card>
      )}
    </>
  )
}

/** A strip that differs is refused; of a table only the lines that differ are named. */
const sayTotals = (totals: NonNullable<MarksReport['totals']>, layout: MarksReport['layout']): string =>
  [
    `${totals.agree} ${totals.agree === 1 ? 'pupil’s agree' : 'pupils’ agree'} with the marks`,
    ...(totals.differ > 0
      ? [`${totals.differ} differ${layout === 'strips' ? ', and nothing of these is taken' : ''}`]
      : []),
    ...(totals['not-read'] > 0 ? [`${totals['not-read']} cannot be compared until their codes are known`] : []),
    ...(totals['not-stated'] > 0 ? [`none stated for ${totals['not-stated']}`] : []),
  ].join('; ')

/** `Mon 2 Sep 2024, morning`: always with its year, since a register may be an old one. */
export const sayPlace = (place: MarkPlace | null): string =>
  place === null ? 'No mark can be taken' : `${sayDay(place.day, '')}, ${place.session}`
