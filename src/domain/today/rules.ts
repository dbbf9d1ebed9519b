import { barrierUnanswered } from './barrier-unanswered.ts'
import { childUnseen } from './child-unseen.ts'
import { contactOverdue } from './contact-overdue.ts'
import { firstContact } from './first-contact.ts'
import { flagReviewDue } from './flag-review-due.ts'
import { planActionDue } from './plan-action-due.ts'
import { planReviewDue } from './plan-review-due.ts'
import { promiseDue } from './promise-due.ts'
import { reviewDue } from './review-due.ts'
import { priorities, type Reason, type Rule, type RuleSubject } from './rule.ts'
import { supportReviewDue } from './support-review-due.ts'
import { visitsUnanswered } from './visits-unanswered.ts'

/** Rules about any pupil, with or without a case. */
const always: readonly Rule[] = [promiseDue, flagReviewDue]

/** Rules about an open case. A new one is one file and one line here. */
const ofCase: readonly Rule[] = [
  reviewDue,
  planReviewDue,
  planActionDue,
  supportReviewDue,
  visitsUnanswered,
  childUnseen,
  firstContact,
  contactOverdue,
  barrierUnanswered,
]

/** What stands where no rule finds anything. */
export const nothingDue: Reason = {
  priority: priorities.nothingDue,
  why: 'Nothing is due',
  next: 'Set the next review',
  dueOn: null,
  late: false,
  isNow: false,
  ownerId: null,
  act: { kind: 'review' },
}

export const noCase: Reason = {
  priority: priorities.noCase,
  why: 'No case is open',
  next: 'Open a case if one is needed',
  dueOn: null,
  late: false,
  isNow: false,
  ownerId: null,
  act: { kind: 'open-case' },
}

/** Every reason why this pupil needs someone, the most pressing first. */
export const reasonsFor = (subject: RuleSubject): Reason[] =>
  [...always, ...(subject.absenceCase === null ? [] : ofCase)].flatMap((rule) => rule(subject)).toSorted(byPressing)

/** The rules of reviews: what somebody set a day for, to look at it again. A plan's actions are done, not reviewed. */
const reviews: readonly Rule[] = [reviewDue, planReviewDue, supportReviewDue, flagReviewDue]

/** What is to be looked at again, of the case, its plans, its support and its warnings; the most pressing first. */
export const reviewsOf = (subject: RuleSubject): Reason[] =>
  reviews.flatMap((rule) => rule(subject)).toSorted(byPressing)

/** By priority, then by what is due first. */
export const byPressing = (a: Pick<Reason, 'priority' | 'dueOn'>, b: Pick<Reason, 'priority' | 'dueOn'>): number => {
  if (a.priority !== b.priority) return a.priority - b.priority
  if (a.dueOn === b.dueOn) return 0
  if (a.dueOn === null) return 1
  if (b.dueOn === null) return -1
  return a.dueOn < b.dueOn ? -1 : 1
}
