import { describe, expect, test } from 'vitest'
import { clashIdFor } from '#domain/casework/shared-field.ts'
import { addBarrier } from '#domain/mutations/add-barrier.ts'
import { changeBarrier } from '#domain/mutations/change-barrier.ts'
import { changePromise } from '#domain/mutations/change-promise.ts'
import { closeAbsenceCase } from '#domain/mutations/close-absence-case.ts'
import { makePromise } from '#domain/mutations/make-promise.ts'
import { raiseRiskFlag } from '#domain/mutations/raise-risk-flag.ts'
import { reviewRiskFlag } from '#domain/mutations/review-risk-flag.ts'
import { settlePromise } from '#domain/mutations/settle-promise.ts'
import { aPromise, theBusPass } from '../acts.ts'
import { actor, aisha, aishasCase, id, openHollins, staff } from '../small-school.ts'

const done = { ok: true }
const no = (refusal: string) => ({ ok: false, refusal })

const officer = actor('education-welfare-officer')
const lead = actor('attendance-lead')
const pastoral = actor('pastoral')
const otherYear = actor('head-of-year', { yearGroups: [7] })
const about = { pupilId: aisha, caseId: aishasCase }
const close = { ...about, on: '2026-11-20', reason: 'other', outcome: '' } as const

describe('a barrier', () => {
  const add = { ...about, raisedOn: '2026-11-02', ...theBusPass, barrierId: id(41) }
  const change = { ...about, barrierId: id(41), clashId: id(70) }

  test('is kept in the words of whoever raised it, also when the case has been closed', () => {
    const school = openHollins()
    school.attempt(closeAbsenceCase, close, lead)
    expect(school.attempt(addBarrier, add, officer)).toEqual(done)
    expect(school.find('barrier', aisha, id(41))).toMatchObject({
      words: 'We cannot pay for the bus.',
      by: officer.personId,
      removedOn: null,
    })
  })

  test('is refused for whoever does not see the pupil, with a case that is not hers, and under an identity in use', () => {
    const school = openHollins()
    expect(school.attempt(addBarrier, add, otherYear)).toEqual(no('not-permitted'))
    expect(school.attempt(addBarrier, { ...add, caseId: id(404) }, lead)).toEqual(no('does-not-belong'))
    expect(school.attempt(addBarrier, { ...add, barrierId: aishasCase }, lead)).toEqual(no('already-exists'))
  })

  test('[SPEC I18] two people who change different things about it both have their way; on the same thing both values are kept', () => {
    const school = openHollins()
    school.attempt(addBarrier, add, officer)
    const first = {
      ...change,
      status: { from: 'confirmed', to: 'being-addressed' },
      whatWorked: { from: '', to: 'A pass for two weeks.' },
    } as const
    expect(school.attempt(changeBarrier, first, officer)).toEqual(done)
    const second = {
      ...change,
      clashId: id(80),
      status: { from: 'confirmed', to: 'removed' },
      severity: { from: 2, to: 1 },
    } as const
    expect(school.attempt(changeBarrier, second, pastoral)).toEqual(done)
    expect(school.find('barrier', aisha, id(41))).toMatchObject({
      status: 'being-addressed',
      severity: 1,
      whatWorked: 'A pass for two weeks.',
    })
    expect(school.all('clash')).toMatchObject([
      {
        recordKind: 'barrier',
        field: 'status',
        stands: '"being-addressed"',
        other: '"removed"',
        otherBy: pastoral.personId,
      },
    ])
  })

  test('a change that everyone made alike is no clash', () => {
    const school = openHollins()
    school.attempt(addBarrier, add, officer)
    const same = { ...change, status: { from: 'confirmed', to: 'removed' } } as const
    school.attempt(changeBarrier, same, officer)
    expect(school.attempt(changeBarrier, { ...same, clashId: id(80) }, pastoral)).toEqual(done)
    expect(school.all('clash')).toEqual([])
  })

  test('a change is refused without sight of the pupil, for a barrier or a case that is not there, an identity in use, or a closed case', () => {
    const school = openHollins()
    school.attempt(addBarrier, add, officer)
    const severity = { from: 2, to: 3 }
    expect(school.attempt(changeBarrier, { ...change, severity }, otherYear)).toEqual(no('not-permitted'))
    expect(school.attempt(changeBarrier, { ...change, severity, barrierId: id(404) }, lead)).toEqual(
      no('does-not-belong'),
    )
    expect(school.attempt(changeBarrier, { ...change, severity, caseId: null }, lead)).toEqual(no('does-not-belong'))
    const taken = clashIdFor(id(41), 'barrier', 'severity')
    expect(school.attempt(changeBarrier, { ...change, severity, clashId: taken }, lead)).toEqual(no('already-exists'))
    school.attempt(closeAbsenceCase, close, lead)
    expect(school.attempt(changeBarrier, { ...change, severity }, lead)).toEqual(no('case-closed'))
  })
})

