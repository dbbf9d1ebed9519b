import { sayDue } from '../time/day-words.ts'
import { isBefore } from '../time/school-day.ts'
import { priorities, type Rule } from './rule.ts'

/** The day on which a case is looked at again. The guidance sets no interval: whoever has the case chose the day. */
export const reviewDue: Rule = ({ absenceCase, today, calendar }) => {
  const reviewOn = absenceCase?.reviewOn ?? null
  if (reviewOn === null) return []
  const late = isBefore(reviewOn, today)
  return [
    {
      priority: late ? priorities.reviewLate : reviewOn === today ? priorities.reviewToday : priorities.reviewAhead,
      why: late ? 'The review has not been held yet' : 'A review is coming up',
      next: `Review ${sayDue(reviewOn, today, calendar)}`,
      dueOn: reviewOn,
      late,
      isNow: reviewOn <= today,
      ownerId: null,
      act: { kind: 'review' },
    },
  ]
}
