import type { SchoolClosure } from '../records/school-closure.ts'
import { bankHolidaysOf } from './bank-holidays.ts'
import { schoolCalendar, type SchoolCalendar } from './school-calendar.ts'
import { addDays, type SchoolDay } from './school-day.ts'

/** Years whose bank holidays every calendar knows: all that a file can speak of. */
export const calendarYears = { from: 2020, to: 2049 }

/** True of a day of these years: what was open or closed on any other is not known here. */
export const isInCalendar = (day: SchoolDay): boolean =>
  day >= `${calendarYears.from}-01-01` && day <= `${calendarYears.to}-12-31`

const bankHolidays: readonly SchoolDay[] = Array.from(
  { length: calendarYears.to - calendarYears.from + 1 },
  (_, place) => bankHolidaysOf(calendarYears.from + place),
).flat()

/** Weekdays without bank holidays: for a school whose holidays nobody has entered. */
export const noClosuresEntered: SchoolCalendar = schoolCalendar(bankHolidays)

/** The calendar of a school from the closures it has entered. One that was removed counts for nothing; one of half a day closes a session. */
export const calendarOf = (closures: readonly SchoolClosure[]): SchoolCalendar => {
  const standing = closures.filter(({ removed }) => removed === null)
  if (standing.length === 0) return noClosuresEntered
  const days = standing.filter(({ span }) => span.part === 'day').flatMap(({ span }) => daysOf(span))
  const sessions = standing.flatMap(({ span: { from, part } }) =>
    part === 'day' ? [] : [{ day: from, session: part }],
  )
  const enteredTo = standing.reduce((last, { span }) => (span.to > last ? span.to : last), '')
  return schoolCalendar([...bankHolidays, ...days], sessions, enteredTo)
}

const daysOf = ({ from, to }: { from: SchoolDay; to: SchoolDay }): SchoolDay[] => {
  const days: SchoolDay[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
