import { addDays, daysBetween, weekdayOf, type SchoolDay } from './school-day.ts'

/** The days on which a school is closed though they are weekdays: holidays, training days, polling. In order, each once. */
export type SchoolCalendar = { closed: readonly SchoolDay[] }

/** A calendar of weekdays without the days handed in, in any order; days of a weekend among them say nothing new. */
export const schoolCalendar = (closedDays: Iterable<SchoolDay>): SchoolCalendar => ({
  closed: [...new Set(closedDays)].filter(isWeekday).toSorted(),
})

/** True when the school is open on this day. */
export const isSchoolDay = (day: SchoolDay, calendar: SchoolCalendar): boolean =>
  isWeekday(day) && calendar.closed[placeOf(day, calendar.closed)] !== day

/**
 * School days after `from`, up to and with `to`: how late something due on `from` is on `to`, or for how many school days
 * nobody has seen a child last seen on `from`. 0 when `to` is not after `from`.
 */
export const schoolDaysFrom = (from: SchoolDay, to: SchoolDay, { closed }: SchoolCalendar): number => {
  if (to <= from) return 0
  if (closed.length === 0) return weekdaysAfter(from, to)
  const after = addDays(to, 1)
  return weekdaysAfter(from, to) - (placeOf(after, closed) - placeOf(addDays(from, 1), closed))
}

/** The first school day `count` school days after `day` (`count` at least 1). */
export const addSchoolDays = (day: SchoolDay, count: number, calendar: SchoolCalendar): SchoolDay => {
  let reached = day
  let left = count
  // A school is never closed for two years on end; the bound keeps a wrong calendar from turning for ever.
  for (let steps = 0; left > 0 && steps < 730 + count * 7; steps += 1) {
    reached = addDays(reached, 1)
    if (isSchoolDay(reached, calendar)) left -= 1
  }
  return reached
}

const isWeekday = (day: SchoolDay): boolean => weekdayOf(day) >= 1 && weekdayOf(day) <= 5

const weekdaysAfter = (from: SchoolDay, to: SchoolDay): number => {
  const days = daysBetween(from, to)
  let count = Math.floor(days / 7) * 5
  for (let step = 1, first = weekdayOf(from); step <= days % 7; step += 1) {
    const weekday = (first + step) % 7
    if (weekday >= 1 && weekday <= 5) count += 1
  }
  return count
}

/** How many of the days in order are before `day`. */
const placeOf = (day: SchoolDay, inOrder: readonly SchoolDay[]): number => {
  let low = 0
  let high = inOrder.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((inOrder[middle] ?? '') < day) low = middle + 1
    else high = middle
  }
  return low
}
