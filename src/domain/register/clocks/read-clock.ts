import type { Pupil } from '../../records/pupil.ts'
import type { DecidedAbout } from '../../records/register-decision.ts'
import type { RegisterYear } from '../../records/register-year.ts'
import type { SchoolDay } from '../../time/school-day.ts'
import type { SchoolCalendar } from '../../time/school-calendar.ts'
import { daysOfSchoolYear, schoolYearOf } from '../../time/school-year.ts'
import type { OnRoll } from '../count-pupil.ts'
import type { Span } from '../mark-letters.ts'
import { fifteenDaysOfSickness } from './fifteen-days-of-sickness.ts'
import { tenContinuousDays } from './ten-continuous-days.ts'
import { tenInTenWeeks } from './ten-in-ten-weeks.ts'

/** The clocks on which people decide. */
export const clockNames = [
  'ten-in-ten-weeks',
  'ten-days-in-a-row',
  'fifteen-days-of-sickness',
] as const satisfies readonly DecidedAbout[]
export type ClockName = (typeof clockNames)[number]

/** True of the clocks that count school weeks or school days, and show something else when a school enters a closure. */
export const isByCalendar = (name: DecidedAbout): name is 'ten-in-ten-weeks' | 'ten-days-in-a-row' =>
  name === 'ten-in-ten-weeks' || name === 'ten-days-in-a-row'

/** What a clock shows: how many sessions (ten in ten weeks) or school days count, and the days on which it looks. */
export type ClockReading = { counted: number; span: Span }

/** What one clock shows today, for whoever decides on it; null while nothing of it counts. */
export const readClock = (
  name: ClockName,
  pupil: OnRoll & Pick<Pupil, 'bornOn'>,
  years: readonly RegisterYear[],
  calendar: SchoolCalendar,
  today: SchoolDay,
): ClockReading | null => {
  const reading = read(name, pupil, years, calendar, today)
  return reading === null || reading.counted === 0 ? null : reading
}

const read = (...[name, pupil, years, calendar, today]: Parameters<typeof readClock>): ClockReading | null => {
  switch (name) {
    case 'ten-in-ten-weeks': {
      const clock = tenInTenWeeks(pupil, years, calendar, today)
      return clock && { counted: clock.sessions, span: { from: clock.from, to: today } }
    }
    case 'ten-days-in-a-row': {
      const days = tenContinuousDays(pupil, years, calendar, today)?.now?.days ?? []
      return { counted: days.length, span: { from: days.at(0)?.day ?? today, to: today } }
    }
    case 'fifteen-days-of-sickness': {
      const clock = fifteenDaysOfSickness(pupil, years, today)
      return clock && { counted: clock.days, span: { from: daysOfSchoolYear(schoolYearOf(today)).from, to: today } }
    }
  }
}
