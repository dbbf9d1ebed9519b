import { expect, test } from 'vitest'
import { saySchoolNumbers } from '#domain/mutations/say-school-numbers.ts'
import { Organisation } from '#domain/records/organisation.ts'
import { actor, hollins, openHollins, otherSchool } from '../small-school.ts'

const nothing = { dfeNumber: null, urn: null, ukprn: null }
const said = { dfeNumber: '999/4001', urn: '999001', ukprn: '10099001' }
const numbers = { organisationId: hollins, ...said, saw: nothing }
const refused = { ok: false, refusal: 'not-permitted' }

test('the numbers of a school are said by whoever answers for the work, all at once; a school of before reads without them', () => {
  for (const role of ['attendance-lead', 'service-manager', 'administrator'] as const) {
    const school = openHollins()
    const before = Organisation.parse(school.find('organisation', hollins, hollins))
    expect(before.urn).toBeUndefined()
    expect(school.attempt(saySchoolNumbers, numbers, actor(role))).toEqual({ ok: true })
    expect(school.find('organisation', hollins, hollins)).toEqual({ ...before, ...said })
    const none = { organisationId: hollins, ...nothing, saw: said }
    expect(school.attempt(saySchoolNumbers, none, actor(role))).toEqual({ ok: true })
    expect(school.find('organisation', hollins, hollins)).toEqual({ ...before, dfeNumber: null })
  }
  for (const role of ['pastoral', 'head-of-year', 'education-welfare-officer', 'designated-safeguarding-lead'] as const)
    expect(openHollins().attempt(saySchoolNumbers, numbers, actor(role))).toEqual(refused)
  expect(
    openHollins().attempt(saySchoolNumbers, { ...numbers, organisationId: otherSchool }, actor('attendance-lead')),
  ).toEqual(refused)
})

test('[SPEC I18] whoever did not see a number does not replace it: one left as it was stands, and one set otherwise meanwhile is refused', () => {
  const school = openHollins()
  const lead = actor('attendance-lead')
  expect(school.attempt(saySchoolNumbers, { ...numbers, urn: null, ukprn: null }, actor('administrator'))).toEqual({
    ok: true,
  })
  // The lead’s tablet, out of signal, had none of them; the lead wrote the URN.
  expect(school.attempt(saySchoolNumbers, { ...numbers, ...nothing, urn: '999001' }, lead)).toEqual({ ok: true })
  expect(school.find('organisation', hollins, hollins)).toMatchObject({ dfeNumber: '999/4001', urn: '999001' })
  expect(school.attempt(saySchoolNumbers, { ...numbers, ...nothing, dfeNumber: '999/4002' }, lead)).toEqual({
    ok: false,
    refusal: 'already-settled',
  })
  // The same once more changes nothing.
  expect(school.attempt(saySchoolNumbers, { ...numbers, ...nothing, dfeNumber: '999/4001' }, lead)).toEqual({
    ok: true,
  })
})

test('a number of another length is none', () => {
  for (const wrong of [{ urn: '12345' }, { ukprn: '123456789' }, { dfeNumber: '9994001' }])
    expect(saySchoolNumbers.args.safeParse({ ...numbers, ...wrong }).success).toBe(false)
})
