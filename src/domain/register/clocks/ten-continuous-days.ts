import { isOfSchoolAge } from '../../people/compulsory-school-age.ts'
import type { Pupil } from '../../records/pupil.ts'
import type { RegisterYear } from '../../records/register-year.ts'
import { addDays, type SchoolDay } from '../../time/school-day.ts'
import { schoolDaysFrom, type SchoolCalendar } from '../../time/school-calendar.ts'
import { daysOfSchoolYear, schoolYearOf } from '../../time/school-year.ts'
import { countedMarks, type OnRoll } from '../count-pupil.ts'
import { countsTowardsPenalty } from '../mark-codes.ts'
import { daysOfMarks, isWhole, type DayOfMarks } from './days-of-marks.ts'

/** The attendance return: absent for a continuous period of so many school days (SI 2024/208, regulation 13; domain: section 1.5). */
export const DAYS_IN_A_ROW = 10

/** School days one after the other on which every session that counts was G, N, O or U. */
export type RunOfDays = {
  days: DayOfMarks[]
  /** School days within it of which no mark has come in: nobody knows yet whether they belong to it. */
  withoutMark: number
}

/** How school days in a row without leave stand today. The school tells its council of ten; nothing else follows by itself. */
export type TenContinuousDays = {
  /** The run that the marks end with; null when they end with a session that was attended or authorised. */
  now: RunOfDays | null
  /** Runs of ten or more with a day in this school year that have ended, the latest first: each was one to tell of. */
  ended: RunOfDays[]
}

/**
 * Runs of school days of nothing but G, N, O or U, reckoned from the marks that stand. A run goes on over weekends, holidays, terms and
 * school years, and over days on which this child had no possible session; it ends with the first session that was attended or
 * authorised. A day of which one session has no mark yet neither counts nor ends it. Null below and above compulsory school age, when absence has
 * no such consequence; days from before it do not count (domain: section 2.4).
 */
export const tenContinuousDays = (
  pupil: OnRoll & Pick<Pupil, 'bornOn'>,
  years: readonly RegisterYear[],
  calendar: SchoolCalendar,
  today: SchoolDay,
): TenContinuousDays | null => {
  if (!isOfSchoolAge(pupil.bornOn, today)) return null
  const thisYear = daysOfSchoolYear(schoolYearOf(today))
  const marks = countedMarks(pupil, years, { from: daysOfSchoolYear(schoolYearOf(today) - 1).from, to: today })
  const runs: DayOfMarks[][] = []
  let run: DayOfMarks[] = []
  for (const day of daysOfMarks(marks)) {
    if (!day.marks.every(({ code }) => countsTowardsPenalty(code))) {
      if (run.length > 0) runs.push(run)
      run = []
    } else if (isWhole(day, calendar)) run.push(day)
  }
  const marked = new Set(marks.map(({ day }) => day))
  return {
    now: run.length === 0 ? null : withGaps(run, marked, calendar),
    ended: runs
      .filter((days) => days.length >= DAYS_IN_A_ROW && (days.at(-1)?.day ?? '') >= thisYear.from)
      .map((days) => withGaps(days, marked, calendar))
      .toReversed(),
  }
}

/** The tenth day of a run; null while it has fewer. */
export const tenthOf = ({ days }: RunOfDays): SchoolDay | null => days[DAYS_IN_A_ROW - 1]?.day ?? null

/** How many more days would make ten; 0 when there are ten or more. */
export const untilTenDays = ({ days }: RunOfDays): number => Math.max(0, DAYS_IN_A_ROW - days.length)

const withGaps = (days: DayOfMarks[], marked: ReadonlySet<SchoolDay>, calendar: SchoolCalendar): RunOfDays => {
  const [first = '', last = ''] = [days[0]?.day, days.at(-1)?.day]
  let withMark = 0
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (marked.has(day) && schoolDaysFrom(addDays(day, -1), day, calendar) === 1) withMark += 1
  }
  return { days, withoutMark: schoolDaysFrom(addDays(first, -1), last, calendar) - withMark }
}
