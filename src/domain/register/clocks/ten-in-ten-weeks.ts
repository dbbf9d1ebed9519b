import { isOfSchoolAge } from '../../people/compulsory-school-age.ts'
import type { Pupil } from '../../records/pupil.ts'
import type { RegisterYear } from '../../records/register-year.ts'
import { addDays, type SchoolDay } from '../../time/school-day.ts'
import { addSchoolWeeks, schoolWeeksTo, weekOf, type SchoolCalendar } from '../../time/school-calendar.ts'
import { daysOfSchoolYear, schoolYearOf } from '../../time/school-year.ts'
import { countedMarks, type OnRoll } from '../count-pupil.ts'
import { countsTowardsPenalty, meaningOf } from '../mark-codes.ts'
import type { PlacedMark } from '../mark-letters.ts'

/** The national framework for penalty notices (from 19 August 2024): so many sessions, in so many school weeks. */
const SESSIONS = 10
const WEEKS = 10

/** One of the ten school weeks with its sessions that count, perhaps none, and the Monday from which they count no longer. */
export type CountedWeek = { monday: SchoolDay; marks: PlacedMark[]; dropsOutOn: SchoolDay }

/** How the sessions marked G, N, O or U stand today. It is for people to consider, and issues nothing. */
export type TenInTenWeeks = {
  /** The first day of the ten school weeks that end with this one, or in a holiday with the last one before it. */
  from: SchoolDay
  /** Their last Friday. */
  to: SchoolDay
  sessions: number
  weeks: CountedWeek[]
  /** The tenth session within ten school weeks, while there are ten of them now; null while there are not. */
  reachedWith: PlacedMark | null
}

/**
 * Sessions of G, N, O or U, in any order and whether or not one after the other, in the last ten school weeks up to and with the week of
 * `today`: the window rolls over holidays, terms and school years, and a week of holiday is none of the ten. Reckoned from the marks that
 * stand, so that it goes back by itself when an N becomes an I. Null below and above compulsory school age; sessions from before it do
 * not count (domain: section 2.4).
 */
export const tenInTenWeeks = (
  pupil: OnRoll & Pick<Pupil, 'bornOn'>,
  years: readonly RegisterYear[],
  calendar: SchoolCalendar,
  today: SchoolDay,
): TenInTenWeeks | null => {
  if (!isOfSchoolAge(pupil.bornOn, today)) return null
  const all = countedMarks(pupil, years, { from: daysOfSchoolYear(schoolYearOf(today) - 1).from, to: today })
  // A week with a mark of a session is a school week, whatever the calendar has.
  const held = new Set(
    all.filter(({ code }) => meaningOf(code).counts !== 'not-collected').map(({ day }) => weekOf(day)),
  )
  const mondays = schoolWeeksTo(today, WEEKS, calendar, held)
  const [from, last] = [mondays.at(0) ?? weekOf(today), mondays.at(-1) ?? weekOf(today)]
  const marks = all.filter(({ day, code }) => day >= from && countsTowardsPenalty(code))
  const byWeek = Map.groupBy(marks, ({ day }) => weekOf(day))
  const weeks = mondays.map((monday) => ({
    monday,
    marks: byWeek.get(monday) ?? [],
    dropsOutOn: addSchoolWeeks(monday, WEEKS, calendar),
  }))
  return { from, to: addDays(last, 4), sessions: marks.length, weeks, reachedWith: marks[SESSIONS - 1] ?? null }
}

/** How many more would make ten; 0 when there are ten or more. */
export const untilTen = ({ sessions }: TenInTenWeeks): number => Math.max(0, SESSIONS - sessions)
