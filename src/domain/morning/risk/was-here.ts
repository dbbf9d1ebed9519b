import type { MorningRule } from './rule.ts'

/**
 * A child who was at school in the morning and is missing in the afternoon left during the day, and the family takes them to be at school. Our
 * own measure: published procedures speak of the morning alone, and this child is known to be where nobody meant them to be.
 */
export const wasHere: MorningRule = ({ wasHere: isGone }) =>
  isGone ? [{ tier: 'first', why: 'Was here this morning' }] : []
