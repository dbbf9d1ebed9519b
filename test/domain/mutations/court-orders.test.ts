import { describe, expect, test } from 'vitest'
import { endCourtOrder } from '#domain/mutations/end-court-order.ts'
import { recordCourtOrder } from '#domain/mutations/record-court-order.ts'
import { seeCourtOrder } from '#domain/mutations/see-court-order.ts'
import { actorFor } from '#domain/permissions/after-leaving.ts'
import { isInForce, ordersOn } from '#domain/records/court-order.ts'
import { actor, aisha, id, mum, omar, omarsMum, openHollins } from '../small-school.ts'

const pastoral = actor('pastoral')
const lead = actor('attendance-lead')
const place = { pupilId: aisha, orderId: id(90) }
const said = {
  parentIds: [mum],
  otherPerson: '',
  forbids: ['collecting', 'knowing-address'],
  says: 'She may not collect Aisha from school. Told by the social worker.',
  since: '2026-09-03',
  until: null,
  seenOn: null,
} as const
const done = { ok: true }
const written = (over: Partial<{ otherPerson: string; parentIds: string[]; seenOn: string | null }> = {}) => {
  const school = openHollins()
  return { school, outcome: school.attempt(recordCourtOrder, { ...place, ...said, ...over }, pastoral) }
}
const orderIn = (school: ReturnType<typeof openHollins>) => school.find('court-order', aisha, place.orderId)

describe('a court order (domain: section 4.2, the no-contact or court order flag of a contact)', () => {
  test('is written down with whom it binds, what it forbids and since when, apart from “do not contact”', () => {
    const { school, outcome } = written()
    expect(outcome).toEqual(done)
    expect(orderIn(school)).toMatchObject({ by: pastoral.personId, seen: [], ended: null, forbids: said.forbids })
    expect(school.find('parent', aisha, mum)?.doNotContact).toBe(false)
  })

  test('binds somebody: of the school’s list for this child, or somebody else by name', () => {
    const refused = { ok: false, refusal: 'does-not-belong' }
    expect(written({ parentIds: [] }).outcome).toEqual(refused)
    expect(written({ parentIds: [], otherPerson: 'An uncle' }).outcome).toEqual(done)
    expect(written({ parentIds: [omarsMum] }).outcome).toEqual(refused)
    expect(written({ parentIds: [mum, mum] }).outcome).toEqual(refused)
  })

  test('says who has seen it: at once, and each who has since', () => {
    const { school } = written({ seenOn: '2026-11-20' })
    expect(school.attempt(seeCourtOrder, { ...place, on: '2026-11-23' }, lead)).toEqual(done)
    expect(orderIn(school)?.seen).toMatchObject([
      { on: '2026-11-20', by: pastoral.personId },
      { on: '2026-11-23', by: lead.personId },
    ])
  })

  test('is to be heeded until somebody says that it ended, with how they know; it stays in the file', () => {
    const { school } = written()
    const order = orderIn(school)
    if (order === null) throw new Error('There is no order.')
    // A last day that has passed does not end it: it may have been made longer.
    expect(isInForce({ ...order, ended: null })).toBe(true)
    expect(ordersOn([order], mum)).toEqual([order])
    expect(ordersOn([order], omarsMum)).toEqual([])
    expect(school.attempt(endCourtOrder, { ...place, on: '2026-11-23', why: 'The solicitor wrote.' }, lead)).toEqual(
      done,
    )
    const ended = orderIn(school)
    expect(ended).toMatchObject({ says: said.says, ended: { by: lead.personId, why: 'The solicitor wrote.' } })
    expect(ended && ordersOn([ended], mum)).toEqual([])
    const again = { ok: false, refusal: 'already-settled' }
    expect(school.attempt(seeCourtOrder, { ...place, on: '2026-11-23' }, lead)).toEqual(again)
    expect(school.attempt(endCourtOrder, { ...place, on: '2026-11-23', why: 'Again.' }, lead)).toEqual(again)
  })

  test('nobody writes one for a child whom they may not see, nor reads of one by asking', () => {
    const officer = actor('education-welfare-officer')
    const school = openHollins()
    const args = { ...place, pupilId: omar, ...said, parentIds: [omarsMum] }
    for (const by of [officer, actor('service-manager'), actor('administrator')])
      expect(school.attempt(recordCourtOrder, args, by)).toMatchObject({ refusal: 'not-permitted' })
    expect(
      school.attempt(endCourtOrder, { ...place, pupilId: omar, on: '2026-11-23', why: 'x' }, officer),
    ).toMatchObject({
      refusal: 'not-permitted',
    })
    expect(school.attempt(seeCourtOrder, { ...place, on: '2026-11-23' }, lead)).toMatchObject({
      refusal: 'does-not-belong',
    })
  })

  test('[SPEC P12] somebody who has left is heard with one they learned of, and cannot end one', () => {
    const left = actor('pastoral', { leftOn: '2026-11-20' })
    const recordedAt = '2026-11-19T10:00:00.000Z'
    const heard = (name: string) => actorFor(left, { name, recordedAt })
    const school = openHollins()
    const on = '2026-11-19'
    expect(school.attempt(recordCourtOrder, { ...place, ...said }, heard('record-court-order@1'), recordedAt)).toEqual(
      done,
    )
    expect(school.attempt(seeCourtOrder, { ...place, on }, heard('see-court-order@1'), recordedAt)).toEqual(done)
    expect(
      school.attempt(endCourtOrder, { ...place, on, why: 'It ended.' }, heard('end-court-order@1'), recordedAt),
    ).toMatchObject({ refusal: 'not-permitted' })
    expect(orderIn(school)?.ended).toBeNull()
  })
})
