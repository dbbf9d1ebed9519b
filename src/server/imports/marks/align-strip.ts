import { meaningOf, readMark, type MarkCode, type SchoolCodes } from '#domain/register/mark-codes.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { isSchoolDay, type SchoolCalendar } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { MarkedPupil, StatedTotals, WrittenMark } from './marks-file.ts'
import { compareStated, type ComparedTotals } from './stated-totals.ts'

/**
 * The marks of a strip on their days, with what a person should know of it; or why none of it is taken. `totals`: what the strip comes to
 * beside what the file states of it.
 */
export type Aligned = { totals: ComparedTotals } & (
  | { ok: true; marks: WrittenMark[]; warning: string | null }
  | { ok: false; reason: string }
)

/** By what a strip is read: the days on which the school is open, and what it says of its own codes. */
type Known = { calendar: SchoolCalendar; codes: SchoolCodes }

/**
 * Decides on which days the marks of a strip land. By its specification it has every calendar day in it; some systems leave
 * weekends out. It is read as every day only where no mark of a session falls on a closed day, and as weekdays only where, besides,
 * no school day is empty: a row with weekends in it, off by a day, would leave such. And the totals that it states must agree, as
 * far as its codes can be read: a code that nobody knows is a fault of its own, which is said of its mark and not of the totals. A
 * strip that fits neither way is refused, never shifted.
 */
export const alignStrip = ({ marks, strip }: MarkedPupil, known: Known): Aligned => {
  if (strip === undefined) return { ok: true, marks, warning: null, totals: 'not-stated' }
  const {
    totals,
    differences: [first],
  } = compareStated(strip.stated, marks, known.codes)
  if (first !== undefined)
    return {
      ok: false,
      totals,
      reason: `The strip has ${first.counted} sessions ${figureWords[first.figure]} and the file states ${first.stated}, so none of it was taken.`,
    }
  const misfit = firstMisfit(marks, known)
  if (misfit === null) return { ok: true, marks, warning: null, totals }
  if (firstMisfit(strip.withoutWeekends, known) === null && !hasEmptyDay(strip.withoutWeekends, known))
    return {
      ok: true,
      marks: strip.withoutWeekends,
      warning: 'This strip leaves weekends out, and was read so.',
      totals,
    }
  return {
    ok: false,
    totals,
    reason: `The strip does not fit the school’s calendar: it has a mark on ${sayDay(misfit.day, '')}, ${misfit.session}, when the school is closed. It may begin on another day; none of it was taken.`,
  }
}

const figureWords: Record<keyof StatedTotals, string> = {
  possible: 'possible',
  attended: 'attended',
  authorised: 'of authorised absence',
  unauthorised: 'of unauthorised absence',
}

const firstMisfit = (marks: readonly WrittenMark[], { calendar, codes }: Known): WrittenMark | null =>
  marks.find(({ day, written }) => {
    const read = readMark(written, day, codes)
    return read.ok && read.code !== null && isAttendance(read.code) && !isSchoolDay(day, calendar)
  }) ?? null

/** True when a day on which the school is open has not one mark of a session. */
const hasEmptyDay = (marks: readonly WrittenMark[], { calendar, codes }: Known): boolean => {
  const days = new Map<SchoolDay, boolean>()
  for (const { day, written } of marks) {
    const read = readMark(written, day, codes)
    const says = !read.ok || (read.code !== null && meaningOf(read.code).counts !== 'not-collected')
    days.set(day, (days.get(day) ?? false) || says)
  }
  return [...days].some(([day, says]) => !says && isSchoolDay(day, calendar))
}

/** A mark that says that there was a session: attended or absent. */
export const isAttendance = (code: MarkCode): boolean =>
  !['not-possible', 'not-collected'].includes(meaningOf(code).counts)
