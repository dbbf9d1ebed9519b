import type { MorningRule } from './rule.ts'

/**
 * What the roll says of the child that makes being alone harder: an education, health and care plan, or somebody at home whom they
 * look after. The guidance has schools watch over both groups (domain: section 1.6); putting them before the rest is our own measure.
 */
export const needsMoreCare: MorningRule = ({ pupil }) => [
  ...(pupil.sen === 'ehcp' ? [{ tier: 'next' as const, why: 'Has an education, health and care plan' }] : []),
  ...(pupil.youngCarer === 'yes' ? [{ tier: 'next' as const, why: 'Young carer' }] : []),
]
