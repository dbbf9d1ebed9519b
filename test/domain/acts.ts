import { staff } from './small-school.ts'

/** A call to Mum that was answered, without the children it is about. */
export const aCall = {
  happenedOn: '2026-11-19',
  happenedAt: '14:05',
  means: 'phone-out',
  result: 'spoke',
  durationMinutes: null,
  startedBy: 'school',
  participants: [],
  numberUsed: '07700 900123',
  interpreter: 'none',
  facts: 'Mum says the mornings are hardest.',
  opinion: '',
  familyView: '',
  schoolView: '',
  positive: false,
  warningGiven: 'none',
  confidentialSource: false,
  safeguarding: { concern: 'none', reference: '' },
} as const

/** A visit where someone came to the door, without the children it is about. */
export const aVisit = {
  happenedOn: '2026-11-19',
  happenedAt: null,
  planned: true,
  reason: 'engagement',
  withStaff: [],
  forewarned: true,
  address: null,
  arrivedAt: null,
  leftAt: null,
  access: 'doorstep',
  answeredBy: [],
  cardLeft: false,
  saw: 'Curtains open, shoes by the door.',
  thinks: '',
  familyWords: 'We are all tired.',
  riskAction: 'none',
  outcome: 'plan-agreed',
  nextStep: '',
} as const

export const seenChild = {
  seen: 'seen-and-spoken-alone',
  childWords: 'I hate PE.',
  privateLines: '',
  returnOn: null,
} as const
export const unseenChild = { seen: 'not-seen', childWords: '', privateLines: '', returnOn: null } as const

/** What is said of a barrier when it is heard, without its identity. */
export const theBusPass = {
  about: 'travel',
  raisedBy: 'parent',
  words: 'We cannot pay for the bus.',
  status: 'confirmed',
  severity: 2,
  agreedByFamily: 'yes',
  evidence: '',
  reviewOn: null,
} as const

/** What is said of a promise when it is made, without its identity. */
export const aPromise = {
  words: 'Ring about the bus pass.',
  promisedTo: 'Mum',
  ownerId: staff['education-welfare-officer'],
  dueOn: '2026-11-26',
} as const

/** A visit planned for a morning, without whose it is and whom it is about. */
export const aPlan = {
  on: '2026-11-20',
  at: '10:30',
  order: 0,
  reason: 'engagement',
  withId: null,
  aloneBecause: '',
  flagsRead: [],
} as const
