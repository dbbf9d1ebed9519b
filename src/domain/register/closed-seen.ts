import type { ClosedSeen } from '../records/register-decision.ts'
import { isSchoolDay, schoolCalendar, type ClosedSession, type SchoolCalendar } from '../time/school-calendar.ts'
import { addDays, type SchoolDay } from '../time/school-day.ts'
import { sessionsOfDay } from '../time/school-session.ts'
import type { Span } from './mark-letters.ts'

/** When a school is closed over a span by its calendar now, to be kept with a decision. */
export const closedSeen = ({ closed, halfClosed, enteredTo }: SchoolCalendar, { from, to }: Span): ClosedSeen => {
  const isWithin = (day: SchoolDay): boolean => day >= from && day <= to
  return {
    days: closed.filter(isWithin),
    halves: [...halfClosed].filter(([day]) => isWithin(day)).map(([day, session]) => ({ day, session })),
    isEntered: enteredTo !== null,
  }
}

/** What of the closed days that a decision rested on is otherwise by the calendar now: sessions closed only now, and held only now. */
export type SinceClosed = { closed: ClosedSession[]; held: ClosedSession[] }

/** Lays the closed days that somebody counted with beside those of the calendar now, over the same span. */
export const sinceClosed = (then: ClosedSeen, calendar: SchoolCalendar, span: Span): SinceClosed => {
  const [before, after] = [sessionsOf(then), sessionsOf(closedSeen(calendar, span))]
  return { closed: without(after, before), held: without(before, after) }
}

/** Every session that was not held, in order. */
export const sessionsOf = ({ days, halves }: Pick<ClosedSeen, 'days' | 'halves'>): ClosedSession[] =>
  [...days.flatMap((day) => sessionsOfDay.map((session) => ({ day, session }))), ...halves].toSorted((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : 0,
  )

/** `Mon 26 Oct to Fri 30 Oct; Fri 18 Dec, afternoon`: weekdays one after the other, over a weekend too, are said as one span. */
export const sayClosed = (sessions: readonly ClosedSession[], say: (day: SchoolDay) => string): string => {
  const { closed, halfClosed } = schoolCalendar([], sessions)
  const spans: Span[] = []
  for (const day of closed) {
    const last = spans.at(-1)
    if (last !== undefined && nextWeekday(last.to) === day) spans[spans.length - 1] = { ...last, to: day }
    else spans.push({ from: day, to: day })
  }
  return [
    ...spans.map(({ from, to }) => ({ from, said: from === to ? say(from) : `${say(from)} to ${say(to)}` })),
    ...[...halfClosed].map(([day, session]) => ({ from: day, said: `${say(day)}, ${session}` })),
  ]
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ said }) => said)
    .join('; ')
}

const without = (those: readonly ClosedSession[], others: readonly ClosedSession[]): ClosedSession[] => {
  const taken = new Set(others.map(placeOf))
  return those.filter((session) => !taken.has(placeOf(session)))
}

const placeOf = ({ day, session }: ClosedSession): string => `${day} ${session}`

const nextWeekday = (day: SchoolDay): SchoolDay => {
  let next = addDays(day, 1)
  while (!isSchoolDay(next, everyWeekday)) next = addDays(next, 1)
  return next
}

const everyWeekday = schoolCalendar([])
