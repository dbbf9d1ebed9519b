import { riskAboutWords } from '../records/risk-flag.ts'
import { sayDue } from '../time/day-words.ts'
import { ofOwnDate, type Rule } from './rule.ts'

/**
 * The day by which a warning about a home must be looked at again. It is a personal fact about adults, so it may not stand
 * unexamined, and whoever goes to the door relies on it (domain: section 4.6, where the day is mandatory). With or without
 * an open case: the warning stands until somebody ends it.
 */
export const flagReviewDue: Rule = ({ riskFlags, today, calendar }) =>
  riskFlags
    .filter(({ endedOn }) => endedOn === null)
    .map((flag) => {
      const due = sayDue(flag.reviewBy, today, calendar)
      return {
        ...ofOwnDate(flag.reviewBy, today),
        why: `The warning (${riskAboutWords[flag.about].toLowerCase()}) is to be looked at again, ${due}`,
        next: `Review of a warning ${due}`,
        ownerId: null,
        act: { kind: 'review-flag', flagId: flag.id } as const,
      }
    })
