import type { SchoolDay } from '../time/school-day.ts'
import type { RuleSubject } from './rule.ts'
import { byPressing, noCase, nothingDue, reasonsFor } from './rules.ts'

/** Why a pupil is in the list and what is next, each one line of plain words. */
export type WhyAndNext = {
  why: string
  next: string
  /** True when `next` speaks of something that is late. */
  late: boolean
  /** 1 first. Rows are in order of priority, then of `dueOn`, nothing due last. */
  priority: number
  /** The earliest day on which something is due, or null. */
  dueOn: SchoolDay | null
}

/**
 * Why this pupil needs someone, and what is next. `why` is what matters most; `next` is whatever is due now, or else the
 * step that answers the why. It knows only what was written down here: not being seen means that nobody noted it.
 */
export const whyAndNext = (subject: RuleSubject): WhyAndNext => {
  const reasons = reasonsFor(subject)
  const [first = subject.absenceCase === null ? noCase : nothingDue] = reasons
  const dated = reasons.filter((reason) => reason.dueOn !== null)
  const pressing = dated.find((reason) => reason.isNow)
  const { next, late } = pressing ?? first
  const days = dated.flatMap((reason) => (reason.dueOn === null ? [] : [reason.dueOn])).toSorted()
  return { why: first.why, next, late, priority: first.priority, dueOn: days[0] ?? null }
}

/** Puts rows in the order in which they need someone. */
export const byNeed = (a: WhyAndNext, b: WhyAndNext): number => byPressing(a, b)
