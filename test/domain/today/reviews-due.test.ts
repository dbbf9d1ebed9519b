import { describe, expect, test } from 'vitest'
import type { Plan } from '#domain/records/plan.ts'
import type { RiskFlag } from '#domain/records/risk-flag.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import type { SupportNote, SupportOffer } from '#domain/records/support-offer.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { mondayRowOf } from '#domain/today/monday.ts'
import { reviewsOf } from '#domain/today/rules.ts'
import { linesOf, type TodaySubject } from '#domain/today/today-lines.ts'
import { whyAndNext } from '#domain/today/why-and-next.ts'
import { absenceCase, aisha, aishasCase, hollins, id, pupil, staff } from '../small-school.ts'

// Monday. The Friday before is 20 November.
const today = '2026-11-23'
const officer = staff['education-welfare-officer']
const written = { by: officer, recordedAt: '2026-10-12T10:00:00.000Z' }

const plan = (over: Partial<Plan> = {}): Plan => ({
  kind: 'plan',
  id: id(61),
  pupilId: aisha,
  caseId: aishasCase,
  type: 'support-plan',
  known: '',
  aim: 'Aisha is in every morning',
  target: '',
  barrierIds: [],
  startsOn: '2026-10-12',
  reviewOn: '2026-11-20',
  endsOn: null,
  parties: [],
  actions: [],
  contract: null,
  reviews: [],
  ...written,
  ...over,
})
const action = (over: Partial<Plan['actions'][number]> = {}): Plan['actions'][number] => ({
  id: id(62),
  words: 'Walk to the gate with Aisha',
  owner: 'Mr Adeyemi',
  dueOn: today,
  settled: null,
  ...over,
})
const offer = (over: Partial<SupportOffer> = {}): SupportOffer => ({
  kind: 'support-offer',
  id: id(63),
  pupilId: aisha,
  caseId: aishasCase,
  words: 'Breakfast club',
  offeredTo: 'Mum',
  givenBy: 'School',
  agencyId: null,
  barrierIds: [],
  offeredOn: '2026-10-12',
  reviewOn: today,
  steps: [],
  ...written,
  ...over,
})
const step = (what: SupportNote['what']): SupportNote => ({
  what,
  on: '2026-11-02',
  words: '',
  effect: null,
  ...written,
})
const warning = (over: Partial<RiskFlag> = {}): RiskFlag => ({
  kind: 'risk-flag',
  id: id(64),
  pupilId: aisha,
  about: 'dog-or-animal',
  severity: 'two-people',
  evidence: 'A large dog, loose in the yard on 9 October.',
  raisedOn: '2026-10-12',
  reviewBy: '2026-11-18',
  reviews: [],
  endedOn: null,
  ...written,
  ...over,
})
const subject = (over: Partial<TodaySubject> = {}): TodaySubject => ({
  pupil: pupil(),
  absenceCase: absenceCase({
    openedOn: '2026-09-14',
    ownerId: officer,
    lastSeenOn: '2026-11-20',
    lastContactOn: '2026-11-20',
  }),
  promises: [],
  barriers: [],
  plans: [],
  offers: [],
  riskFlags: [],
  today,
  calendar: noClosuresEntered,
  ...over,
})
const member = (role: StaffMember['role'], personId: string): StaffMember => ({
  kind: 'staff-member',
  id: personId,
  organisationId: hollins,
  name: 'Pat Example',
  role,
  yearGroups: null,
  leftOn: null,
})
const mine = member('education-welfare-officer', officer)
const lines = (over: Partial<TodaySubject>, who = mine) => linesOf(subject(over), who)

const due = (over: Partial<TodaySubject>) => reviewsOf(subject(over)).filter(({ isNow }) => isNow).length

