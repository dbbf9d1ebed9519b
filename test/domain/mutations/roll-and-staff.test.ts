import { describe, expect, test } from 'vitest'
import { addStaffMember } from '#domain/mutations/add-staff-member.ts'
import { changeStaffMember } from '#domain/mutations/change-staff-member.ts'
import { enrolPupil, type EnrolledPupil, type ListedParent } from '#domain/mutations/enrol-pupil.ts'
import { foundOrganisation } from '#domain/mutations/found-organisation.ts'
import { markPhone } from '#domain/mutations/mark-phone.ts'
import { removeFromRoll } from '#domain/mutations/remove-from-roll.ts'
import { setSafeContact } from '#domain/mutations/set-safe-contact.ts'
import {
  actor,
  aisha,
  aishasCase,
  hollins,
  id,
  mum,
  openHollins,
  otherSchool,
  parent,
  pupil,
  staff,
  stranger,
} from '../small-school.ts'

const done = { ok: true }
const no = (refusal: string) => ({ ok: false, refusal })

const administrator = actor('administrator')
const lead = actor('attendance-lead')

/** Aisha and Mum as the school's own system says them. */
const listed = (over: Partial<EnrolledPupil> = {}): EnrolledPupil => {
  const {
    kind: _kind,
    leftOn: _left,
    openCaseId: _case,
    caseOwners: _owners,
    formerOwners: _former,
    cameLate: _late,
    ...said
  } = pupil()
  return { ...said, ...over }
}
const listedMum = (over: Partial<ListedParent> = {}): ListedParent => {
  const {
    kind: _kind,
    pupilId: _pupil,
    safeContactRule: _rule,
    doNotContact: _stop,
    notListedSince: _since,
    changes: _changes,
    phones,
    ...said
  } = parent()
  return { ...said, phones: phones.map(({ number, label }) => ({ number, label })), ...over }
}
const enrol = { pupil: listed(), parents: [listedMum()], listedOn: '2026-11-20' }

