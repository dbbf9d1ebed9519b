import type { RegisterYear } from '../records/register-year.ts'
import type { SchoolDay } from '../time/school-day.ts'
import { daysOfSchoolYear } from '../time/school-year.ts'
import { marksOfPupil, type OnRoll } from './count-pupil.ts'
import { countSessions, type SessionCounts } from './count-sessions.ts'
import { meaningOf, type MarkCode } from './mark-codes.ts'

/** One calendar month of a school year, `2026-09`, and what was counted in it. */
export type MonthOfMarks = { month: string; counts: SessionCounts }

/** The year's sessions by month, up to and with `today`, in their order; months without a session that counts are left out. */
export const byMonth = (onRoll: OnRoll, year: RegisterYear, today: SchoolDay): MonthOfMarks[] => {
  const codes = new Map<string, MarkCode[]>()
  for (const { day, code } of upTo(onRoll, year, today)) {
    const month = day.slice(0, 7)
    codes.set(month, [...(codes.get(month) ?? []), code])
  }
  return [...codes]
    .map(([month, those]) => ({ month, counts: countSessions(those) }))
    .filter(({ counts }) => counts.possible > 0)
}

/** How often each code was marked up to and with `today`, the most often first; without those that only say that no session was held. */
export const byCode = (
  onRoll: OnRoll,
  year: RegisterYear,
  today: SchoolDay,
): { code: MarkCode; sessions: number }[] => {
  const sessions = new Map<MarkCode, number>()
  for (const { code } of upTo(onRoll, year, today)) {
    if (meaningOf(code).counts !== 'not-collected') sessions.set(code, (sessions.get(code) ?? 0) + 1)
  }
  return [...sessions]
    .map(([code, count]) => ({ code, sessions: count }))
    .toSorted((a, b) => b.sessions - a.sessions || (a.code < b.code ? -1 : 1))
}

const upTo = (onRoll: OnRoll, year: RegisterYear, today: SchoolDay) =>
  marksOfPupil(onRoll, [year], { from: daysOfSchoolYear(year.year).from, to: today })