describe('a promise', () => {
  const make = { ...about, madeOn: '2026-11-19', ...aPromise, promiseId: id(42) }
  const settle = {
    pupilId: aisha,
    promiseId: id(42),
    how: 'kept',
    on: '2026-11-25',
    words: 'Rang; the pass is in the post.',
  } as const
  const move = { pupilId: aisha, promiseId: id(42), clashId: id(70), dueOn: { from: '2026-11-26', to: '2026-11-30' } }

  test('is made, put off, and settled once', () => {
    const school = openHollins()
    expect(school.attempt(makePromise, make, officer)).toEqual(done)
    expect(school.attempt(changePromise, move, officer)).toEqual(done)
    expect(school.find('promise', aisha, id(42))).toMatchObject({ dueOn: '2026-11-30', settled: null })
    expect(school.attempt(settlePromise, settle, pastoral)).toEqual(done)
    expect(school.find('promise', aisha, id(42))?.settled).toMatchObject({ how: 'kept', by: staff.pastoral })
    expect(school.attempt(settlePromise, { ...settle, how: 'not-kept' }, officer)).toEqual(no('already-settled'))
    expect(school.attempt(changePromise, move, officer)).toEqual(no('already-settled'))
  })

  test('[SPEC I18] put off to two different days keeps both', () => {
    const school = openHollins()
    school.attempt(makePromise, make, officer)
    school.attempt(changePromise, move, officer)
    const later = { ...move, clashId: id(80), dueOn: { from: '2026-11-26', to: '2026-12-02' } }
    expect(school.attempt(changePromise, later, pastoral)).toEqual(done)
    expect(school.all('clash')).toMatchObject([
      { recordKind: 'promise', field: 'dueOn', stands: '"2026-11-30"', other: '"2026-12-02"' },
    ])
  })

  test('every act on it is refused without sight of the pupil, and for a promise that is not there', () => {
    const school = openHollins()
    expect(school.attempt(makePromise, make, otherYear)).toEqual(no('not-permitted'))
    expect(school.attempt(makePromise, { ...make, caseId: id(404) }, lead)).toEqual(no('does-not-belong'))
    school.attempt(makePromise, make, officer)
    expect(school.attempt(makePromise, make, officer)).toEqual(no('already-exists'))
    expect(school.attempt(settlePromise, settle, otherYear)).toEqual(no('not-permitted'))
    expect(school.attempt(settlePromise, { ...settle, promiseId: id(404) }, lead)).toEqual(no('does-not-belong'))
    expect(school.attempt(changePromise, move, otherYear)).toEqual(no('not-permitted'))
    expect(school.attempt(changePromise, { ...move, promiseId: id(404) }, lead)).toEqual(no('does-not-belong'))
    const taken = clashIdFor(id(42), 'promise', 'dueOn')
    expect(school.attempt(changePromise, { ...move, clashId: taken }, lead)).toEqual(no('already-exists'))
  })
})

