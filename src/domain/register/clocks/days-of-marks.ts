import type { SchoolDay } from '../../time/school-day.ts'
import { sessionsOn, type SchoolCalendar } from '../../time/school-calendar.ts'
import type { Session } from '../../time/school-session.ts'
import { meaningOf, type MarkCode } from '../mark-codes.ts'
import type { PlacedMark } from '../mark-letters.ts'

/** One day with its marks of possible sessions, at least one; `marked` names every session of it that has any mark. */
export type DayOfMarks = { day: SchoolDay; marks: PlacedMark[]; marked: Session[] }

/** The days with a possible session, in their order; days without one say nothing of who was away. */
export const daysOfMarks = (marks: readonly PlacedMark[]): DayOfMarks[] =>
  [...Map.groupBy(marks, ({ day }) => day)].flatMap(([day, those]) => {
    const possible = those.filter(({ code }) => isPossible(code))
    return possible.length === 0 ? [] : [{ day, marks: possible, marked: those.map(({ session }) => session) }]
  })

/** False while a session that the school holds that day, as far as its calendar says, has no mark. */
export const isWhole = ({ day, marked }: DayOfMarks, calendar: SchoolCalendar): boolean =>
  sessionsOn(day, calendar).every((session) => marked.includes(session))

const isPossible = (code: MarkCode): boolean => {
  const { counts } = meaningOf(code)
  return counts !== 'not-possible' && counts !== 'not-collected'
}
