import { describe, expect, test } from 'vitest'
import { takeRegister } from '#domain/mutations/take-register.ts'
import { theOffice } from '#domain/permissions/actor.ts'
import { registerYearId } from '#domain/records/register-year.ts'
import { Role } from '#domain/records/staff-member.ts'
import { busySchool } from '../busy-school.ts'
import { actor, aisha, hollins, stranger } from '../small-school.ts'

const marks = { organisationId: hollins, pupilId: aisha, year: 2026, from: '2026-11-23', marks: '/\\I.' }

describe('taking a register in', () => {
  test('is the office’s own act: nobody can write marks by hand, not even an administrator', () => {
    for (const role of Role.options)
      expect(busySchool().attempt(takeRegister, marks, actor(role))).toEqual({ ok: false, refusal: 'not-permitted' })
  })

  test('puts the year as it now stands into the pupil’s file, and the same again writes nothing', () => {
    const school = busySchool()
    expect(school.attempt(takeRegister, marks, theOffice)).toEqual({ ok: true })
    const held = school.find('register-year', aisha, registerYearId(aisha, 2026))
    expect(held).toMatchObject({ year: 2026, from: '2026-11-23', marks: '/\\I.' })
    expect(school.rehearse(takeRegister, marks, theOffice).changes).toEqual([])
  })

  test('refuses a pupil of another school, and one who is not there', () => {
    for (const over of [{ organisationId: stranger }, { pupilId: stranger }])
      expect(busySchool().attempt(takeRegister, { ...marks, ...over }, theOffice)).toEqual({
        ok: false,
        refusal: 'not-permitted',
      })
  })
})
