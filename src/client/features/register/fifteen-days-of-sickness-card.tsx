import { usePupilView } from '#client/casework/pupil-view.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import {
  fifteenDaysOfSickness,
  untilFifteenDays,
  type FifteenDaysOfSickness,
  type SpellOfSickness,
} from '#domain/register/clocks/fifteen-days-of-sickness.ts'
import { sayDay, saySchoolDays } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { CountedDays } from './counted-days.tsx'

/** How days of sickness stand this school year, spell by spell, and when the school tells its council of them. */
export const FifteenDaysOfSicknessCard = () => {
  const { file, today } = usePupilView()
  const years = file.registers.map(({ record }) => record)
  const clock = fifteenDaysOfSickness(file.pupil.record, years, today)
  if (clock === null) return null
  return (
    <Card title="Fifteen days of sickness">
      {clock.days === 0 ? (
        <p>No school day with I this school year.</p>
      ) : (
        <>
          <p>
            {saySchoolDays(clock.days)} with I this school year ({saySessions(clock.sessions)}), {clock.longest} at most
            in a row. {saySo(clock, today)}
          </p>
          <CountedDays days={clock.spells.map((spell) => saySpell(spell, today))} />
        </>
      )}
      <Quiet>
        A day counts when one of its sessions is I, until {sayDay(clock.countUntil, today)}, when the school year ends.
        It changes when a mark does.
      </Quiet>
    </Card>
  )
}

const saySessions = (count: number): string => `${count} ${count === 1 ? 'session' : 'sessions'}`

const saySpell = ({ from, to, days, sessions }: SpellOfSickness, today: SchoolDay) => ({
  on: from === to ? sayDay(from, today) : `${sayDay(from, today)} to ${sayDay(to, today)}`,
  said: `${days} ${days === 1 ? 'day' : 'days'}, ${saySessions(sessions)}`,
})

const saySo = (clock: FifteenDaysOfSickness, today: SchoolDay): string =>
  clock.reachedOn === null
    ? `${untilFifteenDays(clock)} more would make fifteen, in a row or altogether. Once the school has reason to believe that it will come to that, it tells the council and does not wait for the fifteenth.`
    : `The fifteenth was on ${sayDay(clock.reachedOn, today)}. The school tells the council, if it has not yet, once for one spell in a school year, and considers with it and with the family what the child needs to learn and to come back.`
