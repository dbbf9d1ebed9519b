import { compulsoryTo, isOfSchoolAge } from '../people/compulsory-school-age.ts'
import type { Pupil } from '../records/pupil.ts'
import type { RegisterYear } from '../records/register-year.ts'
import { addDays, type SchoolDay } from '../time/school-day.ts'
import { sessionsOn, type SchoolCalendar } from '../time/school-calendar.ts'
import { daysOfSchoolYear } from '../time/school-year.ts'
import { bandOf, type AttendanceBand } from './attendance-band.ts'
import { countPupil, marksOfPupil, whileCounted, type OnRoll } from './count-pupil.ts'
import type { SessionCounts } from './count-sessions.ts'
import { meaningOf } from './mark-codes.ts'
import { marksIn, type PlacedMark } from './mark-letters.ts'

/** How a pupil stands in one school year, by the marks that have come in. */
export type Standing = {
  /** Of the sessions of compulsory school age; for somebody below or above it, of all. */
  counts: SessionCounts
  /** Null below and above compulsory school age: a register is kept, and nobody is called persistently absent. */
  band: AttendanceBand | null
  /** The last mark of a session that was held; null when there is none. */
  last: PlacedMark | null
}

/** A pupil's standing by what is marked up to and with `today`: schools write some marks, such as a trip, ahead of the day. */
export const standingIn = (pupil: OnRoll & Pick<Pupil, 'bornOn'>, year: RegisterYear, today: SchoolDay): Standing => {
  const span = { from: daysOfSchoolYear(year.year).from, to: today }
  const last = marksOfPupil(pupil, [year], span).findLast(({ code }) => meaningOf(code).counts !== 'not-collected')
  const counted = isOfSchoolAge(pupil.bornOn, last?.day ?? today) ? whileCounted(pupil, span) : null
  const counts = countPupil(pupil, [year], counted ?? span)
  return { counts, band: counted === null ? null : bandOf(counts), last: last ?? null }
}

/** Sessions of a school year that are still to come, and how well that is known. */
export type ToCome = {
  sessions: number
  /** The last day that was counted. */
  to: SchoolDay
  /**
   * `whole-year`: the school has entered its closures to the end of July, or to the day on which a Year 11 ceases to be of compulsory age. `entered`: counted to the last day that it entered.
   * `guess`: it has entered nothing ahead, and every weekday to the end of July that is no bank holiday is counted.
   */
  by: 'whole-year' | 'entered' | 'guess'
}

/**
 * The sessions after the last mark, by the school's calendar and without those that the register itself already calls closed.
 * Nothing more is known than what the school has entered, so nothing beyond is counted unless it has entered nothing ahead.
 */
export const sessionsToCome = (
  { bornOn }: Pick<Pupil, 'bornOn'>,
  year: RegisterYear,
  last: PlacedMark,
  calendar: SchoolCalendar,
): ToCome => {
  const [julyEnds, leavesOn] = [daysOfSchoolYear(year.year).to, compulsoryTo(bornOn)]
  const end = leavesOn < julyEnds ? leavesOn : julyEnds
  const { enteredTo } = calendar
  const by = enteredTo === null || enteredTo <= last.day ? 'guess' : enteredTo >= end ? 'whole-year' : 'entered'
  const to = by === 'entered' && enteredTo !== null ? enteredTo : end
  const closed = new Set(
    [...marksIn(year, { from: last.day, to })]
      .filter(({ code }) => meaningOf(code).counts === 'not-collected')
      .map(({ day, session }) => `${day} ${session}`),
  )
  let sessions = 0
  for (let day = last.day; day <= to; day = addDays(day, 1)) {
    for (const session of sessionsOn(day, calendar)) {
      const isAfter = day > last.day || (last.session === 'morning' && session === 'afternoon')
      if (isAfter && !closed.has(`${day} ${session}`)) sessions += 1
    }
  }
  return { sessions, to, by }
}
