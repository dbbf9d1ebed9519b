import { latest, type Evidence } from './case-facts.ts'

/**
 * What keeps the child away is written down. Source: *Working together to improve school attendance*, understand and remove
 * barriers before formal steps (domain: sections 1.2 and 1.3).
 */
export const barriersRecorded: Evidence = {
  name: 'barriers-recorded',
  words: 'Barriers written down',
  from: 'formalise-support',
  shownOn: ({ barriers }) =>
    latest(barriers.filter(({ about }) => about !== 'protective').map(({ raisedOn }) => raisedOn)),
  missing: 'Nothing is written about what keeps the child away.',
}
