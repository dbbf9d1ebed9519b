import { sayDue } from '../time/day-words.ts'
import { ofOwnDate, type Rule } from './rule.ts'

/** The day on which a case is looked at again. The guidance sets no interval: whoever has the case chose the day. */
export const reviewDue: Rule = ({ absenceCase, today, calendar }) => {
  const reviewOn = absenceCase?.reviewOn ?? null
  if (reviewOn === null) return []
  const ofDate = ofOwnDate(reviewOn, today)
  return [
    {
      ...ofDate,
      why: ofDate.late ? 'The review has not been held yet' : 'A review is coming up',
      next: `Review ${sayDue(reviewOn, today, calendar)}`,
      ownerId: null,
      act: { kind: 'review' },
    },
  ]
}
