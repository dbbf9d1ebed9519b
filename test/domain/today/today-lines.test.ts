import { describe, expect, test } from 'vitest'
import { inOrder, linesOf, type TodaySubject } from '#domain/today/today-lines.ts'
import type { Promise } from '#domain/records/promise.ts'
import type { Role, StaffMember } from '#domain/records/staff-member.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { aPromise } from '../acts.ts'
import { absenceCase, aisha, aishasCase, hollins, id, pupil, staff } from '../small-school.ts'

const today = '2026-11-23'
const officer = staff['education-welfare-officer']
const quiet = absenceCase({ ownerId: officer, lastSeenOn: '2026-11-20', lastContactOn: '2026-11-20' })
const promise = (over: Partial<Promise> = {}): Promise => ({
  kind: 'promise',
  id: id(42),
  pupilId: aisha,
  caseId: aishasCase,
  ...aPromise,
  ownerId: officer,
  madeOn: '2026-11-16',
  by: officer,
  recordedAt: '2026-11-16T10:00:00.000Z',
  settled: null,
  ...over,
})
const subject = (over: Partial<TodaySubject> = {}): TodaySubject => ({
  pupil: pupil(),
  absenceCase: quiet,
  promises: [],
  barriers: [],
  plans: [],
  offers: [],
  riskFlags: [],
  today,
  calendar: noClosuresEntered,
  ...over,
})
const member = (role: Role, personId: string): StaffMember => ({
  kind: 'staff-member',
  id: personId,
  organisationId: hollins,
  name: 'Pat Example',
  role,
  yearGroups: null,
  leftOn: null,
})
const mine = member('education-welfare-officer', officer)
const titles = (of: TodaySubject, who: StaffMember) => linesOf(of, who).map(({ title }) => title)

describe('what stands on Today', () => {
  test('a promise due today, with what was promised, why, and the act', () => {
    expect(
      linesOf(subject({ promises: [promise({ dueOn: today, words: 'Ring about the bus pass\nand more' })] }), mine),
    ).toEqual([
      {
        key: `${aisha}/settle-promise/${id(42)}`,
        pupilId: aisha,
        title: 'Ring about the bus pass: Aisha Thornbury',
        why: 'We made a promise to Mum, due today.',
        act: { kind: 'settle-promise', promiseId: id(42) },
        priority: 6,
        dueOn: today,
        late: false,
      },
    ])
  })

  test('late is a state: what was due in September is still there, and says by how much', () => {
    const [line] = linesOf(subject({ promises: [promise({ dueOn: '2026-09-14' })] }), mine)
    expect(line).toMatchObject({ late: true, why: 'We made a promise to Mum, late by 50 school days.' })
  })

  test('several reasons for the same act are one line, with every why', () => {
    const lines = linesOf(subject({ absenceCase: { ...quiet, failedVisits: 2, lastSeenOn: '2026-11-02' } }), mine)
    expect(lines.map(({ title, why }) => ({ title, why }))).toEqual([
      {
        title: 'Tell the safeguarding lead: Aisha Thornbury',
        why: '2 visits in a row with no answer. Make sure the safeguarding lead knows.',
      },
      {
        title: 'See Aisha Thornbury',
        why: '2 visits in a row with no answer. Try another time of day. Nobody has noted seeing her for 15 school days.',
      },
    ])
  })

  test('once the lead has been told, only the next visit is left', () => {
    const twice = { ...quiet, failedVisits: 2, failedVisitsOn: ['2026-11-18', '2026-11-20'] }
    const told = (lead: string) => titles(subject({ absenceCase: twice, told: { lead } }), mine)
    expect(told('2026-11-19')).toEqual(['Tell the safeguarding lead: Aisha Thornbury', 'See Aisha Thornbury'])
    expect(told('2026-11-20')).toEqual(['See Aisha Thornbury'])
  })

  test('what is only coming is not to do now', () => {
    expect(
      titles(
        subject({ promises: [promise({ dueOn: '2026-11-24' })], absenceCase: { ...quiet, reviewOn: '2026-11-24' } }),
        mine,
      ),
    ).toEqual([])
  })

  test('one child may need several things, the child first', () => {
    const needy = subject({
      absenceCase: { ...quiet, failedVisits: 2, reviewOn: '2026-11-19' },
      promises: [promise({ dueOn: '2026-11-20' })],
    })
    expect(titles(needy, mine)).toEqual([
      'Tell the safeguarding lead: Aisha Thornbury',
      'See Aisha Thornbury',
      'Ring about the bus pass.: Aisha Thornbury',
      'Review Aisha Thornbury’s case',
    ])
  })
})

