import { describe, expect, test } from 'vitest'
import { clashIdFor } from '#domain/casework/shared-field.ts'
import { addStaffMember } from '#domain/mutations/add-staff-member.ts'
import { assignAbsenceCase } from '#domain/mutations/assign-absence-case.ts'
import { changeReasons } from '#domain/mutations/change-reasons.ts'
import { changeStage } from '#domain/mutations/change-stage.ts'
import { closeAbsenceCase } from '#domain/mutations/close-absence-case.ts'
import { openAbsenceCase } from '#domain/mutations/open-absence-case.ts'
import { reopenAbsenceCase } from '#domain/mutations/reopen-absence-case.ts'
import { setReviewDate } from '#domain/mutations/set-review-date.ts'
import { visibleTo } from '#domain/permissions/visible-to.ts'
import {
  absenceCase,
  actor,
  aisha,
  aishasCase,
  hollins,
  id,
  memberOf,
  omar,
  openHollins,
  otherSchool,
  staff,
} from '../small-school.ts'

const done = { ok: true }
const no = (refusal: string) => ({ ok: false, refusal })

const officer = actor('education-welfare-officer')
const lead = actor('attendance-lead')
const pastoral = actor('pastoral')
const about = { pupilId: aisha, caseId: aishasCase }

const opening = {
  caseId: id(21),
  pupilId: omar,
  organisationId: hollins,
  concerns: ['pattern' as const],
  reasons: { child: '', family: '', school: 'Late most Mondays.' },
  stage: 'listen-and-understand' as const,
  why: 'Mum asked for help.',
  ownerId: null,
  reviewOn: '2026-12-04',
  openedOn: '2026-11-20',
}

const close = {
  ...about,
  on: '2026-11-20',
  reason: 'attendance-improved',
  outcome: 'In every day for a month.',
} as const

describe('opening a case', () => {
  test('a pastoral worker opens a case for a pupil without one, and the first stage keeps its reason', () => {
    const school = openHollins()
    expect(school.attempt(openAbsenceCase, opening, pastoral)).toEqual(done)
    expect(school.find('pupil', omar, omar)?.openCaseId).toBe(opening.caseId)
    expect(school.find('absence-case', omar, opening.caseId)).toMatchObject({
      status: 'open',
      stage: 'listen-and-understand',
      openedBy: staff.pastoral,
      stageMoves: [{ from: null, to: 'listen-and-understand', why: 'Mum asked for help.' }],
    })
  })

  test('an officer takes a referral for a pupil they could not see, and then sees the pupil', () => {
    const school = openHollins()
    const before = school.find('pupil', omar, omar)
    const member = memberOf(hollins, 'education-welfare-officer')
    expect(before && visibleTo(member, { pupil: before, cases: [] })).toBe(false)
    expect(school.attempt(openAbsenceCase, { ...opening, ownerId: officer.personId }, officer)).toEqual(done)
    const after = school.find('pupil', omar, omar)
    expect(after && visibleTo(member, { pupil: after, cases: [] })).toBe(true)
  })

  test('a second case for the same pupil is refused, and so is an identity that is in use', () => {
    const school = openHollins()
    expect(school.attempt(openAbsenceCase, { ...opening, pupilId: aisha }, lead)).toEqual(no('case-already-open'))
    expect(school.attempt(openAbsenceCase, { ...opening, caseId: omar }, lead)).toEqual(no('already-exists'))
  })

  test('an administrator, and a head of another year, may not', () => {
    const school = openHollins()
    expect(school.attempt(openAbsenceCase, opening, actor('administrator'))).toEqual(no('not-permitted'))
    expect(school.attempt(openAbsenceCase, opening, actor('head-of-year', { yearGroups: [9] }))).toEqual(
      no('not-permitted'),
    )
    expect(school.attempt(openAbsenceCase, opening, actor('head-of-year', { yearGroups: [7] }))).toEqual(done)
  })

  test('nobody outside the school, and no leaver, can be given a case', () => {
    const school = openHollins([memberOf(hollins, 'pastoral', { id: id(150), leftOn: '2026-07-20' })])
    expect(school.attempt(openAbsenceCase, { ...opening, ownerId: id(999) }, lead)).toEqual(no('does-not-belong'))
    expect(school.attempt(openAbsenceCase, { ...opening, ownerId: id(150) }, lead)).toEqual(no('does-not-belong'))
    expect(school.attempt(openAbsenceCase, { ...opening, organisationId: otherSchool }, lead)).toEqual(
      no('does-not-belong'),
    )
  })
})

