import { expect, test } from 'vitest'
import { visibleTo } from '#domain/permissions/visible-to.ts'
import { Role } from '#domain/records/staff-member.ts'
import { absenceCase, aishasCase, hollins, id, memberOf, omar, otherSchool, pupil, staff } from '../small-school.ts'

const officer = memberOf(hollins, 'education-welfare-officer')
const withoutCase = { pupil: pupil(), cases: [] }
const withCase = { pupil: pupil({ openCaseId: aishasCase }), cases: [absenceCase({ ownerId: id(180) })] }

test('leads see every pupil of the school; an administrator sees none', () => {
  for (const subject of [withoutCase, withCase]) {
    expect(visibleTo(memberOf(hollins, 'attendance-lead'), subject)).toBe(true)
    expect(visibleTo(memberOf(hollins, 'designated-safeguarding-lead'), subject)).toBe(true)
    expect(visibleTo(memberOf(hollins, 'administrator'), subject)).toBe(false)
  }
})

test('pastoral staff and heads of year see the pupils of their years; no list means every year', () => {
  for (const role of ['pastoral', 'head-of-year'] as const) {
    expect(visibleTo(memberOf(hollins, role), withoutCase)).toBe(true)
    expect(visibleTo(memberOf(hollins, role, { yearGroups: [9] }), withoutCase)).toBe(true)
    expect(visibleTo(memberOf(hollins, role, { yearGroups: [8] }), withoutCase)).toBe(false)
    expect(visibleTo(memberOf(hollins, role, { yearGroups: [] }), withoutCase)).toBe(false)
  }
})

test('an officer sees pupils with a case of theirs, open or closed, however that is known', () => {
  expect(visibleTo(officer, withoutCase)).toBe(false)
  expect(visibleTo(officer, withCase)).toBe(false)
  expect(visibleTo(officer, { ...withCase, cases: [absenceCase({ ownerId: officer.id })] })).toBe(true)
  const closed = absenceCase({ ownerId: officer.id, status: 'closed' })
  expect(visibleTo(officer, { pupil: pupil(), cases: [closed] })).toBe(true)
  // A mutation about a new case of someone else's has only that case at hand; the pupil record knows of the old one.
  const known = pupil({ openCaseId: aishasCase, caseOwners: { [aishasCase]: id(180), [id(22)]: officer.id } })
  expect(visibleTo(officer, { pupil: known, cases: [absenceCase({ ownerId: id(180) })] })).toBe(true)
})

test('a case of another pupil shows nothing', () => {
  expect(visibleTo(officer, { pupil: pupil(), cases: [absenceCase({ pupilId: omar, ownerId: officer.id })] })).toBe(
    false,
  )
})

test('a service manager sees pupils with an open case', () => {
  const manager = memberOf(hollins, 'service-manager')
  expect(visibleTo(manager, withoutCase)).toBe(false)
  expect(visibleTo(manager, withCase)).toBe(true)
  expect(visibleTo(manager, { pupil: pupil(), cases: [absenceCase({ status: 'closed' })] })).toBe(false)
})

test.each(Role.options)('a %s sees nothing of another school, and nothing after leaving', (role) => {
  const own = { pupil: pupil({ openCaseId: aishasCase }), cases: [absenceCase({ ownerId: staff[role] })] }
  expect(visibleTo(memberOf(otherSchool, role), own)).toBe(false)
  expect(visibleTo(memberOf(hollins, role, { leftOn: '2026-07-20' }), own)).toBe(false)
})

test('a role that this version does not know sees nothing', () => {
  const caretaker = JSON.parse(JSON.stringify({ ...memberOf(hollins, 'attendance-lead'), role: 'caretaker' }))
  expect(visibleTo(caretaker, withCase)).toBe(false)
})
