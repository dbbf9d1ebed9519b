import { describe, expect, test } from 'vitest'
import { closeSchool } from '#domain/mutations/close-school.ts'
import { removeClosure } from '#domain/mutations/remove-closure.ts'
import { fileOf } from '#domain/records/record.ts'
import { actor, hollins, id, openHollins, otherSchool, staff } from '../small-school.ts'

const place = { organisationId: hollins, closureId: id(76) }
const halfTerm = {
  span: { from: '2026-10-26', to: '2026-10-30', part: 'day' as const },
  reason: 'holiday' as const,
  title: 'Autumn half-term',
}
const done = { ok: true }
const refused = { ok: false, refusal: 'not-permitted' }
const lead = actor('attendance-lead')

const takes = (span: { from: string; to: string; part: string }) =>
  closeSchool.args.safeParse({ ...place, ...halfTerm, span }).success

describe('days on which a school is closed', () => {
  test('a lead, a manager and an administrator enter them, in the school’s own file; others may not', () => {
    for (const role of ['attendance-lead', 'service-manager', 'administrator'] as const) {
      const school = openHollins()
      expect(school.attempt(closeSchool, { ...place, ...halfTerm }, actor(role))).toEqual(done)
      const closure = school.find('school-closure', hollins, place.closureId)
      expect(closure).toMatchObject({ ...halfTerm, by: staff[role], removed: null })
      expect(closure !== null && fileOf(closure)).toBe(hollins)
    }
    for (const role of [
      'pastoral',
      'head-of-year',
      'education-welfare-officer',
      'designated-safeguarding-lead',
    ] as const)
      expect(openHollins().attempt(closeSchool, { ...place, ...halfTerm }, actor(role))).toEqual(refused)
    expect(openHollins().attempt(closeSchool, { ...place, ...halfTerm, organisationId: otherSchool }, lead)).toEqual(
      refused,
    )
  })

  test('a closure that ends before it begins, is longer than a summer, or is a morning of several days is none', () => {
    expect(takes({ from: '2026-10-26', to: '2026-10-25', part: 'day' })).toBe(false)
    expect(takes({ from: '2026-10-26', to: '2027-10-30', part: 'day' })).toBe(false)
    expect(takes({ from: '2026-07-22', to: '2026-09-01', part: 'day' })).toBe(true)
    expect(takes({ from: '2026-10-26', to: '2026-10-27', part: 'morning' })).toBe(false)
    expect(takes({ from: '2026-10-26', to: '2026-10-26', part: 'morning' })).toBe(true)
  })

  test('one entered by mistake is taken out and put back; it never disappears', () => {
    const school = openHollins()
    expect(school.attempt(removeClosure, { ...place, isRemoved: true }, lead)).toEqual(refused)
    school.attempt(closeSchool, { ...place, ...halfTerm }, lead)
    expect(school.attempt(closeSchool, { ...place, ...halfTerm }, lead)).toEqual({
      ok: false,
      refusal: 'already-exists',
    })
    expect(school.attempt(removeClosure, { ...place, isRemoved: true }, actor('pastoral'))).toEqual(refused)
    expect(school.attempt(removeClosure, { ...place, isRemoved: true }, lead)).toEqual(done)
    expect(school.find('school-closure', hollins, place.closureId)?.removed).toMatchObject({
      by: staff['attendance-lead'],
    })
    expect(school.attempt(removeClosure, { ...place, isRemoved: false }, lead)).toEqual(done)
    expect(school.find('school-closure', hollins, place.closureId)?.removed).toBeNull()
  })
})
