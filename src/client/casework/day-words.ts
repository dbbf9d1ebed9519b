import { sayDay } from '#domain/time/day-words.ts'
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

export { sayDay }

/** When something happened, as the person said it: the day, and the time only where a time was given. Never a made-up 00:00. */
export const sayWhen = (day: SchoolDay, time: string | null, today: SchoolDay): string =>
  time === null ? sayDay(day, today) : `${sayDay(day, today)}, ${time}`

/** An instant in England: `16 Nov 08:52`, or only the time when it is today. */
export const sayInstant = (at: Instant, today: SchoolDay): string => {
  const day = dayOf(at)
  return day === today ? timeOf(at) : `${sayDate(day, today)} ${timeOf(at)}`
}

/** A day without its weekday: `16 Nov`, with the year when it is not this one. */
export const sayDate = (day: SchoolDay, today: SchoolDay): string => sayDay(day, today).split(' ').slice(1).join(' ')
