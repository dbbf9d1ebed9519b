import type { MorningRule } from './rule.ts'

/**
 * Something is written for the safeguarding lead. The file says so to everybody who may open it and says no more, so neither does this;
 * what it is may be old or settled, and a missing child is not the place to guess (domain: section 4.3, the red group).
 */
export const safeguardingTold: MorningRule = ({ isRestricted }) =>
  isRestricted ? [{ tier: 'first', why: 'The safeguarding lead knows something about this child' }] : []
