import type { AbsenceCase } from '../records/absence-case.ts'
import type { Barrier } from '../records/barrier.ts'
import type { Plan } from '../records/plan.ts'
import type { Promise } from '../records/promise.ts'
import type { Pupil } from '../records/pupil.ts'
import type { RiskFlag } from '../records/risk-flag.ts'
import type { SupportOffer } from '../records/support-offer.ts'
import type { SchoolCalendar } from '../time/school-calendar.ts'
import type { SchoolDay } from '../time/school-day.ts'
import type { Told } from './escalation-due.ts'

/** What the rules look at: one pupil's records, the day it is, and the school's calendar. */
export type RuleSubject = {
  pupil: Pick<Pupil, 'sex'>
  /** The open case, or null when there is none. */
  absenceCase: AbsenceCase | null
  promises: readonly Promise[]
  barriers: readonly Barrier[]
  plans: readonly Plan[]
  offers: readonly SupportOffer[]
  riskFlags: readonly RiskFlag[]
  /** Who was told of visits that nobody answered, as far as this tablet may know; see `escalationOf`. */
  told?: Partial<Told> | undefined
  today: SchoolDay
  calendar: SchoolCalendar
}

/**
 * In which order things come, the smallest first: a colleague who may be in danger now, then what nobody has read; then the child, our
 * word to the family, our own dates. Stated once, so that Today, the caseload and Monday's sheet never disagree.
 */
export const priorities = {
  colleagueMissing: -1,
  concernLate: 0,
  visitsUnanswered: 1,
  longUnseen: 2,
  concernUnread: 2,
  promiseLate: 3,
  neverReached: 4,
  reviewLate: 5,
  promiseToday: 6,
  reviewToday: 7,
  visitUnanswered: 8,
  unseen: 9,
  contactOverdue: 10,
  nothingPromised: 11,
  promiseAhead: 12,
  reviewAhead: 13,
  goodToKnow: 13,
  nothingDue: 14,
  noCase: 15,
} as const

/** What a person can do about it, from the line itself. */
export type NextAct =
  | { kind: 'settle-promise'; promiseId: string }
  /** `isAgain` after a visit that nobody answered: the next one is to be planned. */
  | { kind: 'visit'; isAgain?: boolean }
  | { kind: 'tell-lead' }
  | { kind: 'call' }
  | { kind: 'review' }
  | { kind: 'review-plan'; planId: string }
  | { kind: 'settle-plan-action'; planId: string; actionId: string }
  | { kind: 'review-support'; offerId: string }
  | { kind: 'review-flag'; flagId: string }
  | { kind: 'offer' }
  | { kind: 'open-case' }
  | { kind: 'look' }

/** Something that makes a pupil need someone, in plain words. */
export type Reason = {
  priority: number
  /** Why: one line. */
  why: string
  /** What is next: one line. */
  next: string
  /** The day on which it is due, or null. */
  dueOn: SchoolDay | null
  /** True when it is past its day. Late is a state: it stays until it is done. */
  late: boolean
  /** True when it asks for something today; false for what is only coming. */
  isNow: boolean
  /** Whose it is in particular: a promise's owner. Null: whoever answers for the case. */
  ownerId: string | null
  /** True when those who manage are to know of it, whoever has the case. */
  isForManagers?: boolean
  act: NextAct
}

/** How much something presses, where it is no reason of one pupil's. */
export type Pressing = Pick<Reason, 'priority' | 'dueOn' | 'late'>

/** One rule: the reasons that it finds for one pupil. Pure, so that every tablet finds the same. */
export type Rule = (subject: RuleSubject) => Reason[]

/** How to speak of a child within a sentence. */
export const pronoun = { female: 'her', male: 'him', unknown: 'them' } as const

/**
 * Where a day of our own stands in the order (a review, an agreed action), and how: the same for all of them, so that no
 * review hides behind another. What was agreed with a family as a promise comes before it.
 */
export const ofOwnDate = (
  dueOn: SchoolDay,
  today: SchoolDay,
): Pick<Reason, 'priority' | 'dueOn' | 'late' | 'isNow'> => {
  const late = dueOn < today
  return {
    priority: late ? priorities.reviewLate : dueOn === today ? priorities.reviewToday : priorities.reviewAhead,
    dueOn,
    late,
    isNow: dueOn <= today,
  }
}

/**
 * True for what belongs to the open case, or to none. What hangs on a case that was closed is not asked for: closing it
 * said what became of it.
 */
export const isOfOpenCase = ({ caseId }: { caseId: string | null }, absenceCase: AbsenceCase | null): boolean =>
  absenceCase !== null && (caseId === null || caseId === absenceCase.id)

export const firstLine = (words: string): string => words.split('\n', 1)[0] ?? ''