describe('the roll', () => {
  test('a new pupil comes with parents; the administrator who imports them sees no file', () => {
    const school = openHollins()
    const jo = {
      pupil: listed({ id: id(13), forename: 'Jo' }),
      parents: [listedMum({ id: id(33) })],
      listedOn: '2026-11-20',
    }
    expect(school.attempt(enrolPupil, jo, administrator)).toEqual(done)
    expect(school.find('pupil', id(13), id(13))).toMatchObject({ forename: 'Jo', openCaseId: null, leftOn: null })
    expect(school.find('parent', id(13), id(33))).toMatchObject({
      safeContactRule: null,
      doNotContact: false,
      phones: [{ failing: false }],
    })
  })

  test('the same list a second time changes nothing', () => {
    const { changes, outcome } = openHollins().rehearse(enrolPupil, enrol, administrator)
    expect(outcome).toEqual(done)
    expect(changes).toEqual([])
  })

  test('the same list again leaves alone who last changed a safe-contact rule', () => {
    const school = openHollins()
    const rule = { pupilId: aisha, parentId: mum, clashId: id(70), safeContactRule: { from: null, to: 'Text first.' } }
    expect(school.attempt(setSafeContact, rule, lead)).toEqual(done)
    expect(school.find('parent', aisha, mum)?.changes?.['safeContactRule']?.by).toBe(lead.personId)
    expect(school.rehearse(enrolPupil, enrol, administrator).changes).toEqual([])
  })

  test('a later list brings the school’s words up to date and keeps what people set here', () => {
    const school = openHollins([
      pupil({ openCaseId: aishasCase, caseOwners: { [aishasCase]: lead.personId }, householdId: id(77) }),
    ])
    school.attempt(markPhone, { pupilId: aisha, parentId: mum, number: '07700 900123', failing: true }, lead)
    school.attempt(
      setSafeContact,
      {
        pupilId: aisha,
        parentId: mum,
        clashId: id(70),
        safeContactRule: { from: null, to: 'Text first.' },
        doNotContact: { from: false, to: true },
      },
      lead,
    )
    const later = {
      ...enrol,
      pupil: listed({ registrationGroup: '9T' }),
      parents: [
        listedMum({
          surname: 'Marsh',
          phones: [
            { number: '07700900123', label: 'mobile' },
            { number: '01632 960111', label: 'home' },
          ],
        }),
      ],
    }
    expect(school.attempt(enrolPupil, later, administrator)).toEqual(done)
    expect(school.find('pupil', aisha, aisha)).toMatchObject({
      registrationGroup: '9T',
      openCaseId: aishasCase,
      caseOwners: { [aishasCase]: lead.personId },
      householdId: id(77),
    })
    expect(school.find('parent', aisha, mum)).toMatchObject({
      surname: 'Marsh',
      safeContactRule: 'Text first.',
      doNotContact: true,
      phones: [{ failing: true }, { failing: false }],
    })
  })

  test('a parent whom the list no longer names is kept with every word and marked; listed again, the mark goes', () => {
    const school = openHollins()
    school.attempt(
      setSafeContact,
      { pupilId: aisha, parentId: mum, clashId: id(70), safeContactRule: { from: null, to: 'Text first.' } },
      lead,
    )
    expect(school.attempt(enrolPupil, { ...enrol, parents: [], noLongerListed: [mum] }, administrator)).toEqual(done)
    expect(school.find('parent', aisha, mum)).toMatchObject({
      notListedSince: '2026-11-20',
      safeContactRule: 'Text first.',
    })
    expect(
      school.rehearse(
        enrolPupil,
        { ...enrol, parents: [], noLongerListed: [mum], listedOn: '2026-11-27' },
        administrator,
      ).changes,
    ).toEqual([])
    expect(school.attempt(enrolPupil, enrol, administrator)).toEqual(done)
    expect(school.find('parent', aisha, mum)).not.toHaveProperty('notListedSince')
    expect(school.find('parent', aisha, mum)?.safeContactRule).toBe('Text first.')
  })

  test('the school may say that nobody may contact a parent, and only people here lift it', () => {
    const school = openHollins()
    school.attempt(enrolPupil, { ...enrol, parents: [listedMum({ doNotContact: true })] }, administrator)
    school.attempt(enrolPupil, { ...enrol, parents: [listedMum({ doNotContact: false })] }, administrator)
    expect(school.find('parent', aisha, mum)?.doNotContact).toBe(true)
  })

  test('only an administrator imports, and never into another school’s pupil', () => {
    const school = openHollins()
    expect(school.attempt(enrolPupil, enrol, lead)).toEqual(no('not-permitted'))
    expect(
      school.attempt(enrolPupil, { ...enrol, pupil: listed({ organisationId: otherSchool }) }, administrator),
    ).toEqual(no('not-permitted'))
    expect(school.attempt(enrolPupil, { ...enrol, pupil: listed({ id: stranger }) }, administrator)).toEqual(
      no('not-permitted'),
    )
    expect(school.attempt(enrolPupil, { ...enrol, pupil: listed({ id: hollins }) }, administrator)).toEqual(
      no('not-permitted'),
    )
  })

  test('a parent never takes the place of something else, is listed once, and leaves only when known', () => {
    const school = openHollins()
    expect(school.attempt(enrolPupil, { ...enrol, parents: [listedMum({ id: aishasCase })] }, administrator)).toEqual(
      no('already-exists'),
    )
    expect(school.attempt(enrolPupil, { ...enrol, parents: [listedMum({ id: aisha })] }, administrator)).toEqual(
      no('already-exists'),
    )
    expect(school.attempt(enrolPupil, { ...enrol, parents: [listedMum(), listedMum()] }, administrator)).toEqual(
      no('bad-arguments'),
    )
    expect(school.attempt(enrolPupil, { ...enrol, noLongerListed: [mum] }, administrator)).toEqual(no('bad-arguments'))
    expect(school.attempt(enrolPupil, { ...enrol, noLongerListed: [id(404)] }, administrator)).toEqual(
      no('does-not-belong'),
    )
  })

  test('a leaver stays with their last day, and comes back with the next list that names them', () => {
    const school = openHollins()
    const leave = { pupilId: aisha, organisationId: hollins, leftOn: '2026-11-13' }
    expect(school.attempt(removeFromRoll, leave, lead)).toEqual(no('not-permitted'))
    expect(school.attempt(removeFromRoll, { ...leave, pupilId: stranger }, administrator)).toEqual(no('not-permitted'))
    expect(school.attempt(removeFromRoll, leave, administrator)).toEqual(done)
    expect(school.find('pupil', aisha, aisha)).toMatchObject({ leftOn: '2026-11-13', openCaseId: aishasCase })
    expect(school.attempt(enrolPupil, enrol, administrator)).toEqual(done)
    expect(school.find('pupil', aisha, aisha)?.leftOn).toBeNull()
  })
})

