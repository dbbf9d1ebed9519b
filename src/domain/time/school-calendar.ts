import { addDays, daysBetween, weekdayOf, type SchoolDay } from './school-day.ts'
import { sessionsOfDay, type Session } from './school-session.ts'

/** When a school holds sessions: on weekdays, without what is closed. */
export type SchoolCalendar = {
  /** Weekdays on which it is closed: holidays, training days, polling. In order, each once. */
  closed: readonly SchoolDay[]
  /** Days of which one session is not held, and which; none of them in `closed`. */
  halfClosed: ReadonlyMap<SchoolDay, Session>
  /** The last day of what the school itself has entered: what it will do after that is not known. Null when it entered nothing. */
  enteredTo: SchoolDay | null
}

/** A session that a school does not hold. */
export type ClosedSession = { day: SchoolDay; session: Session }

/**
 * A calendar of weekdays without the days and sessions handed in, in any order; those of a weekend say nothing new. A day of
 * which both sessions are closed is a closed day.
 */
export const schoolCalendar = (
  closedDays: Iterable<SchoolDay>,
  closedSessions: Iterable<ClosedSession> = [],
  enteredTo: SchoolDay | null = null,
): SchoolCalendar => {
  const closed = new Set([...closedDays].filter(isWeekday))
  const halfClosed = new Map<SchoolDay, Session>()
  for (const { day, session } of closedSessions) {
    if (!isWeekday(day) || closed.has(day)) continue
    const other = halfClosed.get(day)
    if (other === undefined || other === session) halfClosed.set(day, session)
    else {
      halfClosed.delete(day)
      closed.add(day)
    }
  }
  return { closed: [...closed].toSorted(), halfClosed, enteredTo }
}

/** True when the school is open on this day. */
export const isSchoolDay = (day: SchoolDay, calendar: SchoolCalendar): boolean =>
  isWeekday(day) && calendar.closed[placeOf(day, calendar.closed)] !== day

/** The sessions that the school holds on a day, in their order: two, one or none. */
export const sessionsOn = (day: SchoolDay, calendar: SchoolCalendar): readonly Session[] => {
  if (!isSchoolDay(day, calendar)) return []
  const without = calendar.halfClosed.get(day)
  return without === undefined ? sessionsOfDay : sessionsOfDay.filter((session) => session !== without)
}

/** How many sessions the school holds from one day to another, both of them counted. 0 when `to` is before `from`. */
export const countSessionsHeld = (from: SchoolDay, to: SchoolDay, calendar: SchoolCalendar): number => {
  if (to < from) return 0
  const halves = [...calendar.halfClosed.keys()].filter((day) => day >= from && day <= to).length
  return schoolDaysFrom(addDays(from, -1), to, calendar) * 2 - halves
}

/** The Monday of the week of a day. */
export const weekOf = (day: SchoolDay): SchoolDay => addDays(day, -((weekdayOf(day) + 6) % 7))

/** True when the school holds a session in the week of that Monday: a week of which one morning is held is a school week. */
export const isSchoolWeek = (monday: SchoolDay, calendar: SchoolCalendar): boolean =>
  schoolDaysFrom(addDays(monday, -1), addDays(monday, 4), calendar) > 0

/**
 * The Mondays of the last `count` school weeks up to and with the week of `day`, the earliest first: a rolling window of school weeks
 * steps over holidays, and over the end of a term or a year. In a holiday it ends with the school week before it. `held` are the Mondays
 * of weeks of which sessions are known to have been held, whatever the calendar has.
 */
export const schoolWeeksTo = (
  day: SchoolDay,
  count: number,
  calendar: SchoolCalendar,
  held: ReadonlySet<SchoolDay> = new Set(),
): SchoolDay[] => {
  const weeks: SchoolDay[] = []
  // As for days: no school is closed for two years on end.
  for (let week = weekOf(day), steps = 0; weeks.length < count && steps < count + 104; steps += 1) {
    if (held.has(week) || isSchoolWeek(week, calendar)) weeks.unshift(week)
    week = addDays(week, -7)
  }
  return weeks
}

/** The Monday of the `count`th school week after that of `monday`. */
export const addSchoolWeeks = (monday: SchoolDay, count: number, calendar: SchoolCalendar): SchoolDay => {
  let reached = monday
  let left = count
  for (let steps = 0; left > 0 && steps < count + 104; steps += 1) {
    reached = addDays(reached, 7)
    if (isSchoolWeek(reached, calendar)) left -= 1
  }
  return reached
}

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
