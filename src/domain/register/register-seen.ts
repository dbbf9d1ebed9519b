import type { RegisterSeen } from '../records/register-decision.ts'
import type { RegisterYear } from '../records/register-year.ts'
import { schoolYearOf } from '../time/school-year.ts'
import { marksOfPupil, type OnRoll } from './count-pupil.ts'
import { countSessions, type SessionCounts } from './count-sessions.ts'
import type { MarkCode } from './mark-codes.ts'
import { lettersOver, marksIn, type PlacedMark, type Span } from './mark-letters.ts'

/** What a pupil's register says over a span now, to be kept with a decision; null while no mark in it has come in. */
export const registerSeen = (onRoll: OnRoll, years: readonly RegisterYear[], span: Span): RegisterSeen | null => {
  const marks = marksOfPupil(onRoll, years, span)
  const takenAt = years.map((year) => year.takenAt).toSorted()
  const last = takenAt.at(-1)
  if (marks.length === 0 || last === undefined) return null
  return { ...span, marks: lettersOver(span, marks), takenAt: last }
}

/** One session of which the register says something else now; `now` is null where it says nothing any more. */
export type ChangedMark = Omit<PlacedMark, 'code'> & { was: MarkCode; now: MarkCode | null }

/** What became of the marks that a decision rested on. */
export type SinceSeen = {
  /** In the order of the days. */
  changed: ChangedMark[]
  /** Sessions of the same days of which a mark has come in only since. */
  cameIn: number
  /** All sessions of the span as they were seen, and as they stand now. */
  was: SessionCounts
  now: SessionCounts
}

/**
 * What of the marks that somebody saw was changed since, session by session, and what the same days come to now. Of a school year that is
 * not at hand nothing is said: it may stand or not.
 */
export const sinceSeen = (saw: RegisterSeen, onRoll: OnRoll, years: readonly RegisterYear[]): SinceSeen => {
  const atHand = new Set(years.map(({ year }) => year))
  const before = [...marksIn(saw, saw)].filter(({ day }) => atHand.has(schoolYearOf(day)))
  const after = marksOfPupil(onRoll, years, saw)
  const standing = new Map(after.map((mark) => [placeOf(mark), mark.code]))
  const seen = new Set(before.map(placeOf))
  const changed = before.flatMap((mark): ChangedMark[] => {
    const { day, session, code: was } = mark
    const now = standing.get(placeOf(mark)) ?? null
    return now === was ? [] : [{ day, session, was, now }]
  })
  return {
    changed,
    cameIn: after.filter((mark) => !seen.has(placeOf(mark))).length,
    was: countSessions(before.map(({ code }) => code)),
    now: countSessions(after.map(({ code }) => code)),
  }
}

const placeOf = ({ day, session }: Omit<PlacedMark, 'code'>): string => `${day} ${session}`
