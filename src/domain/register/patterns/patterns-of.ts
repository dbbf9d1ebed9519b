import type { RegisterYear } from '../../records/register-year.ts'
import type { SchoolCalendar } from '../../time/school-calendar.ts'
import type { SchoolDay } from '../../time/school-day.ts'
import { daysOfSchoolYear } from '../../time/school-year.ts'
import { marksOfPupil, type OnRoll } from '../count-pupil.ts'
import { brokenWeeks } from './broken-weeks.ts'
import { codeMix } from './code-mix.ts'
import { halfDay } from './half-day.ts'
import { lateness } from './lateness.ts'
import { markedDays } from './marked-days.ts'
import { nearHolidays } from './near-holidays.ts'
import type { Pattern, PatternRule } from './pattern.ts'
import { siblingsTogether } from './siblings-together.ts'
import { weekday } from './weekday.ts'

/** In the order in which they are read out. */
const rules: readonly PatternRule[] = [weekday, halfDay, nearHolidays, codeMix, brokenWeeks, lateness, siblingsTogether]

/** A pupil and the school year that is looked at; of a brother or sister, what they are called and the same year. */
export type Looked = OnRoll & { year: RegisterYear }

/** Every pattern of a school year up to today. None is an answer too: nothing stands out. */
export const patternsOf = (
  pupil: Looked,
  siblings: readonly (Looked & { called: string })[],
  calendar: SchoolCalendar,
  today: SchoolDay,
): Pattern[] => {
  const marksOf = ({ year, ...onRoll }: Looked) =>
    marksOfPupil(onRoll, [year], { from: daysOfSchoolYear(year.year).from, to: today })
  const marks = marksOf(pupil)
  const asked = {
    marks,
    days: markedDays(marks),
    calendar,
    siblings: siblings.map((one) => ({ called: one.called, days: markedDays(marksOf(one)) })),
  }
  return rules.flatMap((rule) => rule(asked))
}
