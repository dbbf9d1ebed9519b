import { describe, expect, test } from 'vitest'
import { byRisk, morningRisk } from '#domain/morning/risk/morning-risk.ts'
import type { MorningSubject } from '#domain/morning/risk/rule.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { aCase, aRiskFlag, aNote, aPupil, idOf } from '../../client/features/invented-family.ts'
import { aRegister, present } from '../register/a-register.ts'

/** Monday 23 November, after weeks with nothing missed. */
const today = '2026-11-23'
const settled = aRegister('2026-10-05', present, present, '## ## ## ## ##', present, present, present, present)
const missing = (over: Partial<MorningSubject> & { pupil?: MorningSubject['pupil'] } = {}) =>
  morningRisk({
    pupil: aPupil(),
    absenceCase: null,
    flags: [],
    isRestricted: false,
    notes: [],
    wasHere: false,
    year: settled,
    today,
    calendar: noClosuresEntered,
    ...over,
  })
const recent = { lastSeenOn: '2026-11-20', lastContactOn: '2026-11-20', failedVisits: 0 }

const failed = (days: string[]) =>
  missing({ absenceCase: aCase({ ...recent, failedVisits: days.length, failedVisitsOn: days }) })
const unseenSince = (lastSeenOn: string) => missing({ absenceCase: aCase({ ...recent, lastSeenOn }) })
const week = (last: string) =>
  missing({ year: aRegister('2026-09-07', ...Array.from({ length: 10 }, () => present), last) })
const tried = (result: 'no-answer' | 'spoke', happenedOn: string, number: number) =>
  aNote({ id: idOf(number), result, happenedOn, recordedAt: `${happenedOn}T18:00:00.000Z` })

describe('whom to ring first of those who are missing (published first-day procedures; domain: section 4.3)', () => {
  test('a child of whom nothing is known is rung too, after the others', () => {
    expect(missing()).toEqual({ tier: 'later', why: [] })
  })

  test('whom social care knows is first, and the social worker is to hear of it (domain: sections 1.5 and 1.6)', () => {
    expect(missing({ pupil: aPupil({ hasSocialWorker: 'yes' }) })).toEqual({
      tier: 'first',
      why: ['Has a social worker: tell them too'],
    })
    expect(missing({ pupil: aPupil({ lookedAfter: 'yes', hasSocialWorker: 'yes' }) }).why).toEqual([
      'Looked after: tell the social worker too',
    ])
    expect(missing({ pupil: aPupil({ lookedAfter: 'unknown', hasSocialWorker: 'unknown' }) }).tier).toBe('later')
  })

  test('a child who was here in the morning and is missing in the afternoon is first', () => {
    expect(missing({ wasHere: true })).toEqual({ tier: 'first', why: ['Was here this morning'] })
  })

  test('what is written for the safeguarding lead puts a child first and says nothing of what it is', () => {
    expect(missing({ isRestricted: true })).toEqual({
      tier: 'first',
      why: ['The safeguarding lead knows something about this child'],
    })
  })

  test('a standing warning about people at home counts; a dog, a parked car and a warning that ended do not', () => {
    expect(missing({ flags: [aRiskFlag({ about: 'domestic-abuse', endedOn: null })] })).toEqual({
      tier: 'first',
      why: ['A warning about the home: domestic abuse'],
    })
    expect(missing({ flags: [aRiskFlag({ about: 'dog-or-animal', endedOn: null })] }).tier).toBe('later')
    expect(missing({ flags: [aRiskFlag({ about: 'weapon', endedOn: '2026-11-01' })] }).tier).toBe('later')
  })

  test('two visits in a row that nobody answered, or long unseen: first; one visit, or a week unseen: next', () => {
    expect(failed(['2026-11-18', '2026-11-20'])).toMatchObject({ tier: 'first' })
    expect(failed(['2026-11-18', '2026-11-20']).why).toContain('2 visits in a row with no answer')
    expect(failed(['2026-11-20'])).toMatchObject({ tier: 'next' })
    expect(unseenSince('2026-11-09')).toMatchObject({ tier: 'first' })
    expect(unseenSince('2026-11-16')).toMatchObject({ tier: 'next' })
    expect(unseenSince('2026-11-17').why).toEqual(['Has an open case'])
  })

  test('school days in a row without a reason are counted with today, over a weekend, and not past a day with one', () => {
    expect(week('/\\ /\\ /\\ NN NN')).toEqual({
      tier: 'first',
      why: ['3 school days in a row without a reason'],
    })
    expect(week('/\\ /\\ /\\ II NN')).toMatchObject({ tier: 'next' })
    expect(week('/\\ /\\ NN NN /\\')).toEqual({ tier: 'later', why: [] })
  })

  test('small children, a tenth missed, a plan for their needs, caring at home, tries that reached nobody: next', () => {
    expect(missing({ pupil: aPupil({ yearGroup: 1 }) })).toMatchObject({ tier: 'next' })
    expect(missing({ pupil: aPupil({ yearGroup: 3 }) }).tier).toBe('later')
    expect(missing({ year: aRegister('2026-11-09', present, '/\\ /\\ /\\ OO /\\') })).toEqual({
      tier: 'next',
      why: ['Persistently absent'],
    })
    expect(missing({ pupil: aPupil({ sen: 'ehcp', youngCarer: 'yes' }) }).why).toEqual([
      'Has an education, health and care plan',
      'Young carer',
    ])
    const failing = [
      tried('spoke', '2026-11-12', 501),
      tried('no-answer', '2026-11-17', 502),
      tried('no-answer', '2026-11-18', 503),
    ]
    expect(missing({ notes: failing }).why).toEqual(['The last 2 tries reached nobody'])
    expect(missing({ notes: [...failing, tried('spoke', '2026-11-19', 504)] }).tier).toBe('later')
    // Somebody else who was reached is not the family, and one who was not is no try to reach it.
    const others = { withFamily: false }
    expect(missing({ notes: [...failing, { ...tried('spoke', '2026-11-19', 504), ...others }] }).why).toEqual([
      'The last 2 tries reached nobody',
    ])
    expect(
      missing({ notes: [...failing.slice(0, 2), { ...tried('no-answer', '2026-11-19', 504), ...others }] }).tier,
    ).toBe('later')
    // What was tried this morning is the morning's own, not a reason to be higher on its list.
    expect(missing({ notes: [...failing.slice(0, 2), tried('no-answer', today, 505)] }).tier).toBe('later')
  })

  test('the tier of the gravest reason holds, every reason is said, and within a tier whoever has more stands first', () => {
    const both = missing({ pupil: aPupil({ hasSocialWorker: 'yes', sen: 'ehcp' }) })
    expect(both).toEqual({
      tier: 'first',
      why: ['Has a social worker: tell them too', 'Has an education, health and care plan'],
    })
    const one = missing({ isRestricted: true })
    expect([missing(), one, both].toSorted(byRisk)).toEqual([both, one, missing()])
  })
})