describe('handing a case on', () => {
  const handOn = {
    ...about,
    organisationId: hollins,
    clashId: id(70),
    ownerId: { from: officer.personId, to: staff.pastoral },
  }

  test('the officer who has the case hands it on, and no longer sees the pupil', () => {
    const school = openHollins()
    expect(school.attempt(assignAbsenceCase, handOn, officer)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.ownerId).toBe(staff.pastoral)
    const pupil = school.find('pupil', aisha, aisha)
    const cases = school.all('absence-case')
    expect(pupil && visibleTo(memberOf(hollins, 'education-welfare-officer'), { pupil, cases })).toBe(false)
    expect(school.attempt(assignAbsenceCase, handOn, officer)).toEqual(no('not-permitted'))
  })

  test('a pastoral worker who does not have the case may not', () => {
    expect(openHollins().attempt(assignAbsenceCase, handOn, pastoral)).toEqual(no('not-permitted'))
  })

  test('[SPEC I18] when two people hand it to different colleagues, the first stands and the second is kept', () => {
    const school = openHollins()
    const manager = actor('service-manager')
    expect(school.attempt(assignAbsenceCase, handOn, lead)).toEqual(done)
    const second = { ...handOn, clashId: id(71), ownerId: { from: officer.personId, to: staff['head-of-year'] } }
    expect(school.attempt(assignAbsenceCase, second, manager)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.ownerId).toBe(staff.pastoral)
    expect(school.find('pupil', aisha, aisha)?.caseOwners).toEqual({ [aishasCase]: staff.pastoral })
    expect(school.all('clash')).toMatchObject([
      {
        field: 'ownerId',
        stands: `"${staff.pastoral}"`,
        other: `"${staff['head-of-year']}"`,
        otherBy: manager.personId,
      },
    ])
  })

  test('nobody outside the school can be given it, and a closed case is not handed on', () => {
    const school = openHollins()
    const outside = { ...handOn, ownerId: { from: officer.personId, to: id(999) } }
    expect(school.attempt(assignAbsenceCase, outside, lead)).toEqual(no('does-not-belong'))
    expect(school.attempt(assignAbsenceCase, { ...handOn, organisationId: otherSchool }, lead)).toEqual(
      no('does-not-belong'),
    )
    school.attempt(closeAbsenceCase, close, lead)
    expect(school.attempt(assignAbsenceCase, handOn, lead)).toEqual(no('case-closed'))
  })

  test('a colleague added today can be given it today', () => {
    const school = openHollins()
    const joiner = {
      organisationId: hollins,
      personId: id(160),
      name: 'Priya Shah',
      role: 'education-welfare-officer',
      yearGroups: null,
    } as const
    expect(school.attempt(addStaffMember, joiner, actor('administrator'))).toEqual(done)
    const toJoiner = { ...handOn, ownerId: { from: officer.personId, to: id(160) } }
    expect(school.attempt(assignAbsenceCase, toJoiner, lead)).toEqual(done)
  })
})

