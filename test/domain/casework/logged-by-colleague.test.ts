import { describe, expect, test } from 'vitest'
import { loggedByColleague } from '#domain/casework/logged-by-colleague.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import { aPlan } from '../acts.ts'
import { aisha, hollins, id, omar, staff } from '../small-school.ts'

const planner = staff.pastoral
const plan: PlannedVisit = {
  kind: 'planned-visit',
  id: id(70),
  organisationId: hollins,
  personId: planner,
  pupilIds: [aisha, omar],
  ...aPlan,
  flagsRead: [],
  on: '2026-11-20',
  at: '10:30',
  order: 0,
  recordedAt: '2026-11-18T09:00:00.000Z',
  moves: [],
  ended: null,
}
const visit = (over: object = {}) => ({
  pupilId: omar,
  by: staff['head-of-year'],
  happenedOn: '2026-11-20',
  recordedAt: '2026-11-20T11:00:00.000Z',
  ...over,
})

describe('the visit by which a colleague may have made a plan', () => {
  test('is to one of its children, on its day or later, logged since it was planned; the first of several', () => {
    const [first, second] = [visit(), visit({ happenedOn: '2026-11-23', recordedAt: '2026-11-23T09:00:00.000Z' })]
    expect(loggedByColleague(plan, [second, first])).toBe(first)
    expect(loggedByColleague(plan, [second])).toBe(second)
  })

  test.each([
    ['one’s own, which ends the plan by itself', { by: planner }],
    ['to another family', { pupilId: id(99) }],
    ['of the day before', { happenedOn: '2026-11-19' }],
    ['that was there when it was planned', { recordedAt: '2026-11-18T08:59:00.000Z' }],
  ])('is none that is %s', (_, over) => {
    expect(loggedByColleague(plan, [visit(over)])).toBeNull()
  })

  test('is none once the plan has ended', () => {
    const ended = {
      how: 'made',
      on: '2026-11-20',
      why: '',
      actId: null,
      recordedAt: '2026-11-20T12:00:00.000Z',
    } as const
    expect(loggedByColleague({ ...plan, ended }, [visit()])).toBeNull()
  })
})
