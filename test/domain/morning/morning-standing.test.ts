import { describe, expect, test } from 'vitest'
import { morningStanding, type MorningAsked } from '#domain/morning/morning-standing.ts'
import { proposedCode } from '#domain/morning/proposed-code.ts'
import type { ReasonGiven } from '#domain/records/absence-asked.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import { usualCutOffs } from '#domain/records/morning-plan.ts'
import { instantOf } from '#domain/time/instant.ts'
import { aNote, aParent, idOf } from '../../client/features/invented-family.ts'

const today = '2026-11-23'
const phone = (number: string, failing = false) => ({ number, label: 'mobile' as const, failing })
const mum = aParent({ phones: [phone('07700 900123'), phone('07700 900124')] })
const dad = aParent({ id: idOf(41), relationship: 'father', priority: 2, phones: [phone('07700 900125')] })

let made = 600
const rang = (at: string, number: string, over: Partial<ContactNote> = {}) => {
  made += 1
  return aNote({
    id: idOf(made),
    happenedOn: today,
    happenedAt: at,
    recordedAt: instantOf(today, at),
    result: 'no-answer',
    numberUsed: number,
    ...over,
  })
}
const said = (at: string, reason: ReasonGiven) =>
  rang(at, '07700900123', { result: 'spoke', absence: { day: today, session: 'morning', reason } })

const at = (time: string, notes: ContactNote[] = [], over: Partial<MorningAsked> = {}) =>
  morningStanding({
    notes,
    parents: [dad, mum],
    leadToldAt: null,
    cutOffs: usualCutOffs,
    isAfternoonAlone: false,
    now: instantOf(today, time),
    ...over,
  })

describe('what is next about a child who is missing, by the school’s cut-offs (domain: section 4.3)', () => {
  test('first one call, then every other number in the school’s order, then the safeguarding lead', () => {
    expect(at('09:05')).toMatchObject({ step: 'first-call', dueAt: '09:30', passed: [] })
    const once = at('09:10', [rang('09:08', '07700 900123')])
    expect(once).toMatchObject({ step: 'other-numbers', dueAt: '10:00' })
    expect(once.unrung.map(({ number }) => number)).toEqual(['07700 900124', '07700 900125'])
    const all = [rang('09:08', '07700900123'), rang('09:09', '07700 900124'), rang('09:12', '07700 900125')]
    expect(at('09:15', all)).toMatchObject({ step: 'tell-lead', dueAt: '10:30', passed: [] })
    expect(at('09:15', all, { leadToldAt: instantOf(today, '09:14') })).toMatchObject({
      step: 'with-lead',
      dueAt: null,
    })
  })

  test('somebody else who was reached leaves the family to be reached: the other numbers, then the safeguarding lead', () => {
    const neighbour = rang('09:10', '07700 900199', { result: 'spoke', withFamily: false })
    expect(at('09:15', [neighbour]).step).toBe('other-numbers')
    expect(at('10:05', [neighbour]).passed).toEqual(['everyNumberBy'])
    const all = ['07700900123', '07700 900124', '07700 900125'].map((number) => rang('09:20', number))
    expect(at('10:31', [neighbour, ...all])).toMatchObject({ step: 'tell-lead', passed: ['tellLeadBy'] })
    expect(at('09:15', [rang('09:10', '07700 900123', { result: 'spoke', withFamily: true })]).step).toBe('ask-reason')
  })

  test('late is a state: what is not done by its time stays late, and nothing leaves the list by itself', () => {
    expect(at('09:30').passed).toEqual([])
    expect(at('09:31').passed).toEqual(['firstCallBy'])
    expect(at('14:00')).toMatchObject({
      step: 'first-call',
      passed: ['firstCallBy', 'everyNumberBy', 'tellLeadBy'],
    })
    expect(at('14:00', [rang('09:08', '07700 900123')]).passed).toEqual(['everyNumberBy', 'tellLeadBy'])
    expect(at('14:00', [rang('09:08', '07700 900123')], { leadToldAt: instantOf(today, '09:14') }).passed).toEqual([
      'everyNumberBy',
    ])
  })

  test('a school’s own times hold', () => {
    const cutOffs = { firstCallBy: '08:55', everyNumberBy: '09:15', tellLeadBy: '10:00' }
    expect(at('08:56', [], { cutOffs })).toMatchObject({ dueAt: '08:55', passed: ['firstCallBy'] })
  })

  test('a reason ends it, whoever logged it and by whichever number', () => {
    const standing = at('11:00', [rang('09:08', '07700 900123'), said('09:10', 'ill')])
    expect(standing).toMatchObject({ step: null, passed: [], given: { reason: 'ill' } })
    expect(standing.attempts).toHaveLength(2)
  })

  test('a family that thought the child was at school is no reason: the lead is told at once, before any cut-off', () => {
    expect(at('09:01', [said('09:00', 'thought-at-school')])).toMatchObject({
      step: 'tell-lead',
      dueAt: null,
      given: null,
    })
  })

  test('on the way holds for an hour; who is not marked by then is asked about again', () => {
    const coming = [said('09:00', 'on-the-way')]
    expect(at('10:00', coming)).toMatchObject({ step: null })
    expect(at('10:01', coming)).toMatchObject({ step: 'ask-again', dueAt: '10:00' })
    expect(at('10:05', [...coming, said('10:04', 'ill')])).toMatchObject({ step: null })
  })

  test('a call of the ordinary form counts: a family is never rung twice for the same thing; its reason is still to be noted', () => {
    const spoke = [rang('08:50', '07700 900123', { result: 'spoke' })]
    expect(at('09:10', spoke)).toMatchObject({ step: 'ask-reason' })
    expect(at('11:00', spoke).passed).toEqual([])
  })

  test('nobody is offered who must not be contacted, is no longer listed, or whose number does not work', () => {
    const standing = at('09:05', [], {
      parents: [
        aParent({ doNotContact: true }),
        aParent({ id: idOf(42), notListedSince: '2026-10-01' }),
        aParent({ id: idOf(43), phones: [phone('07700 900126', true)] }),
      ],
    })
    expect(standing.unrung).toEqual([])
    expect(standing).toMatchObject({ step: 'tell-lead' })
  })

  test('what was tried yesterday is not of this morning; a letter that went today is no try', () => {
    const before = rang('09:00', '07700 900123', { happenedOn: '2026-11-20' })
    const letter = rang('08:30', '07700 900123', { means: 'letter-out', result: 'sent' })
    expect(at('09:05', [before, letter])).toMatchObject({ step: 'first-call', attempts: [] })
  })
})

