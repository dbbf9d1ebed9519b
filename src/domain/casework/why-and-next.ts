import type { AbsenceCase } from '../records/absence-case.ts'
import type { Barrier } from '../records/barrier.ts'
import type { Promise } from '../records/promise.ts'
import type { Pupil } from '../records/pupil.ts'
import { sayDue, saySchoolDays } from '../time/day-words.ts'
import { schoolDaysFrom, type SchoolCalendar } from '../time/school-calendar.ts'
import { isBefore, type SchoolDay } from '../time/school-day.ts'

/** What a row of *My caseload* is worked out from: one pupil's records, the day it is, and the school's calendar. */
export type RowSubject = {
  pupil: Pick<Pupil, 'sex'>
  /** The open case, or null when there is none. */
  absenceCase: AbsenceCase | null
  promises: readonly Promise[]
  barriers: readonly Barrier[]
  today: SchoolDay
  calendar: SchoolCalendar
}

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

/** Something that puts a pupil in the list. */
type Reason = { priority: number; why: string; next: string; dueOn: SchoolDay | null; late: boolean }

/** In the order in which they matter: the child first, then our word to the family, then our own dates. */
const priorities = {
  visitsUnanswered: 1,
  longUnseen: 2,
  promiseLate: 3,
  neverReached: 4,
  reviewLate: 5,
  promiseToday: 6,
  reviewToday: 7,
  visitUnanswered: 8,
  unseen: 9,
  nothingPromised: 10,
  promiseAhead: 11,
  reviewAhead: 12,
  nothingDue: 13,
  noCase: 14,
} as const

/** From how many school days a fact is worth a row of its own; our own working measures, not the guidance's. */
const LONG_UNSEEN = 10
const UNSEEN = 5
const NEVER_REACHED = 2
const NOTHING_PROMISED = 5

/**
 * Why this pupil needs someone, and what is next. `why` is what matters most; `next` is whatever is due now, or else the
 * step that answers the why. It knows only what was written down here: not being seen means that nobody noted it.
 */
export const whyAndNext = (subject: RowSubject): WhyAndNext => {
  const { absenceCase } = subject
  const dated = [
    ...promiseReasons(subject),
    ...(absenceCase === null ? [] : reviewReasons(subject, absenceCase)),
  ].toSorted(byPriority)
  const reasons = [
    ...dated,
    ...(absenceCase === null ? [noCase] : [...aboutChild(subject, absenceCase), ...aboutBarriers(subject), nothingDue]),
  ].toSorted(byPriority)
  const [first = nothingDue] = reasons
  const pressing = dated.find((reason) => reason.dueOn !== null && reason.dueOn <= subject.today)
  const { next, late } = pressing ?? first
  const days = dated.flatMap((reason) => (reason.dueOn === null ? [] : [reason.dueOn])).toSorted()
  return { why: first.why, next, late, priority: first.priority, dueOn: days[0] ?? null }
}

/** Puts rows in the order in which they need someone. */
export const byNeed = (a: WhyAndNext, b: WhyAndNext): number => {
  if (a.priority !== b.priority) return a.priority - b.priority
  if (a.dueOn === b.dueOn) return 0
  if (a.dueOn === null) return 1
  if (b.dueOn === null) return -1
  return isBefore(a.dueOn, b.dueOn) ? -1 : 1
}

const byPriority = (a: Reason, b: Reason): number =>
  a.priority - b.priority || (a.dueOn ?? '').localeCompare(b.dueOn ?? '')

const nothingDue: Reason = {
  priority: priorities.nothingDue,
  why: 'Nothing is due',
  next: 'Set the next review',
  dueOn: null,
  late: false,
}

const noCase: Reason = {
  priority: priorities.noCase,
  why: 'No case is open',
  next: 'Open a case if one is needed',
  dueOn: null,
  late: false,
}

