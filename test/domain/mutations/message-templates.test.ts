import { describe, expect, test } from 'vitest'
import { changeTemplate } from '#domain/mutations/change-template.ts'
import { retireTemplate } from '#domain/mutations/retire-template.ts'
import { writeTemplate } from '#domain/mutations/write-template.ts'
import { fileOf } from '#domain/records/record.ts'
import { actor, hollins, id, openHollins, otherSchool, staff } from '../small-school.ts'

const place = { organisationId: hollins, templateId: id(72) }
const said = {
  title: 'Bus passes are here',
  words: 'The pass for {child} is at {school}.',
  language: null,
  isGood: true,
}
const done = { ok: true }
const lead = actor('attendance-lead')

describe('messages that a school has ready for its families', () => {
  test('a lead, a manager and an administrator write them, in the school’s own file; others may not', () => {
    for (const role of ['attendance-lead', 'service-manager', 'administrator'] as const) {
      const school = openHollins()
      expect(school.attempt(writeTemplate, { ...place, ...said }, actor(role))).toEqual(done)
      const template = school.find('message-template', hollins, place.templateId)
      expect(template).toMatchObject({ ...said, by: staff[role], retired: null })
      expect(template !== null && fileOf(template)).toBe(hollins)
    }
    const refused = { ok: false, refusal: 'not-permitted' }
    for (const role of [
      'pastoral',
      'head-of-year',
      'education-welfare-officer',
      'designated-safeguarding-lead',
    ] as const)
      expect(openHollins().attempt(writeTemplate, { ...place, ...said }, actor(role))).toEqual(refused)
    expect(openHollins().attempt(writeTemplate, { ...place, ...said, organisationId: otherSchool }, lead)).toEqual(
      refused,
    )
  })

  test('what Doorstep cannot fill in is no message', () => {
    expect(writeTemplate.args.safeParse({ ...place, ...said, words: 'Dear {surname}' }).success).toBe(false)
    expect(writeTemplate.args.safeParse({ ...place, ...said, words: 'Dear {parent}' }).success).toBe(true)
  })

  test('two people change the same one: the first stands, the second is kept for its author to settle', () => {
    const school = openHollins()
    school.attempt(writeTemplate, { ...place, ...said }, lead)
    const mine = { ...said, words: 'Come and fetch it.' }
    const theirs = { ...said, words: 'We send it with {child}.' }
    expect(school.attempt(changeTemplate, { ...place, said: { from: said, to: mine } }, lead)).toEqual(done)
    expect(
      school.attempt(changeTemplate, { ...place, said: { from: said, to: theirs } }, actor('service-manager')),
    ).toEqual({
      ok: false,
      refusal: 'already-settled',
    })
    const template = school.find('message-template', hollins, place.templateId)
    expect(template).toMatchObject({ words: 'Come and fetch it.', changed: { by: staff['attendance-lead'] } })
  })

  test('one that is put away stays, and can be offered again', () => {
    const school = openHollins()
    school.attempt(writeTemplate, { ...place, ...said }, lead)
    const retired = () => school.find('message-template', hollins, place.templateId)?.retired
    expect(school.attempt(retireTemplate, { ...place, isOffered: false }, lead)).toEqual(done)
    expect(retired()).toMatchObject({ by: staff['attendance-lead'] })
    expect(school.attempt(retireTemplate, { ...place, isOffered: true }, lead)).toEqual(done)
    expect(retired()).toBeNull()
    expect(school.attempt(retireTemplate, { ...place, templateId: id(73), isOffered: true }, lead)).toEqual({
      ok: false,
      refusal: 'not-permitted',
    })
  })
})
