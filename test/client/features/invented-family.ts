import type { AbsenceCase } from '#domain/records/absence-case.ts'
import type { Amendment } from '#domain/records/amendment.ts'
import type { Barrier } from '#domain/records/barrier.ts'
import type { ChildVoice } from '#domain/records/child-voice.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import type { CourtOrder } from '#domain/records/court-order.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import type { Organisation } from '#domain/records/organisation.ts'
import type { Parent } from '#domain/records/parent.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import type { Promise as MadePromise } from '#domain/records/promise.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import type { DoorstepRecord } from '#domain/records/record.ts'
import type { RestrictedThread } from '#domain/records/restricted-thread.ts'
import type { RiskFlag } from '#domain/records/risk-flag.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import type { Kept } from '#client/casework/kept-record.ts'

/** A fixed id for an invented person or thing: `idOf(7)`. */
export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export const hollins = idOf(1)
export const okoro = idOf(2)
export const hussain = idOf(3)
export const ayesha = idOf(10)
export const tariq = idOf(11)
export const household = idOf(20)
export const ayeshasCase = idOf(30)
export const mum = idOf(40)

/** Monday. */
export const today = '2026-11-23'

export const aSchool = (over: Partial<Organisation> = {}): Organisation => ({
  kind: 'organisation',
  id: hollins,
  code: 'hollins',
  name: 'Hollins School',
  type: 'school',
  phase: 'secondary',
  dfeNumber: null,
  ...over,
})

export const aColleague = (over: Partial<StaffMember> = {}): StaffMember => ({
  kind: 'staff-member',
  id: okoro,
  organisationId: hollins,
  name: 'Sam Okoro',
  role: 'attendance-lead',
  yearGroups: null,
  leftOn: null,
  ...over,
})

export const aPupil = (over: Partial<Pupil> = {}): Pupil => ({
  kind: 'pupil',
  id: ayesha,
  organisationId: hollins,
  upn: null,
  forename: 'Ayesha',
  surname: 'Rahman',
  preferredForename: null,
  preferredSurname: null,
  bornOn: '2012-10-02',
  sex: 'female',
  yearGroup: 9,
  registrationGroup: '9K',
  onRollFrom: '2023-09-04',
  leftOn: null,
  address: { lines: ['14 Alder Court', 'Hollins'], postcode: 'ZZ1 4AB' },
  householdId: household,
  firstLanguage: 'Bengali',
  sen: 'none',
  freeSchoolMeals: 'no',
  lookedAfter: 'no',
  hasSocialWorker: 'no',
  youngCarer: 'unknown',
  medicalNote: null,
  openCaseId: ayeshasCase,
  ...over,
})

export const aParent = (over: Partial<Parent> = {}): Parent => ({
  kind: 'parent',
  id: mum,
  pupilId: ayesha,
  title: 'Mrs',
  forename: 'Farida',
  surname: 'Rahman',
  relationship: 'mother',
  parentalResponsibility: 'yes',
  livesWithPupil: 'yes',
  priority: 1,
  phones: [{ number: '07700 900123', label: 'mobile', failing: false }],
  email: null,
  address: null,
  language: 'Bengali',
  interpreterNeeded: true,
  safeContactRule: null,
  doNotContact: false,
  ...over,
})

export const aCase = (over: Partial<AbsenceCase> = {}): AbsenceCase => ({
  kind: 'absence-case',
  id: ayeshasCase,
  pupilId: ayesha,
  organisationId: hollins,
  status: 'open',
  concerns: ['severe-absence'],
  reasons: { child: '', family: '', school: '' },
  stage: 'monitor',
  stageMoves: [
    {
      from: null,
      to: 'monitor',
      by: okoro,
      on: '2026-09-21',
      recordedAt: '2026-09-21T09:00:00.000Z',
      why: 'Mondays missed since September',
    },
  ],
  ownerId: okoro,
  reviewOn: '2026-12-01',
  openedOn: '2026-09-21',
  openedBy: okoro,
  closed: null,
  lastContactOn: null,
  lastSeenOn: null,
  failedVisits: 0,
  ...over,
})

export const aNote = (over: Partial<ContactNote> = {}): ContactNote => ({
  kind: 'contact-note',
  id: idOf(50),
  pupilId: ayesha,
  caseId: ayeshasCase,
  actId: idOf(51),
  by: okoro,
  byRole: 'attendance-lead',
  happenedOn: '2026-11-16',
  happenedAt: '08:50',
  recordedAt: '2026-11-16T08:52:00.000Z',
  means: 'phone-out',
  result: 'spoke',
  durationMinutes: null,
  startedBy: 'school',
  participants: [{ parentId: mum, name: 'Mrs Farida Rahman', relationship: 'Mum' }],
  numberUsed: '07700 900123',
  interpreter: 'none',
  facts: 'Mum said mornings are hard.',
  opinion: '',
  familyView: '',
  childWords: '',
  schoolView: '',
  positive: false,
  warningGiven: 'none',
  confidentialSource: false,
  safeguarding: { concern: 'none', reference: '' },
  ...over,
})

export const aVisit = (over: Partial<HomeVisit> = {}): HomeVisit => ({
  kind: 'home-visit',
  id: idOf(60),
  pupilId: ayesha,
  caseId: ayeshasCase,
  actId: idOf(61),
  by: okoro,
  byRole: 'attendance-lead',
  happenedOn: '2026-11-20',
  happenedAt: null,
  recordedAt: '2026-11-20T10:21:00.000Z',
  planned: true,
  reason: 'no-contact',
  withStaff: [],
  forewarned: false,
  address: null,
  arrivedAt: '10:15',
  leftAt: null,
  access: 'no-reply',
  answeredBy: [],
  cardLeft: true,
  saw: 'Curtains moved upstairs.',
  thinks: '',
  familyWords: '',
  riskAction: 'none',
  outcome: 'follow-up-visit',
  nextStep: '',
  seen: 'not-seen',
  childWords: '',
  privateLines: '',
  returnOn: null,
  ...over,
})