describe('a plan', () => {
  test('whose review was due on Friday is late, and says what is asked', () => {
    expect(lines({ plans: [plan()] })).toEqual([
      {
        key: `${aisha}/review-plan/${id(61)}`,
        pupilId: aisha,
        title: 'Review the support plan: Aisha Thornbury',
        why: 'The support plan is to be reviewed, late by 1 school day. Say how it went, and whether it goes on.',
        act: { kind: 'review-plan', planId: id(61) },
        priority: 5,
        dueOn: '2026-11-20',
        late: true,
      },
    ])
  })

  test('is asked about on the day that its last review set, and never again once a review ended it', () => {
    const review = { on: '2026-11-20', attended: '', progress: 'In four days of five.', ...written }
    const goesOn = plan({ reviews: [{ ...review, decision: 'go-on', nextReviewOn: '2026-12-11' }] })
    expect(lines({ plans: [goesOn] })).toEqual([])
    expect(lines({ plans: [goesOn], today: '2026-12-11' }).map(({ act }) => act.kind)).toContain('review-plan')
    const ended = plan({
      actions: [action()],
      reviews: [{ ...review, decision: 'end', nextReviewOn: null }],
    })
    expect(lines({ plans: [ended] })).toEqual([])
  })

  test('asks how its actions went, those of one plan together, and no longer once they are settled', () => {
    const ahead = { reviewOn: '2026-12-11' }
    const [line, ...others] = lines({
      plans: [plan({ ...ahead, actions: [action(), action({ id: id(65), owner: 'Mum', dueOn: '2026-11-18' })] })],
    })
    expect(others).toEqual([])
    expect(line).toMatchObject({
      title: 'Ask how it went: Walk to the gate with Aisha, Aisha Thornbury',
      why: 'An action of a plan is for Mum to do, late by 3 school days. Say whether it was done. An action of a plan is for Mr Adeyemi to do, due today.',
      late: true,
    })
    const settled = { how: 'not-done', on: today, words: '', ...written } as const
    expect(lines({ plans: [plan({ ...ahead, actions: [action({ settled })] })] })).toEqual([])
  })

  test('of a case that was closed asks for nothing', () => {
    expect(lines({ plans: [plan({ actions: [action()] })], absenceCase: null })).toEqual([])
    expect(lines({ plans: [plan({ caseId: id(99), actions: [action()] })] })).toEqual([])
  })
})

describe('support', () => {
  test('is looked at on its day, until somebody said what came of it', () => {
    const [line] = lines({ offers: [offer({ steps: [step('accepted'), step('delivered')] })] })
    expect(line).toMatchObject({
      title: 'Look at what came of it: Breakfast club, Aisha Thornbury',
      why: 'What came of an offer of support is to be looked at, due today. Say whether it was given, and whether it helped.',
      act: { kind: 'review-support', offerId: id(63) },
      late: false,
    })
    expect(lines({ offers: [offer({ steps: [step('delivered'), step('reviewed')] })] })).toEqual([])
  })

  test('that was declined has nothing to be looked at; support that was promised and not given has', () => {
    expect(lines({ offers: [offer({ steps: [step('declined')] })] })).toEqual([])
    expect(lines({ offers: [offer({ steps: [step('accepted'), step('not-delivered')] })] })).toHaveLength(1)
  })
})

describe('a warning about a home', () => {
  test('past its day asks to be looked at again, and says that it stands until then', () => {
    const [line] = lines({ riskFlags: [warning()] })
    expect(line).toMatchObject({
      title: 'Look at the warning again: Aisha Thornbury',
      why: 'The warning (dog or other animal) is to be looked at again, late by 3 school days. Until then it stands as it was written. Keep it with a new day, or end it.',
      act: { kind: 'review-flag', flagId: id(64) },
      late: true,
    })
    expect(lines({ riskFlags: [warning({ endedOn: '2026-11-20' })] })).toEqual([])
  })

  test('without an open case is for those who lead: nobody else answers for the child', () => {
    const lead = member('attendance-lead', staff['attendance-lead'])
    expect(lines({ riskFlags: [warning()], absenceCase: null }, lead)).toHaveLength(1)
    expect(lines({ riskFlags: [warning()], absenceCase: null })).toEqual([])
  })
})

test('every review counts as one that is due, an action does not: it is done, not reviewed', () => {
  expect(due({ plans: [plan()], offers: [offer()], riskFlags: [warning()] })).toBe(3)
  expect(due({ plans: [plan({ reviewOn: '2026-12-11', actions: [action()] })] })).toBe(0)
})

test('the caseload says what is next by the plan, and Monday’s sheet counts what is late as stuck', () => {
  expect(whyAndNext(subject({ plans: [plan()] }))).toEqual({
    why: 'The support plan is to be reviewed, late by 1 school day',
    next: 'Review of the support plan late by 1 school day',
    late: true,
    priority: 5,
    dueOn: '2026-11-20',
  })
  expect(mondayRowOf({ ...subject({ plans: [plan()] }), year: null })).toMatchObject({
    part: 'stuck',
    why: ['The support plan is to be reviewed, late by 1 school day'],
  })
  expect(mondayRowOf({ ...subject({ offers: [offer()] }), year: null }), 'due today is not stuck').toBeNull()
})
