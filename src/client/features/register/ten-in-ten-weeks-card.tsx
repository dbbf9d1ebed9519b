import { usePupilView } from '#client/casework/pupil-view.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { ScrollingTable } from '#client/ui/scrolling-table.tsx'
import { tenInTenWeeks, untilTen, type TenInTenWeeks } from '#domain/register/clocks/ten-in-ten-weeks.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { CountedDays } from './counted-days.tsx'
import styles from './ten-in-ten-weeks-card.module.css'

/** Sessions that are listed at once; a longer list waits folded. */
const UNFOLDED = 12

/**
 * How the national framework's ten sessions in ten school weeks stand, with its working: which sessions count and when each counts no
 * longer. It says what a school must consider and never that anything is issued.
 */
export const TenInTenWeeksCard = () => {
  const { file, calendar, today } = usePupilView()
  const years = file.registers.map(({ record }) => record)
  const clock = tenInTenWeeks(file.pupil.record, years, calendar, today)
  if (clock === null) return null
  return (
    <Card title="Ten sessions in ten school weeks">
      <p>
        {saySessions(clock.sessions)} of G, N, O or U in the ten school weeks from {sayDay(clock.from, today)} to{' '}
        {sayDay(clock.to, today)}. {saySo(clock, today)}
      </p>
      <ScrollingTable label="Sessions that count">
        <thead>
          <tr>
            <th scope="col">Week of</th>
            <th scope="col">Sessions</th>
            <th scope="col">Drop out on</th>
          </tr>
        </thead>
        <tbody>
          {clock.weeks.map(({ monday, marks, dropsOutOn }) => (
            <tr key={monday}>
              <th scope="row">{sayDay(monday, today)}</th>
              <td>{marks.length === 0 ? 'None' : marks.map(({ code }) => code).join(' ')}</td>
              <td>{marks.length === 0 ? '' : sayDay(dropsOutOn, today)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollingTable>
      <EachSession weeks={clock.weeks} today={today} />
      <Quiet>
        Reckoned from the marks as they stand: it changes when a mark does, and N is a reason that is still asked for.
        {calendar.enteredTo === null &&
          ' The school has entered no holidays, so a week of holiday counts as a school week and earlier sessions may be missing here.'}
      </Quiet>
    </Card>
  )
}

/** Every session that counts by itself: a school and a family look each of them up. On paper the list is never folded. */
const EachSession = ({ weeks, today }: { weeks: TenInTenWeeks['weeks']; today: SchoolDay }) => {
  const each = weeks.flatMap(({ marks, dropsOutOn }) =>
    marks.map(({ day, session, code }) => ({
      on: `${sayDay(day, today)}, ${session}, ${code}`,
      said: `drops out on ${sayDay(dropsOutOn, today)}`,
    })),
  )
  if (each.length === 0) return null
  return (
    <details className={styles.each} open={each.length <= UNFOLDED}>
      <summary>Each session that counts, and when it drops out ({each.length})</summary>
      <CountedDays days={each} />
    </details>
  )
}

const saySessions = (count: number): string =>
  count === 0 ? 'No session' : `${count} ${count === 1 ? 'session' : 'sessions'}`

const saySo = (clock: TenInTenWeeks, today: SchoolDay): string => {
  const { reachedWith } = clock
  if (clock.sessions === 0) return ''
  if (reachedWith === null) return `${untilTen(clock)} more would make ten.`
  return `The tenth was on ${sayDay(reachedWith.day, today)}, ${reachedWith.session}. The school must consider, for this child and this family, whether support is the answer or a penalty notice: nothing follows by itself.`
}
