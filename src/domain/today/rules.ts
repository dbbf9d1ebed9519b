import { barrierUnanswered } from './barrier-unanswered.ts'
import { childUnseen } from './child-unseen.ts'
import { contactOverdue } from './contact-overdue.ts'
import { firstContact } from './first-contact.ts'
import { promiseDue } from './promise-due.ts'
import { reviewDue } from './review-due.ts'
import { priorities, type Reason, type Rule, type RuleSubject } from './rule.ts'
import { visitsUnanswered } from './visits-unanswered.ts'

/** Rules about any pupil, with or without a case. */
const always: readonly Rule[] = [promiseDue]

/** Rules about an open case. A new one is one file and one line here. */
const ofCase: readonly Rule[] = [
  reviewDue,
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

/** By priority, then by what is due first. */
export const byPressing = (a: Pick<Reason, 'priority' | 'dueOn'>, b: Pick<Reason, 'priority' | 'dueOn'>): number => {
  if (a.priority !== b.priority) return a.priority - b.priority
  if (a.dueOn === b.dueOn) return 0
  if (a.dueOn === null) return 1
  if (b.dueOn === null) return -1
  return a.dueOn < b.dueOn ? -1 : 1
}
