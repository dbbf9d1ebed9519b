import { describe, expect, test } from 'vitest'
import { addBarrier } from '#domain/mutations/add-barrier.ts'
import { assignAbsenceCase } from '#domain/mutations/assign-absence-case.ts'
import { closeAbsenceCase } from '#domain/mutations/close-absence-case.ts'
import { raiseRiskFlag } from '#domain/mutations/raise-risk-flag.ts'
import { reviewRiskFlag } from '#domain/mutations/review-risk-flag.ts'
import { setSafeContact } from '#domain/mutations/set-safe-contact.ts'
import type { Mutation } from '#domain/mutation.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { actorFor } from '#domain/permissions/after-leaving.ts'
import { visibleTo } from '#domain/permissions/visible-to.ts'
import { isPartyTo } from '#domain/records/clash.ts'
import {
  actor,
  aisha,
  aishasCase,
  hollins,
  id,
  memberOf,
  mum,
  openHollins,
  otherSchool,
  staff,
} from '../small-school.ts'

/** Somebody left on 20 November; their tablet is heard afterwards (SPEC P12, decision 0031). Acts here are of the 20th at ten. */
const done = { ok: true }
const no = (refusal: string) => ({ ok: false, refusal })
const at = '2026-11-20T10:00:00.000Z'
const lead = actor('attendance-lead')
const officer = actor('education-welfare-officer')
const officerWhoLeft = actor('education-welfare-officer', { leftOn: '2026-11-20' })
/** As the office decides it: who they are for this act. */
const heard = (mutation: Mutation, recordedAt = at, who: Actor = officerWhoLeft) =>
  actorFor(who, { name: mutation.name, recordedAt })

const handOn = {
  pupilId: aisha,
  organisationId: hollins,
  caseId: aishasCase,
  clashId: id(60),
  ownerId: { from: officer.personId, to: staff.pastoral },
}
const barrier = addBarrier.args.parse({
  pupilId: aisha,
  caseId: aishasCase,
  raisedOn: '2026-11-20',
  barrierId: id(40),
  about: 'travel',
  raisedBy: 'parent',
  words: 'The bus does not come any more.',
  status: 'suspected',
  severity: null,
  agreedByFamily: 'not-discussed',
  evidence: '',
  reviewOn: null,
})
const rule = (from: string | null, to: string | null, clashId = id(70)) => ({
  pupilId: aisha,
  parentId: mum,
  clashId,
  safeContactRule: { from, to },
})
const ruleStanding = (school: ReturnType<typeof openHollins>) => school.find('parent', aisha, mum)?.safeContactRule
const handedOn = () => {
  const school = openHollins()
  expect(school.attempt(assignAbsenceCase, handOn, lead)).toEqual(done)
  return school
}

describe('[SPEC P12] a case was handed on before the leaver’s tablet came', () => {
  test('what they wrote while they had it is taken, and lets them see nothing', () => {
    const school = handedOn()
    expect(school.attempt(addBarrier, barrier, heard(addBarrier))).toEqual(done)
    expect(school.find('barrier', aisha, id(40))).toMatchObject({ by: officer.personId })
    const child = school.find('pupil', aisha, aisha)!
    const cases = school.all('absence-case')
    for (const member of [...officerWhoLeft.memberships, ...heard(addBarrier).memberships])
      expect(visibleTo(member, { pupil: child, cases })).toBe(false)
  })

  test('so it is through another hand, by nobody’s, and in a case that is closed meanwhile', () => {
    const school = handedOn()
    const on = { ...handOn, clashId: id(61), ownerId: { from: staff.pastoral, to: null } }
    expect(school.attempt(assignAbsenceCase, on, lead)).toEqual(done)
    expect(school.find('pupil', aisha, aisha)?.formerOwners).toEqual({ [officer.personId]: at, [staff.pastoral]: at })
    const closing = {
      pupilId: aisha,
      caseId: aishasCase,
      on: '2026-11-20',
      reason: 'moved-school',
      outcome: '',
    } as const
    expect(school.attempt(closeAbsenceCase, closing, lead)).toEqual(done)
    expect(school.attempt(addBarrier, barrier, heard(addBarrier))).toEqual(done)
  })

  test('what they wrote on a later day than they had it is refused, and so is what they settle of it', () => {
    const school = openHollins([])
    school.attempt(assignAbsenceCase, handOn, lead)
    const left = actor('education-welfare-officer', { leftOn: '2026-11-30' })
    expect(school.attempt(addBarrier, barrier, heard(addBarrier, '2026-11-21T10:00:00.000Z', left))).toEqual(
      no('not-permitted'),
    )
    const back = { ...handOn, clashId: id(61), ownerId: { from: staff.pastoral, to: officer.personId } }
    expect(school.attempt(assignAbsenceCase, back, heard(assignAbsenceCase))).toEqual(no('not-permitted'))
  })

  test('of an officer who still works here it is refused as ever, also where they have left another place', () => {
    const elsewhere = memberOf(otherSchool, 'education-welfare-officer', { leftOn: '2026-11-20' })
    const both: Actor = { personId: officer.personId, memberships: [...officer.memberships, elsewhere] }
    for (const by of [officer, heard(addBarrier, at, both)])
      expect(handedOn().attempt(addBarrier, barrier, by)).toEqual(no('not-permitted'))
  })

  test('nobody else who left is heard about a case that was never theirs', () => {
    const stranger = actor('education-welfare-officer', { id: id(150), leftOn: '2026-11-20' })
    expect(handedOn().attempt(addBarrier, barrier, heard(addBarrier, at, stranger))).toEqual(no('not-permitted'))
  })
})

