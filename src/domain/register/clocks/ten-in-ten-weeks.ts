import { isBelowSchoolAge } from '../../people/compulsory-school-age.ts'
import type { Pupil } from '../../records/pupil.ts'
import type { RegisterYear } from '../../records/register-year.ts'
import { addDays, type SchoolDay } from '../../time/school-day.ts'
import { addSchoolWeeks, schoolWeeksTo, weekOf, type SchoolCalendar } from '../../time/school-calendar.ts'
import { marksOfPupil, type OnRoll } from '../count-pupil.ts'
import { countsTowardsPenalty } from '../mark-codes.ts'
import type { PlacedMark } from '../mark-letters.ts'

/** The national framework for penalty notices (from 19 August 2024): so many sessions, in so many school weeks. */
const SESSIONS = 10
const WEEKS = 10

/** One of the ten school weeks with its sessions that count, perhaps none, and the Monday from which they count no longer. */
export type CountedWeek = { monday: SchoolDay; marks: PlacedMark[]; dropsOutOn: SchoolDay }

/** How the sessions marked G, N, O or U stand today. It is for people to consider, and issues nothing. */
export type TenInTenWeeks = {
  /** The first day of the ten school weeks that end with this one. */
  from: SchoolDay
  sessions: number
  weeks: CountedWeek[]
  /** The tenth session within ten school weeks, while there are ten of them now; null while there are not. */
  reachedWith: PlacedMark | null
}

/**
 * Sessions of G, N, O or U, in any order and whether or not one after the other, in the ten school weeks that end with the week of
 * `today`: the window rolls over holidays, terms and school years. Reckoned from the marks that stand, so that it goes back by itself
 * when an N becomes an I. Null below compulsory school age.
 */
export const tenInTenWeeks = (
  pupil: OnRoll & Pick<Pupil, 'bornOn'>,
  years: readonly RegisterYear[],
  calendar: SchoolCalendar,
  today: SchoolDay,
): TenInTenWeeks | null => {
  if (isBelowSchoolAge(pupil.bornOn, today)) return null
  const mondays = schoolWeeksTo(today, WEEKS, calendar)
  const [from = weekOf(today)] = mondays
  const marks = marksOfPupil(pupil, years, { from, to: today }).filter(({ code }) => countsTowardsPenalty(code))
  const byWeek = Map.groupBy(marks, ({ day }) => weekOf(day))
  // A week with a mark of a session is a school week, whatever the calendar has.
  const weeks = [...new Set([...mondays, ...byWeek.keys()])].toSorted().map((monday) => ({
    monday,
    marks: byWeek.get(monday) ?? [],
    dropsOutOn: addSchoolWeeks(monday, WEEKS, calendar),
  }))
  return { from, sessions: marks.length, weeks, reachedWith: marks[SESSIONS - 1] ?? null }
}

/** How many more would make ten; 0 when there are ten or more. */
export const untilTen = ({ sessions }: TenInTenWeeks): number => Math.max(0, SESSIONS - sessions)

/** The last day of the window: the Friday of this week. */
export const windowEnd = (today: SchoolDay): SchoolDay => addDays(weekOf(today), 4)