describe('staff', () => {
  const joiner = {
    organisationId: hollins,
    personId: id(160),
    name: 'Priya Shah',
    role: 'pastoral',
    yearGroups: [7, 8],
  } as const
  const change = { organisationId: hollins, personId: staff.pastoral }

  test('a colleague joins once, by an administrator', () => {
    const school = openHollins()
    expect(school.attempt(addStaffMember, joiner, lead)).toEqual(no('not-permitted'))
    expect(school.attempt(addStaffMember, joiner, administrator)).toEqual(done)
    expect(school.find('staff-member', hollins, id(160))).toMatchObject({
      name: 'Priya Shah',
      yearGroups: [7, 8],
      leftOn: null,
    })
    expect(school.attempt(addStaffMember, joiner, administrator)).toEqual(no('already-exists'))
    expect(school.attempt(addStaffMember, { ...joiner, organisationId: otherSchool }, administrator)).toEqual(
      no('not-permitted'),
    )
  })

  test('a colleague changes role or leaves; what was not touched stays', () => {
    const school = openHollins()
    const promote = {
      ...change,
      role: { from: 'pastoral', to: 'head-of-year' },
      yearGroups: { from: null, to: [9] },
    } as const
    expect(school.attempt(changeStaffMember, promote, administrator)).toEqual(done)
    expect(
      school.attempt(changeStaffMember, { ...change, leftOn: { from: null, to: '2026-12-18' } }, administrator),
    ).toEqual(done)
    expect(school.find('staff-member', hollins, staff.pastoral)).toMatchObject({
      name: 'The pastoral',
      role: 'head-of-year',
      yearGroups: [9],
      leftOn: '2026-12-18',
    })
  })

  const turned = (role: 'head-of-year' | 'attendance-lead') => ({
    ...change,
    role: { from: 'pastoral' as const, to: role },
  })

  test('two administrators who disagree: the first stands', () => {
    const school = openHollins()
    expect(school.attempt(changeStaffMember, turned('head-of-year'), administrator)).toEqual(done)
    expect(school.attempt(changeStaffMember, turned('attendance-lead'), administrator)).toEqual(no('already-settled'))
  })

  test('an administrator cannot let themselves in to pupils’ files', () => {
    const school = openHollins()
    const self = {
      organisationId: hollins,
      personId: staff.administrator,
      role: { from: 'administrator', to: 'attendance-lead' },
    } as const
    expect(school.attempt(changeStaffMember, self, administrator)).toEqual(no('not-permitted'))
    expect(school.attempt(changeStaffMember, { ...change, personId: id(404) }, administrator)).toEqual(
      no('not-permitted'),
    )
    expect(school.attempt(changeStaffMember, change, lead)).toEqual(no('not-permitted'))
  })
})

describe('founding a school', () => {
  const organisation = {
    id: id(3),
    code: 'elm-park',
    name: 'Elm Park',
    type: 'school',
    phase: 'primary',
    dfeNumber: null,
  } as const
  const founder = actor('administrator', { organisationId: id(3) })
  const found = { organisation, founder: { personId: staff.administrator, name: 'Sam Reed' } }

  test('makes the school and its first administrator, once', () => {
    const school = openHollins()
    expect(school.attempt(foundOrganisation, found, founder)).toEqual(done)
    expect(school.find('organisation', id(3), id(3))?.name).toBe('Elm Park')
    expect(school.find('staff-member', id(3), staff.administrator)).toMatchObject({
      role: 'administrator',
      name: 'Sam Reed',
    })
    expect(school.attempt(foundOrganisation, found, founder)).toEqual(no('already-exists'))
  })

  test('is not for anyone who has no place there, and makes nobody else administrator', () => {
    const school = openHollins()
    expect(school.attempt(foundOrganisation, found, administrator)).toEqual(no('not-permitted'))
    const other = { ...found, founder: { personId: staff.pastoral, name: 'Someone' } }
    expect(school.attempt(foundOrganisation, other, founder)).toEqual(no('does-not-belong'))
  })
})
