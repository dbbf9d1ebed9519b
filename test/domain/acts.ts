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

/** What Aisha said, without its identity. */
export const aVoice = {
  heardOn: '2026-11-18',
  method: 'conversation',
  through: '',
  alone: 'alone',
  words: 'Nobody sits with me at lunch.',
  wouldHelp: 'A place to go at lunch.',
  goodAtSchool: 'Art.',
  agreesWithPlan: 'not-asked',
  consent: 'share',
  declined: null,
} as const

/** How the school sees a barrier. */
export const aView = {
  side: 'school',
  sees: 'partly',
  effect: 1,
  words: 'She is on time when the bus runs.',
  on: '2026-11-18',
} as const

/** What was offered to Mum, without its identity. */
export const anOffer = {
  words: 'A bus pass until Easter.',
  offeredTo: 'Mum',
  givenBy: 'School',
  agencyId: null,
  barrierIds: [],
  offeredOn: '2026-11-10',
  reviewOn: null,
} as const

export const anAgency = {
  type: 'early-help',
  name: 'Larkmere family centre',
  person: 'Jo Marsh',
  phone: '01632 960111',
  role: 'Helps with mornings.',
  since: '2026-10-01',
  consent: 'agreed',
} as const

export const anAction = { words: 'Meet Aisha at the gate.', owner: 'Mr Adeyemi', dueOn: '2026-11-30' } as const

/** A plan without its identity and its actions. */
export const aSupportPlan = {
  type: 'support-plan',
  known: 'Away on nine of the last ten Mondays.',
  aim: 'In on Mondays.',
  target: 'In for 8 of the next 10 Monday sessions.',
  barrierIds: [],
  startsOn: '2026-11-12',
  reviewOn: '2026-12-10',
  endsOn: null,
  parties: [{ name: 'Mum', side: 'family', agrees: 'yes', words: '' }],
  contract: null,
} as const

/** A meeting that Mum came to and Aisha did not. */
export const aMeeting = {
  happenedOn: '2026-11-17',
  happenedAt: '09:15',
  about: 'support',
  where: 'School',
  invited: [
    { name: 'Mum', side: 'family', came: 'came' },
    { name: 'Aisha', side: 'child', came: 'did-not-come' },
  ],
  said: { child: '', family: 'Mondays are the worst.', school: 'We miss her.', council: '' },
  agreed: 'A place to go at lunch.',
  nextOn: null,
} as const
