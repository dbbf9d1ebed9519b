import { schoolDaysFrom, type SchoolCalendar } from './school-calendar.ts'
import type { Session } from './school-session.ts'
import { addDays, isBefore, weekdayOf, type SchoolDay } from './school-day.ts'

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day as people say it: `Mon 2 Sep`; with its year when that is not the year of `today`. */
export const sayDay = (day: SchoolDay, today: SchoolDay): string => {
  const [year = '', month = '', date = ''] = day.split('-')
  const said = `${weekdays[weekdayOf(day)] ?? ''} ${Number(date)} ${months[Number(month) - 1] ?? ''}`
  return today.startsWith(`${year}-`) ? said : `${said} ${year}`
}

/** A month of a day or of `2026-09`: `Sep 2026`. */
export const sayMonth = (month: string): string => `${months[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`

/** A weekday by its number, Sunday 0: `Mon`. */
export const sayWeekday = (weekday: number): string => weekdays[weekday] ?? ''

const longWeekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Half a day of the week, Sunday 0: `Monday morning`. */
export const sayHalfDay = ({ weekday, session }: { weekday: number; session: Session }): string =>
  `${longWeekdays[weekday] ?? ''} ${session}`

/** A day near today in the word for it (`today`, `yesterday`, `tomorrow`), otherwise as `sayDay` says it. */
export const sayNearDay = (day: SchoolDay, today: SchoolDay): string => {
  if (day === today) return 'today'
  if (day === addDays(today, -1)) return 'yesterday'
  if (day === addDays(today, 1)) return 'tomorrow'
  return sayDay(day, today)
}

/** A number of school days: `1 school day`, `12 school days`. */
export const saySchoolDays = (count: number): string => `${count} school ${count === 1 ? 'day' : 'days'}`

/**
 * How something due on `due` stands today: `due today`, `due tomorrow`, `due Thu 26 Nov`, `late by 2 school days`. On a
 * weekend or in a holiday right after the day, when no school day has passed yet: `was due Fri 20 Nov`.
 */
export const sayDue = (due: SchoolDay, today: SchoolDay, calendar: SchoolCalendar): string => {
  if (!isBefore(due, today)) return `due ${sayNearDay(due, today)}`
  const late = schoolDaysFrom(due, today, calendar)
  return late === 0 ? `was due ${sayDay(due, today)}` : `late by ${saySchoolDays(late)}`
}