describe('whose it is', () => {
  const late = subject({ promises: [promise({ dueOn: '2026-11-20' })] })

  test('a promise is its owner’s, whoever has the case', () => {
    const pastoral = member('pastoral', staff.pastoral)
    expect(titles(subject({ promises: [promise({ dueOn: today, ownerId: staff.pastoral })] }), pastoral)).toHaveLength(
      1,
    )
    expect(titles(subject({ promises: [promise({ dueOn: today })] }), pastoral)).toEqual([])
  })

  test('the rest is for whoever answers for the case, and for those who lead when nobody does', () => {
    const unseen = { ...quiet, lastSeenOn: '2026-11-10' }
    expect(titles(subject({ absenceCase: unseen }), mine)).toEqual(['See Aisha Thornbury'])
    const lead = member('attendance-lead', staff['attendance-lead'])
    expect(titles(subject({ absenceCase: unseen }), lead)).toEqual([])
    const [line] = linesOf(subject({ absenceCase: { ...unseen, ownerId: null } }), lead)
    expect(line?.why).toBe('Nobody has noted seeing her for 9 school days. Nobody has the case.')
    expect(titles(subject({ absenceCase: { ...unseen, ownerId: null } }), member('pastoral', staff.pastoral))).toEqual(
      [],
    )
  })

  test('a lead and a manager are told when something has been late for three school days, not before', () => {
    for (const role of ['attendance-lead', 'head-of-year', 'service-manager'] as const) {
      expect(titles(late, member(role, staff[role]))).toEqual([])
      expect(titles(subject({ promises: [promise({ dueOn: '2026-11-18' })] }), member(role, staff[role]))).toHaveLength(
        1,
      )
    }
  })

  test('a safeguarding lead is told of visits nobody answered and of children long unseen, whoever has the case', () => {
    const dsl = member('designated-safeguarding-lead', staff['designated-safeguarding-lead'])
    expect(titles(subject({ absenceCase: { ...quiet, failedVisits: 2 } }), dsl)).toEqual(['See Aisha Thornbury'])
    expect(titles(subject({ absenceCase: { ...quiet, lastSeenOn: '2026-11-02' } }), dsl)).toEqual([
      'See Aisha Thornbury',
    ])
    expect(titles(late, dsl)).toEqual([])
  })
})

test('those who manage are told of a third visit in a row with no answer, whoever has the case, and not of a second', () => {
  for (const role of ['attendance-lead', 'service-manager'] as const) {
    const times = (failedVisits: number) =>
      titles(subject({ absenceCase: { ...quiet, failedVisits } }), member(role, staff[role]))
    expect(times(2)).toEqual([])
    expect(times(3)).toEqual(['See Aisha Thornbury'])
  }
})

test('lines of many pupils stand in the stated order, the same every time', () => {
  const failed = linesOf(subject({ absenceCase: { ...quiet, failedVisits: 2 } }), mine)
  const due = linesOf(subject({ promises: [promise({ dueOn: today })] }), mine)
  const late = linesOf(subject({ promises: [promise({ dueOn: '2026-11-18' })] }), mine)
  expect(inOrder([...due, ...late, ...failed]).map(({ priority }) => priority)).toEqual([1, 1, 3, 6])
})