export const aBarrier = (over: Partial<Barrier> = {}): Barrier => ({
  kind: 'barrier',
  id: idOf(70),
  pupilId: ayesha,
  caseId: ayeshasCase,
  about: 'peers',
  raisedBy: 'child',
  words: 'I get stared at in the changing rooms.',
  raisedOn: '2026-11-12',
  status: 'confirmed',
  severity: 2,
  agreedByFamily: 'yes',
  evidence: '',
  reviewOn: null,
  removedOn: null,
  whatWorked: '',
  by: okoro,
  recordedAt: '2026-11-12T12:00:00.000Z',
  ...over,
})

export const aVoice = (over: Partial<ChildVoice> = {}): ChildVoice => ({
  kind: 'child-voice',
  id: idOf(75),
  pupilId: ayesha,
  caseId: ayeshasCase,
  heardOn: '2026-11-18',
  method: 'conversation',
  through: '',
  alone: 'alone',
  words: 'I get stared at.',
  wouldHelp: '',
  goodAtSchool: '',
  agreesWithPlan: 'not-asked',
  consent: 'share',
  declined: null,
  by: okoro,
  byRole: 'attendance-lead',
  recordedAt: '2026-11-18T12:00:00.000Z',
  ...over,
})

export const aPromise = (over: Partial<MadePromise> = {}): MadePromise => ({
  kind: 'promise',
  id: idOf(80),
  pupilId: ayesha,
  caseId: ayeshasCase,
  words: 'bus pass',
  promisedTo: 'Mum',
  ownerId: okoro,
  dueOn: '2026-11-19',
  madeOn: '2026-11-12',
  by: okoro,
  recordedAt: '2026-11-12T12:05:00.000Z',
  settled: null,
  ...over,
})

export const aRiskFlag = (over: Partial<RiskFlag> = {}): RiskFlag => ({
  kind: 'risk-flag',
  id: idOf(90),
  pupilId: ayesha,
  about: 'dog-or-animal',
  severity: 'two-people',
  evidence: 'A large dog, loose, seen from the gate.',
  raisedOn: '2026-10-01',
  reviewBy: '2026-12-20',
  by: okoro,
  recordedAt: '2026-10-01T15:00:00.000Z',
  reviews: [],
  endedOn: null,
  ...over,
})

export const aCourtOrder = (over: Partial<CourtOrder> = {}): CourtOrder => ({
  kind: 'court-order',
  id: idOf(94),
  pupilId: ayesha,
  parentIds: [mum],
  otherPerson: '',
  forbids: ['collecting', 'knowing-address'],
  says: 'Not to collect Ayesha. Told by the social worker.',
  since: '2026-09-03',
  until: null,
  by: hussain,
  recordedAt: '2026-11-02T10:00:00.000Z',
  seen: [],
  ended: null,
  ...over,
})

export const anAmendment = (over: Partial<Amendment> = {}): Amendment => ({
  kind: 'amendment',
  id: idOf(95),
  pupilId: ayesha,
  noteId: idOf(50),
  field: 'facts',
  words: 'It was her aunt who answered.',
  why: 'Wrong person named',
  by: hussain,
  byRole: 'head-of-year',
  recordedAt: '2026-11-17T09:00:00.000Z',
  ...over,
})

/** A record the office has: received the moment it was recorded, under a short reference. */
export const received = <R extends DoorstepRecord>(
  record: R,
  receivedAt = '2026-11-16T08:52:00.000Z',
  reference = '7F3A',
): Kept<R> => ({
  record,
  waiting: 0,
  receivedAt,
  reference,
})

/** A record that only this tablet has. */
export const onlyHere = <R extends DoorstepRecord>(record: R): Kept<R> => ({
  record,
  waiting: 3,
  receivedAt: null,
  reference: null,
})

/** Ayesha's brother Tariq, of the same household and without a case, whose file is on the tablet too. */
export const aBrother = (): Kept[] => [
  received(
    aPupil({
      id: tariq,
      forename: 'Tariq',
      sex: 'male',
      yearGroup: 7,
      registrationGroup: '7B',
      bornOn: '2014-03-01',
      openCaseId: null,
    }),
  ),
]

/** What was told to the safeguarding lead about Ayesha; its notes are records of their own. */
export const aThread = (over: Partial<RestrictedThread> = {}): RestrictedThread => ({
  kind: 'restricted-thread',
  id: idOf(600),
  pupilId: ayesha,
  organisationId: hollins,
  called: 'Ayesha Rahman',
  urgency: 'today',
  fromNoteId: null,
  by: okoro,
  byRole: 'attendance-lead',
  recordedAt: '2026-11-23T09:50:00.000Z',
  readers: [],
  formerReaders: [],
  readings: [],
  outcomes: [],
  ...over,
})

/** A visit to both children, planned by Sam Okoro for today. */
export const aPlannedVisit = (over: Partial<PlannedVisit> = {}): PlannedVisit => ({
  kind: 'planned-visit',
  id: idOf(300),
  organisationId: hollins,
  personId: okoro,
  pupilIds: [ayesha, tariq],
  on: today,
  at: '11:00',
  order: 0,
  reason: 'engagement',
  withId: hussain,
  aloneBecause: '',
  flagsRead: [],
  recordedAt: '2026-11-20T15:00:00.000Z',
  moves: [],
  ended: null,
  ...over,
})
