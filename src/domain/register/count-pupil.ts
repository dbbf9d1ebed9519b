import { compulsoryFrom, compulsoryTo } from '../people/compulsory-school-age.ts'
import type { Pupil } from '../records/pupil.ts'
import type { RegisterYear } from '../records/register-year.ts'
import { addCounts, type SessionCounts } from './count-sessions.ts'
import { countLetters, marksIn, type PlacedMark, type Span } from './mark-letters.ts'

/** From when to when a pupil was on the roll, as far as the school's system says. */
export type OnRoll = Pick<Pupil, 'onRollFrom' | 'leftOn'>

/**
 * The part of a span on which the pupil was on the roll; null when there is none. Figures run from the day of admission, and
 * a leaver keeps theirs up to the day of leaving (the Department's own tool counts so).
 */
export const whileOnRoll = ({ onRollFrom, leftOn }: OnRoll, span: Span): Span | null => {
  const from = onRollFrom !== null && onRollFrom > span.from ? onRollFrom : span.from
  const to = leftOn !== null && leftOn < span.to ? leftOn : span.to
  return from <= to ? { from, to } : null
}

/**
 * The part of a span in which a pupil's absence counts towards anything: on the roll, and of compulsory school age, as in the Department's
 * figures (domain: section 2.4). Null when there is none.
 */
export const whileCounted = (pupil: OnRoll & Pick<Pupil, 'bornOn'>, span: Span): Span | null => {
  const [from, to] = [compulsoryFrom(pupil.bornOn), compulsoryTo(pupil.bornOn)]
  return whileOnRoll(pupil, { from: from > span.from ? from : span.from, to: to < span.to ? to : span.to })
}

/** One pupil's sessions within a span, over however many school years. */
export const countPupil = (onRoll: OnRoll, years: readonly RegisterYear[], span: Span): SessionCounts => {
  const counted = whileOnRoll(onRoll, span)
  return addCounts(counted === null ? [] : years.map((year) => countLetters(year, counted)))
}

/** One pupil's marks within a span that count towards anything, in the order of days. */
export const countedMarks = (
  pupil: OnRoll & Pick<Pupil, 'bornOn'>,
  years: readonly RegisterYear[],
  span: Span,
): PlacedMark[] => {
  const counted = whileCounted(pupil, span)
  return counted === null ? [] : marksOfPupil(pupil, years, counted)
}

/** One pupil's marks within a span while on the roll, in the order of days. */
export const marksOfPupil = (onRoll: OnRoll, years: readonly RegisterYear[], span: Span): PlacedMark[] => {
  const counted = whileOnRoll(onRoll, span)
  if (counted === null) return []
  return years.toSorted((a, b) => a.year - b.year).flatMap((year) => [...marksIn(year, counted)])
}
