import type { MorningRule } from './rule.ts'

/**
 * A child in care or with a social worker: red in published procedures, and the guidance wants the social worker told of any unexplained
 * absence (domain: sections 1.5, 1.6 and 4.3). A child protection plan is among them: a school's roll says only that there is a social worker.
 */
export const knownToSocialCare: MorningRule = ({ pupil }) => {
  if (pupil.lookedAfter === 'yes') return [{ tier: 'first', why: 'Looked after: tell the social worker too' }]
  if (pupil.hasSocialWorker === 'yes') return [{ tier: 'first', why: 'Has a social worker: tell them too' }]
  return []
}
