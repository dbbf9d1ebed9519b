import type { SupportStep } from '#domain/records/support-offer.ts'

/** Where an offer stands, within a line. A no is said as theirs, without blame. */
export const offerStateWords: Record<SupportStep | 'waiting', string> = {
  waiting: 'no answer yet',
  accepted: 'they said yes',
  declined: 'they said no',
  delivered: 'given',
  'not-delivered': 'not given yet',
  reviewed: 'looked at again',
}
