import { usePupilView } from '#client/casework/pupil-view.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import {
  tenContinuousDays,
  tenthOf,
  untilTenDays,
  type RunOfDays,
} from '#domain/register/clocks/ten-continuous-days.ts'
import { sayDay, saySchoolDays } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { CountedDays } from './counted-days.tsx'

/** How school days in a row without leave stand, each day with its codes, and what the school tells its council. */
export const TenContinuousDaysCard = () => {
  const { file, calendar, today } = usePupilView()
  const years = file.registers.map(({ record }) => record)
  const clock = tenContinuousDays(file.pupil.record, years, calendar, today)
  if (clock === null) return null
  const { now, ended } = clock
  return (
    <Card title="Ten school days in a row">
      {now === null ? (
        <p>The marks do not end with a school day of G, N, O or U alone.</p>
      ) : (
        <>
          <p>
            {saySchoolDays(now.days.length)} in a row of G, N, O or U, {saySpan(now, today)}. {saySo(now, today)}
          </p>
          <CountedDays
            days={now.days.map(({ day, marks }) => ({
              on: sayDay(day, today),
              said: marks.map(({ code }) => code).join(' '),
            }))}
          />
          {now.withoutMark > 0 && (
            <p>Within it no mark has come in for {saySchoolDays(now.withoutMark)}, so it may be longer or may end.</p>
          )}
        </>
      )}
      {ended.length > 0 && (
        <p>
          Earlier, ten or more:{' '}
          {ended.map((run) => `${saySchoolDays(run.days.length)} ${saySpan(run, today)}`).join('; ')}.
        </p>
      )}
      <Quiet>
        All of the days drop out together, with the first session that is attended or authorised, and also when a mark
        is changed to one. Weekends and holidays lie within a row.
        {calendar.enteredTo === null && ' The school has entered no holidays, so days without a mark may be holidays.'}
      </Quiet>
    </Card>
  )
}

const saySpan = ({ days }: RunOfDays, today: SchoolDay): string => {
  const [first, last] = [days.at(0)?.day ?? '', days.at(-1)?.day ?? '']
  return first === last ? `on ${sayDay(first, today)}` : `from ${sayDay(first, today)} to ${sayDay(last, today)}`
}

const saySo = (run: RunOfDays, today: SchoolDay): string => {
  const tenth = tenthOf(run)
  if (tenth === null) return `${untilTenDays(run)} more would make ten.`
  return `The tenth was on ${sayDay(tenth, today)}. The school tells the council, at the times they have agreed and at least once a month, and considers with it and with the family what would help: nothing else follows by itself.`
}