const calledAt = (time: string) => rang(time, '07700 900123')

describe('the afternoon of a child who was here in the morning', () => {
  const afternoon = { firstCallBy: '13:30', everyNumberBy: '14:00', tellLeadBy: '14:15' }
  const gone = (time: string, notes: ContactNote[] = [], over: Partial<MorningAsked> = {}) =>
    at(time, notes, { isAfternoonAlone: true, cutOffs: afternoon, ...over })

  test('what was tried and said in the morning was not about it; what is tried since noon is', () => {
    const morning = [calledAt('09:08'), said('09:10', 'on-the-way')]
    expect(gone('13:20', morning)).toMatchObject({ step: 'first-call', dueAt: '13:30', attempts: [], given: null })
    expect(gone('13:25', [...morning, calledAt('13:22')])).toMatchObject({ step: 'other-numbers', dueAt: '14:00' })
    const told = rang('13:24', '07700 900123', {
      result: 'spoke',
      absence: { day: today, session: 'afternoon', reason: 'ill' },
    })
    expect(gone('13:40', [...morning, told])).toMatchObject({ step: null, given: { reason: 'ill' } })
  })

  test('the lead who was told of something in the morning was not told of this; who was told since was', () => {
    const told = (time: string, notes: ContactNote[] = []) =>
      gone('14:20', notes, { leadToldAt: instantOf(today, time) }).step
    expect(told('09:30')).toBe('first-call')
    expect(told('13:40')).toBe('with-lead')
    expect(told('11:58', [{ ...calledAt('11:55'), absence: { day: today, session: 'afternoon', reason: null } }])).toBe(
      'with-lead',
    )
  })

  test('the school’s own times for the afternoon hold; those of the morning never make the afternoon late', () => {
    expect(gone('13:31').passed).toEqual(['firstCallBy'])
    expect(gone('13:29').passed).toEqual([])
  })

  test('where the school has set none, nothing is due by a time and nothing is late; what is next is said all the same', () => {
    expect(gone('15:30', [], { cutOffs: null })).toMatchObject({ step: 'first-call', dueAt: null, passed: [] })
    const all = ['07700900123', '07700 900124', '07700 900125'].map((number) => rang('13:15', number))
    expect(gone('15:30', all, { cutOffs: null })).toMatchObject({ step: 'tell-lead', passed: [] })
  })
})

describe('what a reason proposes for the register, which Doorstep never edits', () => {
  test('ill is I and an appointment M; nothing follows from the others alone', () => {
    expect(proposedCode('ill')).toEqual({ code: 'I', words: 'Ill' })
    expect(proposedCode('medical-appointment').code).toBe('M')
    for (const reason of ['on-the-way', 'thought-at-school', 'other'] as const)
      expect(proposedCode(reason).code).toBeNull()
  })
})
