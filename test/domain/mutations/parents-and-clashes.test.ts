import { describe, expect, test } from 'vitest'
import { clashIdFor } from '#domain/casework/shared-field.ts'
import { assignAbsenceCase } from '#domain/mutations/assign-absence-case.ts'
import { changeReasons } from '#domain/mutations/change-reasons.ts'
import { changeStage } from '#domain/mutations/change-stage.ts'
import { markPhone } from '#domain/mutations/mark-phone.ts'
import { setSafeContact } from '#domain/mutations/set-safe-contact.ts'
import { isPartyTo } from '#domain/records/clash.ts'
import { settleClash } from '#domain/mutations/settle-clash.ts'
import { actor, aisha, aishasCase, hollins, id, mum, omarsMum, openHollins, staff } from '../small-school.ts'

const done = { ok: true }
const no = (refusal: string) => ({ ok: false, refusal })

const officer = actor('education-welfare-officer')
const lead = actor('attendance-lead')
const pastoral = actor('pastoral')
const otherYear = actor('head-of-year', { yearGroups: [7] })

describe('a telephone number', () => {
  const mark = { pupilId: aisha, parentId: mum, number: '07700900123', failing: true }

  test('is marked as failing and as working again; a number that the school has replaced needs no mark', () => {
    const school = openHollins()
    const failing = () => school.find('parent', aisha, mum)?.phones.map((phone) => phone.failing)
    expect(school.attempt(markPhone, mark, officer)).toEqual(done)
    expect(failing()).toEqual([true])
    expect(school.attempt(markPhone, { ...mark, failing: false }, officer)).toEqual(done)
    expect(failing()).toEqual([false])
    expect(school.attempt(markPhone, { ...mark, number: '07700 900999' }, officer)).toEqual(done)
    expect(failing()).toEqual([false])
  })

  test('is not marked without sight of the pupil, nor for a parent in another file', () => {
    const school = openHollins()
    expect(school.attempt(markPhone, mark, otherYear)).toEqual(no('not-permitted'))
    expect(school.attempt(markPhone, { ...mark, parentId: omarsMum }, lead)).toEqual(no('does-not-belong'))
  })
})

describe('safe contact', () => {
  const set = { pupilId: aisha, parentId: mum, clashId: id(70), safeContactRule: { from: null, to: 'Text first.' } }

  test('is set, and that nobody may ring is set beside it', () => {
    const school = openHollins()
    expect(school.attempt(setSafeContact, set, officer)).toEqual(done)
    const stop = { pupilId: aisha, parentId: mum, clashId: id(71), doNotContact: { from: false, to: true } }
    expect(school.attempt(setSafeContact, stop, lead)).toEqual(done)
    expect(school.find('parent', aisha, mum)).toMatchObject({ safeContactRule: 'Text first.', doNotContact: true })
  })

  test('[SPEC I18] two rules clash, and settling for both keeps both texts', () => {
    const school = openHollins()
    school.attempt(setSafeContact, set, officer)
    school.attempt(
      setSafeContact,
      { ...set, clashId: id(80), safeContactRule: { from: null, to: 'Not after four.' } },
      pastoral,
    )
    const [clash] = school.all('clash')
    expect(clash).toMatchObject({
      recordKind: 'parent',
      field: 'safeContactRule',
      other: '"Not after four."',
      standsBy: { by: officer.personId, recordedAt: '2026-11-20T10:00:00.000Z' },
    })
    if (clash === undefined) throw new Error('There is no clash.')
    // It needs the two who made it; a colleague who merely has the pupil is not asked.
    expect([officer, pastoral, lead].map((by) => isPartyTo(clash, by.personId))).toEqual([true, true, false])
    const settle = {
      pupilId: aisha,
      clashId: clash.id,
      recordKind: 'parent',
      recordId: mum,
      field: 'safeContactRule',
      keep: 'both',
      newClashId: id(90),
    } as const
    const headings = { stands: 'The officer, 20 Nov 10:00', other: 'The pastoral, 20 Nov 10:00' }
    const headed = school.rehearse(settleClash, { ...settle, headings }, lead).changes
    expect(headed.find((record) => record.kind === 'parent')).toMatchObject({
      safeContactRule: 'The officer, 20 Nov 10:00:\nText first.\n\nThe pastoral, 20 Nov 10:00:\nNot after four.',
    })
    expect(school.attempt(settleClash, settle, lead)).toEqual(done)
    expect(school.find('parent', aisha, mum)?.safeContactRule).toBe('Text first.\n\nNot after four.')
  })

  test('is refused without sight of the pupil, for a stranger, and under an identity in use', () => {
    const school = openHollins()
    expect(school.attempt(setSafeContact, set, otherYear)).toEqual(no('not-permitted'))
    expect(school.attempt(setSafeContact, { ...set, parentId: omarsMum }, lead)).toEqual(no('does-not-belong'))
    const taken = clashIdFor(mum, 'parent', 'safeContactRule')
    expect(school.attempt(setSafeContact, { ...set, clashId: taken }, lead)).toEqual(no('already-exists'))
  })
})

