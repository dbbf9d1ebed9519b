import { nextSupportReview } from '../records/support-offer.ts'
import { sayDue } from '../time/day-words.ts'
import { firstLine, isOfOpenCase, ofOwnDate, type Rule } from './rule.ts'

/**
 * The day on which what came of an offer of support is looked at. Before a formal step the record must show what was offered,
 * whether it was given and what it did (domain: section 1.2, rung 4; section 3.2, support given so far). Whoever
 * offered it chose the day.
 */
export const supportReviewDue: Rule = ({ offers, absenceCase, today, calendar }) =>
  offers.flatMap((offer) => {
    const on = nextSupportReview(offer)
    if (on === null || !isOfOpenCase(offer, absenceCase)) return []
    const due = sayDue(on, today, calendar)
    return [
      {
        ...ofOwnDate(on, today),
        why: `What came of an offer of support is to be looked at, ${due}`,
        next: `Look at support ${due}: ${firstLine(offer.words)}`,
        ownerId: null,
        act: { kind: 'review-support', offerId: offer.id } as const,
      },
    ]
  })