const promiseReasons = ({ promises, today, calendar }: RowSubject): Reason[] =>
  promises
    .filter((promise) => promise.settled === null)
    .map((promise) => {
      const late = isBefore(promise.dueOn, today)
      const due = sayDue(promise.dueOn, today, calendar)
      const to = promise.promisedTo === '' ? '' : ` to ${promise.promisedTo}`
      return {
        priority: late
          ? priorities.promiseLate
          : promise.dueOn === today
            ? priorities.promiseToday
            : priorities.promiseAhead,
        why: `We made a promise${to}, ${due}`,
        next: `Promise ${due}: ${firstLine(promise.words)}`,
        dueOn: promise.dueOn,
        late,
      }
    })

const reviewReasons = ({ today, calendar }: RowSubject, { reviewOn }: AbsenceCase): Reason[] => {
  if (reviewOn === null) return []
  const late = isBefore(reviewOn, today)
  const due = sayDue(reviewOn, today, calendar)
  return [
    {
      priority: late ? priorities.reviewLate : reviewOn === today ? priorities.reviewToday : priorities.reviewAhead,
      why: late ? 'The review has not been held yet' : 'A review is coming up',
      next: `Review ${due}`,
      dueOn: reviewOn,
      late,
    },
  ]
}

const aboutChild = (subject: RowSubject, absenceCase: AbsenceCase): Reason[] => {
  const { today, calendar } = subject
  const them = pronoun[subject.pupil.sex]
  const reasons: Reason[] = []
  const { failedVisits, lastContactOn, lastSeenOn, openedOn } = absenceCase
  if (failedVisits > 0) {
    reasons.push({
      priority: failedVisits > 1 ? priorities.visitsUnanswered : priorities.visitUnanswered,
      why: failedVisits > 1 ? `${failedVisits} visits in a row with no answer` : 'Nobody answered the last visit',
      next: failedVisits > 1 ? 'Try another way, and tell the safeguarding lead' : 'Try another time of day',
      dueOn: null,
      late: false,
    })
  }
  const unseenFor = schoolDaysFrom(lastSeenOn ?? openedOn, today, calendar)
  if (unseenFor >= UNSEEN) {
    const days = saySchoolDays(unseenFor)
    reasons.push({
      priority: unseenFor >= LONG_UNSEEN ? priorities.longUnseen : priorities.unseen,
      why:
        lastSeenOn === null
          ? `Nobody has noted seeing ${them} since the case opened, ${days} ago`
          : `Nobody has noted seeing ${them} for ${days}`,
      next: `See ${them}, or note who has`,
      dueOn: null,
      late: false,
    })
  }
  const openFor = schoolDaysFrom(openedOn, today, calendar)
  if (openFor >= NEVER_REACHED && (lastContactOn === null || isBefore(lastContactOn, openedOn))) {
    reasons.push({
      priority: priorities.neverReached,
      why: `The family has not been reached since the case opened, ${saySchoolDays(openFor)} ago`,
      next: 'Ring the family',
      dueOn: null,
      late: false,
    })
  }
  return reasons
}

/** A barrier that was heard, is still there, and after which nothing was promised. */
const aboutBarriers = ({ barriers, promises, today, calendar }: RowSubject): Reason[] => {
  const waiting = barriers
    .filter(({ about, status }) => about !== 'protective' && ['suspected', 'confirmed', 'recurring'].includes(status))
    .filter(({ raisedOn }) => !promises.some((promise) => promise.madeOn >= raisedOn))
    .map(({ raisedOn }) => schoolDaysFrom(raisedOn, today, calendar))
    .filter((days) => days >= NOTHING_PROMISED)
  if (waiting.length === 0) return []
  return [
    {
      priority: priorities.nothingPromised,
      why: `A barrier was heard ${saySchoolDays(Math.max(...waiting))} ago, and nothing is promised yet`,
      next: 'Offer something, or say why not',
      dueOn: null,
      late: false,
    },
  ]
}

const pronoun = { female: 'her', male: 'him', unknown: 'them' } as const

const firstLine = (words: string): string => words.split('\n', 1)[0] ?? ''