describe('settling a clash', () => {
  const move = { pupilId: aisha, caseId: aishasCase, on: '2026-11-20' }
  const clashed = () => {
    const school = openHollins()
    school.attempt(
      changeStage,
      { ...move, clashId: id(70), stage: { from: 'monitor', to: 'facilitate-support' }, why: 'Early help.' },
      officer,
    )
    school.attempt(
      changeStage,
      { ...move, clashId: id(80), stage: { from: 'monitor', to: 'enforce' }, why: 'Support refused.' },
      lead,
    )
    const clash = school.all('clash')[0]?.id ?? ''
    const settle = {
      pupilId: aisha,
      clashId: clash,
      recordKind: 'absence-case',
      recordId: aishasCase,
      field: 'stage',
      newClashId: id(90),
    } as const
    return { school, settle }
  }

  test('for what stands changes nothing but the clash, once', () => {
    const { school, settle } = clashed()
    expect(school.attempt(settleClash, { ...settle, keep: 'stands' }, officer)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.stage).toBe('facilitate-support')
    expect(school.all('clash')).toMatchObject([{ settled: { keep: 'stands', by: officer.personId } }])
    expect(school.attempt(settleClash, { ...settle, keep: 'other' }, lead)).toEqual(no('already-settled'))
  })

  test('for the other moves the case, by whoever asked for it and with their reason', () => {
    const { school, settle } = clashed()
    expect(school.attempt(settleClash, { ...settle, keep: 'other' }, officer)).toEqual(done)
    const after = school.find('absence-case', aisha, aishasCase)
    expect(after?.stage).toBe('enforce')
    expect(after?.stageMoves.at(-1)).toMatchObject({
      from: 'facilitate-support',
      to: 'enforce',
      by: lead.personId,
      why: 'Support refused.',
    })
  })

  test('[SPEC I18] a third change made since the clash is not written over: the choice meets it as a new clash', () => {
    const { school, settle } = clashed()
    school.attempt(
      changeStage,
      { ...move, clashId: id(81), stage: { from: 'facilitate-support', to: 'formalise-support' }, why: 'Contract.' },
      pastoral,
    )
    expect(school.attempt(settleClash, { ...settle, keep: 'other' }, officer)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.stage).toBe('formalise-support')
    expect(school.all('clash')).toMatchObject([
      { settled: { keep: 'other' } },
      { stands: '"formalise-support"', other: '"enforce"', why: 'Support refused.', settled: null },
    ])
  })

  test('two stages cannot both be kept; two texts too long to join are kept as they are', () => {
    const { school, settle } = clashed()
    expect(school.attempt(settleClash, { ...settle, keep: 'both' }, lead)).toEqual(no('bad-arguments'))
    const about = { pupilId: aisha, caseId: aishasCase }
    school.attempt(changeReasons, { ...about, clashId: id(72), child: { from: '', to: 'a'.repeat(60_000) } }, officer)
    school.attempt(changeReasons, { ...about, clashId: id(84), child: { from: '', to: 'b'.repeat(60_000) } }, lead)
    const clash = school.all('clash').find(({ field }) => field === 'reasons.child')
    const both = { ...settle, clashId: clash?.id ?? '', field: 'reasons.child', keep: 'both' } as const
    expect(school.attempt(settleClash, both, lead)).toEqual(no('too-large'))
    expect(school.all('clash').find(({ field }) => field === 'reasons.child')?.settled).toBeNull()
  })

  test('over who has the case is for those who may hand it on', () => {
    const school = openHollins()
    const hand = { pupilId: aisha, caseId: aishasCase, organisationId: hollins }
    school.attempt(
      assignAbsenceCase,
      { ...hand, clashId: id(70), ownerId: { from: officer.personId, to: staff['head-of-year'] } },
      lead,
    )
    school.attempt(
      assignAbsenceCase,
      { ...hand, clashId: id(80), ownerId: { from: officer.personId, to: staff['designated-safeguarding-lead'] } },
      lead,
    )
    const settle = {
      pupilId: aisha,
      clashId: school.all('clash')[0]?.id ?? '',
      recordKind: 'absence-case',
      recordId: aishasCase,
      field: 'ownerId',
      keep: 'other',
      newClashId: id(90),
    } as const
    expect(school.attempt(settleClash, settle, pastoral)).toEqual(no('not-permitted'))
    expect(school.attempt(settleClash, settle, lead)).toEqual(done)
    expect(school.find('absence-case', aisha, aishasCase)?.ownerId).toBe(staff['designated-safeguarding-lead'])
    expect(school.find('pupil', aisha, aisha)?.caseOwners).toEqual({
      [aishasCase]: staff['designated-safeguarding-lead'],
    })
  })

  test('is refused without sight of the pupil, when it names another record or field, and under an identity in use', () => {
    const { school, settle } = clashed()
    expect(school.attempt(settleClash, { ...settle, keep: 'other' }, otherYear)).toEqual(no('not-permitted'))
    expect(school.attempt(settleClash, { ...settle, clashId: id(404), keep: 'other' }, lead)).toEqual(
      no('does-not-belong'),
    )
    expect(school.attempt(settleClash, { ...settle, field: 'reviewOn', keep: 'other' }, lead)).toEqual(
      no('does-not-belong'),
    )
    expect(
      school.attempt(settleClash, { ...settle, recordKind: 'parent', recordId: mum, keep: 'other' }, lead),
    ).toEqual(no('does-not-belong'))
    const taken = clashIdFor(aishasCase, 'absence-case', 'stage')
    expect(school.attempt(settleClash, { ...settle, newClashId: taken, keep: 'other' }, lead)).toEqual(
      no('already-exists'),
    )
  })
})
