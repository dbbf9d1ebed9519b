import { expect, test } from 'vitest'
import { isFamily } from '#domain/people/is-family.ts'
import type { Parent } from '#domain/records/parent.ts'

type Listed = Parameters<typeof isFamily>[0]
const listed = (relationship: Parent['relationship'], over: Partial<Listed> = {}): Listed => ({
  relationship,
  parentalResponsibility: 'unknown',
  livesWithPupil: 'unknown',
  ...over,
})

test('relatives and whoever brings the child up are the family, and so is anybody who is a parent in law', () => {
  expect(isFamily(listed('grandparent'))).toBe(true)
  expect(isFamily(listed('foster-carer'))).toBe(true)
  expect(isFamily(listed('other', { parentalResponsibility: 'yes' }))).toBe(true)
  expect(isFamily(listed('other', { livesWithPupil: 'yes' }))).toBe(true)
})

test('people who are listed for their work or as a favour are not, and a social worker never is', () => {
  expect(isFamily(listed('childminder'))).toBe(false)
  expect(isFamily(listed('family-friend', { livesWithPupil: 'yes' }))).toBe(false)
  expect(isFamily(listed('other'))).toBe(false)
  expect(isFamily(listed('social-worker', { parentalResponsibility: 'yes' }))).toBe(false)
})