describe('[SPEC P12] from somebody who has left, what keeps people safe is added to and never weakened by itself', () => {
  const left = heard(setSafeContact)

  test('a rule where none stood is made at once: a colleague must read it before they ring', () => {
    const school = openHollins()
    expect(school.attempt(setSafeContact, rule(null, 'Text first.'), left)).toEqual(done)
    expect(ruleStanding(school)).toBe('Text first.')
    expect(school.all('clash')).toEqual([])
  })

  test('another rule, or none, in place of one is kept beside it whole; everybody with the file is asked', () => {
    for (const to of ['Ring at any time.', null]) {
      const school = openHollins()
      school.attempt(setSafeContact, rule(null, 'Text first.'), officer)
      expect(school.attempt(setSafeContact, rule('Text first.', to, id(80)), left)).toEqual(done)
      expect(ruleStanding(school)).toBe('Text first.')
      const [clash] = school.all('clash')
      expect(clash).toMatchObject({ other: JSON.stringify(to), otherBy: officer.personId, afterLeaving: true })
      expect(isPartyTo(clash!, lead.personId)).toBe(true)
    }
  })

  test('nobody may contact a parent: that is added at once, and taken back only by people who are there', () => {
    const school = openHollins()
    const stop = { pupilId: aisha, parentId: mum, clashId: id(70), doNotContact: { from: false, to: true } }
    school.attempt(setSafeContact, stop, left)
    expect(school.find('parent', aisha, mum)?.doNotContact).toBe(true)
    school.attempt(setSafeContact, { ...stop, clashId: id(80), doNotContact: { from: true, to: false } }, left)
    expect(school.find('parent', aisha, mum)?.doNotContact).toBe(true)
    expect(school.all('clash')).toMatchObject([{ field: 'doNotContact', other: 'false', afterLeaving: true }])
  })

  const raise = raiseRiskFlag.args.parse({
    pupilId: aisha,
    flagId: id(43),
    about: 'dog-or-animal',
    severity: 'two-people',
    evidence: 'Heard behind the door.',
    raisedOn: '2026-11-10',
    reviewBy: '2027-01-10',
  })
  const review = {
    pupilId: aisha,
    flagId: id(43),
    clashId: id(80),
    on: '2026-11-20',
    words: 'No dog seen.',
    reviewBy: { from: '2027-01-10', to: '2027-01-10' },
  }

  test('a warning is raised, and made graver; its end and a milder one wait for people, with the words of the review', () => {
    const school = openHollins()
    expect(school.attempt(raiseRiskFlag, raise, heard(raiseRiskFlag))).toEqual(done)
    const milder = { ...review, severity: { from: 'two-people', to: 'information' }, end: true } as const
    expect(school.attempt(reviewRiskFlag, milder, heard(reviewRiskFlag))).toEqual(done)
    expect(school.find('risk-flag', aisha, id(43))).toMatchObject({
      severity: 'two-people',
      endedOn: null,
      reviews: [{ words: 'No dog seen.' }],
    })
    expect(school.all('clash').map(({ field, why }) => [field, why])).toEqual([
      ['severity', 'No dog seen.'],
      ['endedOn', 'No dog seen.'],
    ])
    const graver = {
      ...review,
      clashId: id(90),
      severity: { from: 'two-people', to: 'do-not-visit' },
      end: false,
    } as const
    expect(school.attempt(reviewRiskFlag, graver, heard(reviewRiskFlag))).toEqual(done)
    expect(school.find('risk-flag', aisha, id(43))?.severity).toBe('do-not-visit')
  })
})

const stillThere = (mutation: Mutation, recordedAt = at) => actorFor(officer, { name: mutation.name, recordedAt })

describe('[SPEC P13] an officer who works there still, whose case was given on since (decision 0048)', () => {
  test('what they wrote on a day when they had it is taken, as theirs, and lets them see nothing', () => {
    const school = handedOn()
    expect(school.attempt(addBarrier, barrier, stillThere(addBarrier))).toEqual(done)
    expect(school.find('barrier', aisha, id(40))).toMatchObject({ by: officer.personId })
    const child = school.find('pupil', aisha, aisha)!
    for (const member of stillThere(addBarrier).memberships)
      expect(visibleTo(member, { pupil: child, cases: school.all('absence-case') })).toBe(false)
  })

  test('what is dated after it was given on is refused, and so is what would weaken a protection or settle who has the case', () => {
    const after = '2026-11-21T10:00:00.000Z'
    expect(handedOn().attempt(addBarrier, barrier, stillThere(addBarrier, after), after)).toEqual(no('not-permitted'))
    const ruled = handedOn()
    expect(ruled.attempt(setSafeContact, rule(null, 'Text first.'), lead)).toEqual(done)
    expect(ruled.attempt(setSafeContact, rule('Text first.', null, id(71)), stillThere(setSafeContact))).toEqual(
      no('not-permitted'),
    )
    expect(ruleStanding(ruled)).toBe('Text first.')
    const back = { ...handOn, clashId: id(61), ownerId: { from: staff.pastoral, to: officer.personId } }
    expect(ruled.attempt(assignAbsenceCase, back, stillThere(assignAbsenceCase))).toEqual(no('not-permitted'))
  })

  test('an officer who never had it is heard of nothing', () => {
    const other = actor('education-welfare-officer', { id: id(199) })
    const by = actorFor(other, { name: addBarrier.name, recordedAt: at })
    expect(handedOn().attempt(addBarrier, barrier, by)).toEqual(no('not-permitted'))
  })
})
