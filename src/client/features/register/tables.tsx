import { usePupilView } from '#client/casework/pupil-view.tsx'
import { Card } from '#client/ui/card.tsx'
import { NumberCell, NumberHead, ScrollingTable } from '#client/ui/scrolling-table.tsx'
import type { RegisterYear } from '#domain/records/register-year.ts'
import { byCode, byMonth } from '#domain/register/by-month-and-code.ts'
import { addCounts, type SessionCounts } from '#domain/register/count-sessions.ts'
import { meaningOf, statisticalClassWords } from '#domain/register/mark-codes.ts'
import { sayMonth } from '#domain/time/day-words.ts'

const figures = ['possible', 'attended', 'authorised', 'unauthorised', 'late'] as const
const figureWords: Record<keyof SessionCounts, string> = {
  possible: 'Possible',
  attended: 'Attended',
  authorised: 'Authorised',
  unauthorised: 'Unauthorised',
  late: 'Late',
}

/** What the picture shows, for those who read: sessions month by month and all of them. */
export const MonthTable = ({ year }: { year: RegisterYear }) => {
  const { file, today } = usePupilView()
  const months = byMonth(file.pupil.record, year, today)
  if (months.length === 0) return null
  return (
    <Card title="Sessions by month">
      <ScrollingTable label="Sessions by month">
        <thead>
          <tr>
            <th scope="col">Month</th>
            {figures.map((figure) => (
              <NumberHead key={figure}>{figureWords[figure]}</NumberHead>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, counts }) => (
            <tr key={month}>
              <th scope="row">{sayMonth(month)}</th>
              <Figures counts={counts} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <Figures counts={addCounts(months.map(({ counts }) => counts))} />
          </tr>
        </tfoot>
      </ScrollingTable>
    </Card>
  )
}

const Figures = ({ counts }: { counts: SessionCounts }) =>
  figures.map((figure) => <NumberCell key={figure}>{counts[figure]}</NumberCell>)

/** Each code that was marked, in words, and how often. */
export const CodeTable = ({ year }: { year: RegisterYear }) => {
  const { file, today } = usePupilView()
  const codes = byCode(file.pupil.record, year, today)
  if (codes.length === 0) return null
  return (
    <Card title="Codes">
      <ScrollingTable label="Codes">
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">What it says</th>
            <th scope="col">What it counts as</th>
            <NumberHead>Sessions</NumberHead>
          </tr>
        </thead>
        <tbody>
          {codes.map(({ code, sessions }) => (
            <tr key={code}>
              <th scope="row">{code}</th>
              <td>{meaningOf(code).words}</td>
              <td>{statisticalClassWords[meaningOf(code).counts]}</td>
              <NumberCell>{sessions}</NumberCell>
            </tr>
          ))}
        </tbody>
      </ScrollingTable>
    </Card>
  )
}
