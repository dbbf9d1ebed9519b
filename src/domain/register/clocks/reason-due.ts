import type { RegisterYear } from '../../records/register-year.ts'
import { addSchoolDays, schoolDaysFrom, type SchoolCalendar } from '../../time/school-calendar.ts'
import type { SchoolDay } from '../../time/school-day.ts'
import type { Session } from '../../time/school-session.ts'
import { marksOfPupil, type OnRoll } from '../count-pupil.ts'

/**
 * School days within which N must give way to the code of the reason. When no reason is known by then, the code is O: School Attendance
 * (Pupil Registration) (England) Regulations 2024, SI 2024/208, regulation 10(7) to (9). The guidance also speaks of working days; the
 * regulation's school days govern.
 */
const WITHIN = 5

/** One day whose absence is still marked N, and how long a reason may still be found. */
export type ReasonDue = {
  day: SchoolDay
  /** The sessions of the day that are marked N, in their order. */
  sessions: Session[]
  /** The last day on which N may stand. */
  dueOn: SchoolDay
  /** School days left until then: 0 on that day itself. */
  left: number
  /** The day is over, and the mark is still N: the regulation asks for O. */
  isOver: boolean
}

/** Every day up to and with `today` that is still marked N, the earliest first, counted on the school's calendar. */
export const reasonsDue = (
  onRoll: OnRoll,
  years: readonly RegisterYear[],
  calendar: SchoolCalendar,
  today: SchoolDay,
): ReasonDue[] => {
  // Asked of a whole school: most years hold no N, and a code of one letter is its own.
  const withN = years.filter(({ marks }) => marks.includes('N'))
  const from = withN.reduce((first, year) => (year.from < first ? year.from : first), today)
  const marks = marksOfPupil(onRoll, withN, { from, to: today }).filter(({ code }) => code === 'N')
  return [...Map.groupBy(marks, ({ day }) => day)].map(([day, those]) => {
    const dueOn = addSchoolDays(day, WITHIN, calendar)
    return {
      day,
      sessions: those.map(({ session }) => session),
      dueOn,
      left: schoolDaysFrom(today, dueOn, calendar),
      isOver: today > dueOn,
    }
  })
}

/** `3 school days left, until Mon 30 Nov`, `today is the last day`, `O is due`: how the countdown of one day stands, in words. */
export const sayReasonDue = ({ left, isOver }: ReasonDue, dueOn: string): string => {
  if (isOver) return 'O is due'
  if (left === 0) return 'today is the last day to find the reason'
  return `${left} school ${left === 1 ? 'day' : 'days'} left, until ${dueOn}`
}
