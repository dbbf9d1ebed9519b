import type { MorningRule } from './rule.ts'

/** A case is open: somebody already works with the family, and is to hear of today (amber, *agency or EWO involved*; domain: section 4.3). */
export const beingSupported: MorningRule = ({ absenceCase }) =>
  absenceCase === null ? [] : [{ tier: 'next', why: 'Has an open case' }]