describe('a visit-risk flag', () => {
  const raise = {
    pupilId: aisha,
    flagId: id(43),
    about: 'dog-or-animal',
    severity: 'two-people',
    evidence: 'A large dog, off the lead, on 2 November.',
    raisedOn: '2026-11-02',
    reviewBy: '2027-01-10',
  } as const
  const review = {
    pupilId: aisha,
    flagId: id(43),
    clashId: id(70),
    on: '2026-11-19',
    words: 'Still there.',
    reviewBy: { from: '2027-01-10', to: '2027-02-10' },
    end: false,
  }
  const raised = () => {
    const school = openHollins()
    expect(school.attempt(raiseRiskFlag, raise, officer)).toEqual(done)
    return school
  }

  test('is raised with its evidence, reviewed in words, and ended', () => {
    const school = raised()
    expect(school.attempt(reviewRiskFlag, review, pastoral)).toEqual(done)
    const end = {
      ...review,
      clashId: id(71),
      on: '2026-12-01',
      words: 'The dog has gone.',
      reviewBy: { from: '2027-02-10', to: '2027-02-10' },
      end: true,
    }
    expect(school.attempt(reviewRiskFlag, end, officer)).toEqual(done)
    expect(school.find('risk-flag', aisha, id(43))).toMatchObject({
      endedOn: '2026-12-01',
      reviewBy: '2027-02-10',
      reviews: [{ words: 'Still there.', by: staff.pastoral }, { words: 'The dog has gone.' }],
    })
  })

  test('[SPEC I18] a review that keeps the flag, after a colleague ended it, is kept and says so: a danger does not vanish unseen', () => {
    const school = raised()
    school.attempt(
      reviewRiskFlag,
      { ...review, words: 'No dog seen.', reviewBy: { from: '2027-01-10', to: '2027-01-10' }, end: true },
      pastoral,
    )
    expect(
      school.attempt(reviewRiskFlag, { ...review, clashId: id(80), words: 'Heard it behind the door.' }, officer),
    ).toEqual(done)
    expect(school.find('risk-flag', aisha, id(43))).toMatchObject({
      endedOn: '2026-11-19',
      reviews: [{ words: 'No dog seen.' }, { words: 'Heard it behind the door.' }],
    })
    expect(school.all('clash')).toMatchObject([
      {
        recordKind: 'risk-flag',
        field: 'endedOn',
        stands: '"2026-11-19"',
        other: 'null',
        why: 'Heard it behind the door.',
      },
    ])
  })

  test('[SPEC I18] two severities clash', () => {
    const school = raised()
    school.attempt(reviewRiskFlag, { ...review, severity: { from: 'two-people', to: 'information' } }, pastoral)
    const worse = {
      ...review,
      clashId: id(80),
      reviewBy: { from: '2027-02-10', to: '2027-02-10' },
      severity: { from: 'two-people', to: 'do-not-visit' },
    } as const
    expect(school.attempt(reviewRiskFlag, worse, officer)).toEqual(done)
    expect(school.all('clash')).toMatchObject([{ field: 'severity', stands: '"information"', other: '"do-not-visit"' }])
  })

  test('is refused without sight of the pupil, twice under one identity, and for a flag that is not there', () => {
    const school = raised()
    expect(school.attempt(raiseRiskFlag, raise, otherYear)).toEqual(no('not-permitted'))
    expect(school.attempt(raiseRiskFlag, raise, officer)).toEqual(no('already-exists'))
    expect(school.attempt(reviewRiskFlag, review, otherYear)).toEqual(no('not-permitted'))
    expect(school.attempt(reviewRiskFlag, { ...review, flagId: id(404) }, lead)).toEqual(no('does-not-belong'))
    const taken = clashIdFor(id(43), 'risk-flag', 'reviewBy')
    expect(school.attempt(reviewRiskFlag, { ...review, clashId: taken }, lead)).toEqual(no('already-exists'))
  })
})