describe('moving on the support-first ladder', () => {
  const move = {
    ...about,
    clashId: id(70),
    stage: { from: 'monitor', to: 'facilitate-support' },
    on: '2026-11-20',
    why: 'Early help agreed.',
  } as const

  test('a rung may be skipped, and who moved it, when and why is kept (Working together: no time limit per rung)', () => {
    const school = openHollins()
    expect(school.attempt(changeStage, move, officer)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)).toMatchObject({
      stage: 'facilitate-support',
      stageMoves: [{ from: 'monitor', to: 'facilitate-support', by: officer.personId, why: 'Early help agreed.' }],
    })
  })

  test('[SPEC I18] of two moves made apart, the first stands and the second is kept with its reason', () => {
    const school = openHollins()
    expect(school.attempt(changeStage, move, officer)).toEqual(done)
    const other = {
      ...move,
      clashId: id(71),
      stage: { from: 'monitor', to: 'enforce' },
      why: 'Support refused.',
    } as const
    expect(school.attempt(changeStage, other, lead)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.stage).toBe('facilitate-support')
    expect(school.find('absence-case', aisha, aishasCase)?.stageMoves).toHaveLength(1)
    expect(school.all('clash')).toMatchObject([
      { field: 'stage', was: '"monitor"', other: '"enforce"', why: 'Support refused.', settled: null },
    ])
  })

  test('two people who make the same move do not clash, and both reasons are kept', () => {
    const school = openHollins()
    school.attempt(changeStage, move, officer)
    expect(school.attempt(changeStage, { ...move, clashId: id(71), why: 'Agreed with Mum.' }, lead)).toEqual(done)
    expect(school.all('clash')).toEqual([])
    expect(school.find('absence-case', aisha, aishasCase)?.stageMoves.map(({ why }) => why)).toEqual([
      'Early help agreed.',
      'Agreed with Mum.',
    ])
  })

  test('a closed case is not moved, a case of another pupil does not belong, and a taken identity is refused', () => {
    const school = openHollins([absenceCase({ id: id(22), pupilId: omar })])
    expect(school.attempt(changeStage, { ...move, caseId: id(22) }, lead)).toEqual(no('does-not-belong'))
    expect(school.attempt(changeStage, { ...move, clashId: aisha }, lead)).toEqual(no('already-exists'))
    expect(school.attempt(changeStage, move, actor('head-of-year', { yearGroups: [7] }))).toEqual(no('not-permitted'))
    school.attempt(closeAbsenceCase, close, lead)
    expect(school.attempt(changeStage, move, lead)).toEqual(no('case-closed'))
  })
})

describe('the review date', () => {
  const set = { ...about, clashId: id(70), reviewOn: { from: null, to: '2026-12-04' } }

  test('is set, and taken away again', () => {
    const school = openHollins()
    expect(school.attempt(setReviewDate, set, officer)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.reviewOn).toBe('2026-12-04')
    expect(school.attempt(setReviewDate, { ...set, reviewOn: { from: '2026-12-04', to: null } }, lead)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.reviewOn).toBeNull()
  })

  test('two different dates clash; the service manager does not set it; a closed case has none to set', () => {
    const school = openHollins()
    school.attempt(setReviewDate, set, officer)
    school.attempt(setReviewDate, { ...set, clashId: id(71), reviewOn: { from: null, to: '2026-12-11' } }, lead)
    expect(school.all('clash')).toMatchObject([
      { field: 'reviewOn', was: 'null', stands: '"2026-12-04"', other: '"2026-12-11"' },
    ])
    expect(school.attempt(setReviewDate, set, actor('service-manager'))).toEqual(no('not-permitted'))
    expect(school.attempt(setReviewDate, { ...set, caseId: id(404) }, lead)).toEqual(no('does-not-belong'))
    expect(
      school.attempt(setReviewDate, { ...set, clashId: clashIdFor(aishasCase, 'absence-case', 'reviewOn') }, lead),
    ).toEqual(no('already-exists'))
    school.attempt(closeAbsenceCase, close, lead)
    expect(school.attempt(setReviewDate, set, lead)).toEqual(no('case-closed'))
  })
})

