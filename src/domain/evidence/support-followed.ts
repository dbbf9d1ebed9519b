import { stepsInOrder } from '../records/support-offer.ts'
import { latest, type Evidence } from './case-facts.ts'

/**
 * Something became of every offer: a yes or a no with its reason, and for a yes whether it was given. Source: enforcement is only
 * for where support failed, was refused or is not appropriate, so the record has to say which (domain: section 1.2).
 */
export const supportFollowed: Evidence = {
  name: 'support-followed',
  words: 'What came of each offer',
  from: 'formalise-support',
  shownOn: ({ offers }) => {
    const last = offers.map((offer) => stepsInOrder(offer).at(-1))
    // A yes alone says nothing of whether it was ever given.
    const isOpen = last.some((step) => step === undefined || step.what === 'accepted')
    return isOpen ? null : latest(last.flatMap((step) => (step === undefined ? [] : [step.on])))
  },
  missing: 'What came of an offer is not written: a yes or a no, and whether it was given.',
}
