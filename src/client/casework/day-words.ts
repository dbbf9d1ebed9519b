import type { Instant } from '#domain/time/instant.ts'
import { dayOf, timeOf } from '#domain/time/instant.ts'
import { addDays, weekdayOf, type SchoolDay } from '#domain/time/school-day.ts'

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

const partsOf = (day: SchoolDay) => ({
  weekday: weekdays[weekdayOf(day)] ?? '',
  date: String(Number(day.slice(8, 10))),
  month: months[Number(day.slice(5, 7)) - 1] ?? '',
  year: day.slice(0, 4),
})

/** A day as people say it: `Fri 20 Nov`; with its year when that is not the year of `today`. */
export const sayDay = (day: SchoolDay, today: SchoolDay): string => {
  const { weekday, date, month, year } = partsOf(day)
  return year === today.slice(0, 4) ? `${weekday} ${date} ${month}` : `${weekday} ${date} ${month} ${year}`
}

/** A day near today in the word for it (`today`, `yesterday`, `tomorrow`), otherwise as {@link sayDay} says it. */
export const sayNearDay = (day: SchoolDay, today: SchoolDay): string => {
  if (day === today) return 'today'
  if (day === addDays(today, -1)) return 'yesterday'
  if (day === addDays(today, 1)) return 'tomorrow'
  return sayDay(day, today)
}

/** When something happened, as the person said it: the day, and the time only where a time was given. Never a made-up 00:00. */
export const sayWhen = (day: SchoolDay, time: string | null, today: SchoolDay): string =>
  time === null ? sayDay(day, today) : `${sayDay(day, today)}, ${time}`

/** An instant in England: `16 Nov 08:52`, or only the time when it is today. */
export const sayInstant = (at: Instant, today: SchoolDay): string => {
  const day = dayOf(at)
  if (day === today) return timeOf(at)
  const { date, month, year } = partsOf(day)
  return year === today.slice(0, 4) ? `${date} ${month} ${timeOf(at)}` : `${date} ${month} ${year} ${timeOf(at)}`
}

/** A birthday or another full date: `14 March 2011` in the short form `14 Mar 2011`. */
export const sayDate = (day: SchoolDay): string => {
  const { date, month, year } = partsOf(day)
  return `${date} ${month} ${year}`
}

/** Whole years of age on `today`. */
export const ageOn = (bornOn: SchoolDay, today: SchoolDay): number =>
  Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (today.slice(5) < bornOn.slice(5) ? 1 : 0)
