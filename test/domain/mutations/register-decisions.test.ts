import { describe, expect, test } from 'vitest'
import { closeAbsenceCase } from '#domain/mutations/close-absence-case.ts'
import { decideOnRegister } from '#domain/mutations/decide-on-register.ts'
import { notePenaltyNotice } from '#domain/mutations/note-penalty-notice.ts'
import { openAbsenceCase } from '#domain/mutations/open-absence-case.ts'
import { recordPenaltyNotice } from '#domain/mutations/record-penalty-notice.ts'
import { openingIdOf, RegisterDecision } from '#domain/records/register-decision.ts'
import { actor, aisha, aishasCase, hollins, id, mum, omar, omarsMum, openHollins, staff } from '../small-school.ts'

const saw = { from: '2026-09-07', to: '2026-11-16', marks: 'OONN/\\', takenAt: '2026-11-16T08:00:00.000Z' }
const decision = {
  pupilId: aisha,
  caseId: aishasCase,
  decisionId: id(70),
  about: 'ten-in-ten-weeks',
  decided: 'support',
  why: 'A carer comes from Monday.',
  decidedOn: '2026-11-16',
  counted: 10,
  saw,
} as const
const head = actor('head-of-year')

describe('a decision on what the register shows (the calculation is kept: domain, section 3.1)', () => {
  test('keeps what the clock showed and which register it was, by whom and in what capacity', () => {
    const school = openHollins()
    expect(school.attempt(decideOnRegister, decision, head)).toEqual({ ok: true })
    expect(school.find('register-decision', aisha, id(70))).toMatchObject({
      about: 'ten-in-ten-weeks',
      decided: 'support',
      counted: 10,
      saw,
      by: staff['head-of-year'],
      byRole: 'head-of-year',
    })
  })

  test('keeps the closed days that it was counted with; one written before they were kept still reads', () => {
    const school = openHollins()
    const closed = {
      days: ['2026-10-26', '2026-10-27'],
      halves: [{ day: '2026-10-23', session: 'afternoon' as const }],
      isEntered: true,
    }
    expect(school.attempt(decideOnRegister, { ...decision, closed }, head)).toEqual({ ok: true })
    expect(school.find('register-decision', aisha, id(70))).toMatchObject({ closed })
    expect(school.attempt(decideOnRegister, { ...decision, decisionId: id(71) }, head)).toEqual({ ok: true })
    const before = RegisterDecision.parse(school.find('register-decision', aisha, id(71)))
    expect(before.closed).toBeUndefined()
  })

  test('stands beside an earlier one, is taken once, and is not refused by a case that was closed meanwhile', () => {
    const school = openHollins()
    const closing = { pupilId: aisha, caseId: aishasCase, on: '2026-11-16', reason: 'other', outcome: '' } as const
    expect(school.attempt(closeAbsenceCase, closing, head)).toEqual({ ok: true })
    expect(school.attempt(decideOnRegister, decision, head)).toEqual({ ok: true })
    expect(school.attempt(decideOnRegister, decision, head)).toEqual({ ok: false, refusal: 'already-exists' })
    expect(school.attempt(decideOnRegister, { ...decision, decisionId: id(71) }, head)).toEqual({ ok: true })
  })

  test('is for those who do casework with this child, has its reason, and cannot say that a notice was issued', () => {
    const school = openHollins()
    const refused = { ok: false, refusal: 'not-permitted' }
    expect(school.attempt(decideOnRegister, decision, actor('service-manager'))).toEqual(refused)
    expect(school.attempt(decideOnRegister, decision, actor('administrator'))).toEqual(refused)
    expect(school.attempt(decideOnRegister, { ...decision, pupilId: omar }, head)).toEqual({
      ok: false,
      refusal: 'does-not-belong',
    })
    expect(decideOnRegister.args.safeParse({ ...decision, why: ' ' }).success).toBe(false)
    expect(decideOnRegister.args.safeParse({ ...decision, decided: 'issue' }).success).toBe(false)
    expect(decideOnRegister.args.safeParse({ ...decision, about: 'opening-a-case' }).success).toBe(false)
  })
})

describe('opening a case', () => {
  const opening = {
    caseId: id(72),
    pupilId: omar,
    organisationId: hollins,
    concerns: ['persistent-absence' as const],
    reasons: { child: '', family: '', school: '' },
    stage: 'monitor' as const,
    why: '',
    ownerId: staff['head-of-year'],
    reviewOn: null,
    openedOn: '2026-11-16',
  }

  test('keeps what the register said, once for the case', () => {
    const school = openHollins()
    expect(school.attempt(openAbsenceCase, { ...opening, register: { saw, missed: 4 } }, head)).toEqual({ ok: true })
    expect(school.find('register-decision', omar, openingIdOf(id(72)))).toMatchObject({
      caseId: id(72),
      about: 'opening-a-case',
      decided: 'open-a-case',
      counted: 4,
      saw,
      byRole: 'head-of-year',
    })
  })

  test('of a tablet that knew no marks, or an older app, keeps none', () => {
    const school = openHollins()
    expect(school.attempt(openAbsenceCase, opening, head)).toEqual({ ok: true })
    expect(school.find('register-decision', omar, openingIdOf(id(72)))).toBeNull()
  })
})

describe('a penalty notice that the council issued', () => {
  const notice = {
    pupilId: aisha,
    caseId: aishasCase,
    noticeId: id(73),
    parentId: mum,
    issuedOn: '2026-11-12',
    offence: 'first',
    reference: 'PN 0417',
  } as const
  const officer = actor('education-welfare-officer')

  test('is written down by the officer, and what became of it is added and changes nothing', () => {
    const school = openHollins()
    expect(school.attempt(recordPenaltyNotice, notice, officer)).toEqual({ ok: true })
    const step = { pupilId: aisha, noticeId: id(73), on: '2026-12-01', words: '' }
    expect(school.attempt(notePenaltyNotice, { ...step, what: 'unpaid' }, officer)).toEqual({ ok: true })
    expect(school.attempt(notePenaltyNotice, { ...step, what: 'withdrawn' }, officer)).toEqual({ ok: true })
    expect(school.find('penalty-notice', aisha, id(73))).toMatchObject({
      parentId: mum,
      issuedOn: '2026-11-12',
      byRole: 'education-welfare-officer',
      steps: [{ what: 'unpaid' }, { what: 'withdrawn' }],
    })
  })

  test('is for a parent in this child’s own file, and taken once', () => {
    const school = openHollins()
    expect(school.attempt(recordPenaltyNotice, { ...notice, parentId: omarsMum }, officer)).toEqual({
      ok: false,
      refusal: 'does-not-belong',
    })
    expect(school.attempt(recordPenaltyNotice, notice, officer)).toEqual({ ok: true })
    expect(school.attempt(recordPenaltyNotice, notice, officer)).toEqual({ ok: false, refusal: 'already-exists' })
  })

  test('pastoral staff and heads of year read it and do not write it', () => {
    const school = openHollins()
    for (const role of ['pastoral', 'head-of-year', 'service-manager'] as const)
      expect(school.attempt(recordPenaltyNotice, notice, actor(role))).toEqual({ ok: false, refusal: 'not-permitted' })
  })
})
