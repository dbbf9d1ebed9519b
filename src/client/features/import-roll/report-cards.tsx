import { Card } from '#client/ui/card.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { Quiet } from '#client/ui/page.tsx'
import styles from './import-roll.module.css'
import { LineList } from './line-list.tsx'
import { MarksReportCards } from './marks-report-cards.tsx'
import { RejectedLines } from './rejected-lines.tsx'
import type { FirstPupil, Outcome, Report, RollOutcome } from './send-roll.ts'

/** What a file would change, or did: counts, how it was read, the lines that were not taken. */
export const ReportCards = ({ outcome, isDone }: { outcome: Outcome; isDone: boolean }) =>
  outcome.of === 'marks' ? (
    <MarksReportCards outcome={outcome} isDone={isDone} />
  ) : (
    <RollReportCards outcome={outcome} isDone={isDone} />
  )

const RollReportCards = ({ outcome, isDone }: { outcome: RollOutcome; isDone: boolean }) => {
  const { report, firstPupils, rejectedFile } = outcome
  return (
    <>
      <Card title={isDone ? 'What was done' : 'What would happen'}>
        <Facts
          facts={[
            { label: 'New pupils', value: report.accepted },
            { label: 'Brought up to date', value: report.updated },
            { label: 'Unchanged', value: report.unchanged },
            { label: 'Rejected lines', value: report.rejected.length },
            { label: 'Read as', value: sayReading(report) },
            ...(report.extraColumns.length > 0
              ? [{ label: 'Columns left out', value: report.extraColumns.join(', ') }]
              : []),
            ...(report.noteLines.length > 0
              ? [{ label: 'Lines passed over as notes', value: report.noteLines.join(', ') }]
              : []),
            ...(report.notInFile > 0
              ? [{ label: 'On roll here, not in the file', value: `${report.notInFile}; they stay as they are` }]
              : []),
          ]}
        />
      </Card>
      {report.rejected.length > 0 && (
        <RejectedLines
          title="Rejected lines"
          words="Nothing of these lines is taken. Mend them in the file and import it again: what was taken before stays one."
          rejected={report.rejected}
          file={rejectedFile}
        />
      )}
      {report.warnings.length > 0 && (
        <Card title="Worth a look">
          <LineList lines={report.warnings} />
        </Card>
      )}
      {!isDone && firstPupils.length > 0 && <FirstPupils pupils={firstPupils} />}
    </>
  )
}

const formatWords: Record<Report['format'], string> = {
  csv: 'CSV',
  xlsx: 'Excel workbook',
  ctf: 'Common Transfer File',
}

const sayReading = ({ format, encoding, rows }: Report): string =>
  `${formatWords[format]}, ${encoding}, ${rows} ${rows === 1 ? 'line' : 'lines'}`

const FirstPupils = ({ pupils }: { pupils: FirstPupil[] }) => (
  <Card title="The first pupils, as they were read">
    <Quiet>If a name or a date is in the wrong place here, do not import: check the headings of the file.</Quiet>
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard */}
    <section className={styles.table} aria-label="The first pupils" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Forename</th>
            <th scope="col">Surname</th>
            <th scope="col">Date of birth</th>
            <th scope="col">Year</th>
            <th scope="col">Form</th>
            <th scope="col">Contacts</th>
          </tr>
        </thead>
        <tbody>
          {pupils.map((pupil) => (
            <tr key={pupil.line}>
              <td>{pupil.line}</td>
              <td>{pupil.forename}</td>
              <td>{pupil.surname}</td>
              <td>{pupil.bornOn?.split('-').toReversed().join('/') ?? ''}</td>
              <td>{sayYear(pupil.yearGroup)}</td>
              <td>{pupil.registrationGroup ?? ''}</td>
              <td>{pupil.contacts?.length ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </Card>
)

const sayYear = (year: number | null | undefined): string => {
  if (year === null || year === undefined) return ''
  if (year < 0) return 'Nursery'
  return year === 0 ? 'Reception' : String(year)
}
