import { describe, expect, test } from 'vitest'
import type { AccompaniedVisit } from '#domain/records/accompanied-visit.ts'
import type { Outing, OutingStep } from '#domain/records/outing.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import { theOffice } from '#domain/permissions/actor.ts'
import { childrenMissing, type MissingChild } from '#domain/today/children-missing.ts'
import { colleagueOut } from '#domain/today/colleague-out.ts'
import { concernUnread } from '#domain/today/concern-unread.ts'
import { priorities } from '#domain/today/rule.ts'
import { inOrder, type TodayLine } from '#domain/today/today-lines.ts'
import { visitAccompanied, visitPlanned } from '#domain/today/visit-planned.ts'
import { aPlan } from '../acts.ts'
import { aisha, hollins, id, staff } from '../small-school.ts'

const today = '2026-11-20'
const at = (time: string): string => `${today}T${time}:00.000Z`
const mine = staff.pastoral
const raised: OutingStep = { what: 'alarm-raised', by: theOffice.personId, at: at('15:30'), backBy: null, words: '' }
const outing = (over: Partial<Outing> = {}): Outing => ({
  kind: 'outing',
  id: id(80),
  organisationId: hollins,
  personId: staff['education-welfare-officer'],
  where: '14 Mill Lane',
  visitIds: [],
  backBy: at('15:30'),
  watcherId: mine,
  withId: null,
  phone: '07700 900555',
  watcherPhone: '07700 900666',
  recordedAt: at('13:00'),
  steps: [],
  ended: null,
  ...over,
})

const stands = (over: Partial<Outing>, now = at('14:00'), personId = mine) =>
  colleagueOut(outing(over), { personId, now })

const plan = (over: Partial<PlannedVisit> = {}): PlannedVisit => ({
  kind: 'planned-visit',
  id: id(70),
  organisationId: hollins,
  personId: mine,
  pupilIds: [aisha],
  ...aPlan,
  flagsRead: [],
  recordedAt: at('08:00'),
  moves: [],
  ended: null,
  ...over,
})

const line = (title: string, pressing: Pick<TodayLine, 'priority' | 'dueOn' | 'late'>): TodayLine => ({
  key: title,
  pupilId: null,
  title,
  why: '',
  act: { kind: 'look' },
  ...pressing,
})

const missingChild = (over: Partial<MissingChild['standing']> = {}, tier: MissingChild['risk']['tier'] = 'first') =>
  ({
    session: 'morning',
    standing: { attempts: [], given: null, step: 'first-call', dueAt: '09:30', passed: [], unrung: [], ...over },
    risk: { tier, why: [] },
  }) satisfies MissingChild

describe('a colleague who is out (lone workers: Management of Health and Safety at Work Regulations 1999, regulation 3)', () => {
  test('is good to know while they are out, and comes before every child once they have not come back', () => {
    expect(stands({})).toEqual({ isMissing: false, priority: priorities.goodToKnow, dueOn: null, late: false })
    expect(stands({}, at('15:30'))).toMatchObject({
      isMissing: true,
      late: true,
      priority: priorities.colleagueMissing,
    })
    expect(stands({ steps: [raised] }, at('15:31'))).toMatchObject({ priority: priorities.colleagueMissing })
  })

  test('is told to whoever looks out for them or goes with them, and nobody else', () => {
    expect(stands({ watcherId: staff['head-of-year'] })).toBeNull()
    expect(stands({ watcherId: staff['head-of-year'], withId: mine })).toMatchObject({ isMissing: false })
    expect(stands({}, at('14:00'), staff['education-welfare-officer'])).toBeNull()
  })

  test('came back: that stands until the day ends', () => {
    const ended = { by: staff['education-welfare-officer'], at: at('15:10') }
    expect(stands({ ended }, at('18:00'))).toMatchObject({ isMissing: false, priority: priorities.goodToKnow })
    expect(stands({ ended }, '2026-11-21T08:00:00.000Z')).toBeNull()
  })
})

describe('visits', () => {
  test('one of mine is due on its day, late after it, and gone once made or called off', () => {
    expect(visitPlanned(plan(), today)).toEqual({ priority: priorities.promiseToday, dueOn: today, late: false })
    expect(visitPlanned(plan({ on: '2026-11-19' }), today)).toMatchObject({
      priority: priorities.promiseLate,
      late: true,
    })
    expect(visitPlanned(plan({ on: '2026-11-23' }), today)).toBeNull()
    const ended = { how: 'made' as const, on: today, why: '', actId: null, recordedAt: at('11:00') }
    expect(visitPlanned(plan({ ended }), today)).toBeNull()
  })

  test('one that I come along to is due on its day alone: a late one is its planner’s', () => {
    const visit: AccompaniedVisit = {
      kind: 'accompanied-visit',
      id: id(70),
      organisationId: hollins,
      personId: mine,
      plannedBy: staff['head-of-year'],
      pupilIds: [aisha],
      isWhole: true,
      on: today,
      at: null,
      reason: 'engagement',
      recordedAt: at('08:00'),
      ended: null,
    }
    expect(visitAccompanied(visit, today)).toMatchObject({ priority: priorities.promiseToday, late: false })
    expect(visitAccompanied({ ...visit, on: '2026-11-19' }, today)).toBeNull()
    const ended = { how: 'called-off' as const, on: today, recordedAt: at('09:00') }
    expect(visitAccompanied({ ...visit, ended }, today)).toBeNull()
  })
})

describe('something told to the safeguarding lead', () => {
  const waiting = { kind: 'waiting' as const, dueAt: at('12:00') }

  test('is the lead’s to read and its writer’s to ring about; somebody let in has nothing to do', () => {
    expect(concernUnread(waiting, { isLead: true, wroteIt: false }, today)).toMatchObject({ side: 'to-read' })
    expect(concernUnread(waiting, { isLead: false, wroteIt: true }, today)).toMatchObject({ side: 'to-ring' })
    expect(concernUnread(waiting, { isLead: false, wroteIt: false }, today)).toBeNull()
    expect(concernUnread(null, { isLead: true, wroteIt: true }, today)).toBeNull()
  })

  test('not read in time it comes before every child, and after a colleague who has not come back', () => {
    const late = concernUnread({ ...waiting, kind: 'late' }, { isLead: true, wroteIt: false }, today)
    const missing = colleagueOut(outing(), { personId: mine, now: at('16:00') })
    if (late === null || missing === null) throw new Error('Both stand.')
    const child = { priority: priorities.visitsUnanswered, dueOn: '2026-11-02', late: true }
    expect(inOrder([line('a child', child), line('a concern', late), line('a colleague', missing)])).toMatchObject([
      { title: 'a colleague' },
      { title: 'a concern' },
      { title: 'a child' },
    ])
  })
})

describe('children missing without a reason (contact on the first day: domain, section 1.3)', () => {
  test('are counted whole; one for whom a reason holds is none of them, and late is by the school’s cut-offs', () => {
    expect(childrenMissing([missingChild({ step: null })])).toBeNull()
    expect(childrenMissing([missingChild(), missingChild({ step: null })])).toMatchObject({
      open: 1,
      lateByCutOff: 0,
      late: false,
    })
    const found = childrenMissing([
      missingChild({ passed: ['firstCallBy'] }),
      { ...missingChild({}, 'later'), session: 'afternoon' },
    ])
    expect(found).toMatchObject({ open: 2, toRingFirst: 1, lateByCutOff: 1, late: true })
    expect([...(found?.sessions ?? [])]).toEqual(['morning', 'afternoon'])
  })
})