describe('why the child is away', () => {
  const family = {
    ...about,
    clashId: id(70),
    family: { from: 'She sleeps badly.', to: 'She sleeps badly since the move.' },
  }

  test('[SPEC I18] two people who change different views both have their way; the same view keeps both texts', () => {
    const school = openHollins()
    expect(school.attempt(changeReasons, family, officer)).toEqual(done)
    const others = {
      ...about,
      clashId: id(71),
      child: { from: '', to: 'PE.' },
      family: { from: 'She sleeps badly.', to: 'She is up at night with her brother.' },
      school: { from: '', to: 'Late from PE.' },
    }
    expect(school.attempt(changeReasons, others, pastoral)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.reasons).toEqual({
      child: 'PE.',
      family: 'She sleeps badly since the move.',
      school: 'Late from PE.',
    })
    expect(school.all('clash')).toMatchObject([
      { field: 'reasons.family', other: '"She is up at night with her brother."' },
    ])
  })

  test('three views that all clash make three clashes, each its own', () => {
    const school = openHollins()
    const from = 'never this'
    const args = {
      ...about,
      clashId: id(70),
      child: { from, to: 'a' },
      family: { from, to: 'b' },
      school: { from, to: 'c' },
    }
    expect(school.attempt(changeReasons, args, lead)).toEqual(done)
    expect(school.all('clash').map(({ field, other }) => [field, other])).toEqual([
      ['reasons.child', '"a"'],
      ['reasons.family', '"b"'],
      ['reasons.school', '"c"'],
    ])
    expect(school.attempt(changeReasons, args, lead)).toEqual(no('already-exists'))
  })

  test('refused for a service manager, for a case that is not there, and once the case is closed', () => {
    const school = openHollins()
    expect(school.attempt(changeReasons, family, actor('service-manager'))).toEqual(no('not-permitted'))
    expect(school.attempt(changeReasons, { ...family, caseId: id(404) }, lead)).toEqual(no('does-not-belong'))
    school.attempt(closeAbsenceCase, close, lead)
    expect(school.attempt(changeReasons, family, lead)).toEqual(no('case-closed'))
  })
})

describe('closing and opening again', () => {
  const reopen = { ...about, on: '2026-11-27', why: 'Away again since Monday.' }

  test('the owner closes it, and every closing keeps its words when it is opened again', () => {
    const school = openHollins()
    expect(school.attempt(closeAbsenceCase, close, officer)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)).toMatchObject({
      status: 'closed',
      closed: { outcome: 'In every day for a month.' },
    })
    expect(school.find('pupil', aisha, aisha)?.openCaseId).toBeNull()
    expect(school.attempt(reopenAbsenceCase, reopen, lead)).toEqual(done)
    expect(school.find('pupil', aisha, aisha)?.openCaseId).toBe(aishasCase)
    expect(school.find('absence-case', aisha, aishasCase)).toMatchObject({
      status: 'open',
      closed: null,
      reopenings: [{ closed: { outcome: 'In every day for a month.' }, why: 'Away again since Monday.' }],
    })
  })

  test('a service manager, who sees only open cases, may have a closed one opened again', () => {
    const school = openHollins()
    const manager = actor('service-manager')
    expect(school.attempt(closeAbsenceCase, close, manager)).toEqual(done)
    expect(school.attempt(reopenAbsenceCase, reopen, manager)).toEqual(done)
  })

  test('a pastoral worker who does not have the case may neither close nor open it', () => {
    const school = openHollins()
    expect(school.attempt(closeAbsenceCase, close, pastoral)).toEqual(no('not-permitted'))
    school.attempt(closeAbsenceCase, close, lead)
    expect(school.attempt(reopenAbsenceCase, reopen, pastoral)).toEqual(no('not-permitted'))
    expect(school.attempt(reopenAbsenceCase, reopen, actor('head-of-year', { yearGroups: [7] }))).toEqual(
      no('not-permitted'),
    )
    expect(school.attempt(reopenAbsenceCase, reopen, actor('head-of-year', { yearGroups: [9] }))).toEqual(done)
  })

  test('closing twice, closing what is not there, and opening what is open are refused', () => {
    const school = openHollins()
    expect(school.attempt(reopenAbsenceCase, reopen, lead)).toEqual(no('case-already-open'))
    expect(school.attempt(closeAbsenceCase, { ...close, caseId: id(404) }, lead)).toEqual(no('does-not-belong'))
    expect(school.attempt(reopenAbsenceCase, { ...reopen, caseId: id(404) }, lead)).toEqual(no('does-not-belong'))
    school.attempt(closeAbsenceCase, close, lead)
    expect(school.attempt(closeAbsenceCase, close, lead)).toEqual(no('case-closed'))
    expect(school.attempt(openAbsenceCase, { ...opening, pupilId: aisha }, lead)).toEqual(done)
    expect(school.attempt(reopenAbsenceCase, reopen, lead)).toEqual(no('case-already-open'))
  })
})
