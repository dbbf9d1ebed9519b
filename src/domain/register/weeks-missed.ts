import type { RegisterYear } from '../records/register-year.ts'
import { weekOf } from '../time/school-calendar.ts'
import { addDays, type SchoolDay } from '../time/school-day.ts'
import { daysOfSchoolYear } from '../time/school-year.ts'
import { countPupil, type OnRoll } from './count-pupil.ts'
import { absentOf } from './count-sessions.ts'

/** What a pupil missed of one week: whole sessions, `possible` never 0. */
export type WeekMissed = { monday: SchoolDay; possible: number; missed: number }

/**
 * The last weeks of a school year in which the pupil could have come, up to and with `today`, at most `most` of them, the earliest first.
 * Weeks of holidays are not among them.
 */
export const weeksMissed = (onRoll: OnRoll, year: RegisterYear, today: SchoolDay, most: number): WeekMissed[] => {
  const { from, to } = daysOfSchoolYear(year.year)
  const last = today < to ? today : to
  const weeks: WeekMissed[] = []
  for (let monday = weekOf(last); monday > addDays(from, -7) && weeks.length < most; monday = addDays(monday, -7)) {
    const sunday = addDays(monday, 6)
    const counts = countPupil(onRoll, [year], {
      from: monday < from ? from : monday,
      to: sunday < last ? sunday : last,
    })
    if (counts.possible > 0) weeks.unshift({ monday, possible: counts.possible, missed: absentOf(counts) })
  }
  return weeks
}
