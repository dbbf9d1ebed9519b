import { describe, expect, test } from 'vitest'
import { accountsOn, contactHealthOf } from '#domain/casework/contact-health.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import { aNote, aVisit, idOf, mum } from '../../client/features/invented-family.ts'

const dad = idOf(41)
let made = 100
const rung = (on: string, at: string | null, result: ContactNote['result'], over: Partial<ContactNote> = {}) => {
  made += 1
  return aNote({ id: idOf(made), happenedOn: on, happenedAt: at, result, recordedAt: `${on}T18:00:00.000Z`, ...over })
}
const health = (notes: ContactNote[], visits: HomeVisit[] = [], parent = mum) =>
  contactHealthOf(parent, { notes, visits })

describe('how well a parent can be reached', () => {
  test('nobody noted trying: nothing is known, and nothing is made up', () => {
    expect(health([])).toEqual({
      lastReached: null,
      lastTried: null,
      triesSince: 0,
      bestTime: null,
      numbers: new Map(),
    })
  })

  test('tries are counted since the last time the parent was reached, by the day things happened', () => {
    // Written down late: the answered call of the 12th reached the office after the failed one of the 13th.
    const found = health([
      rung('2026-11-13', '09:00', 'no-answer'),
      rung('2026-11-16', '15:10', 'voicemail-left'),
      rung('2026-11-12', '10:00', 'spoke', { recordedAt: '2026-11-17T08:00:00.000Z' }),
      rung('2026-11-10', '10:00', 'no-answer'),
    ])
    expect(found.lastReached).toMatchObject({ on: '2026-11-12', at: '10:00' })
    expect(found.triesSince).toBe(2)
    expect(found.lastTried).toMatchObject({ on: '2026-11-16', result: 'voicemail-left' })
  })

  test('a message that was sent is neither an answer nor a failure', () => {
    const found = health([rung('2026-11-12', '10:00', 'sent', { means: 'text' })])
    expect(found).toMatchObject({ lastReached: null, triesSince: 0, lastTried: { result: 'sent' } })
  })

  test('whoever came to the door was reached there; what another parent did says nothing of this one', () => {
    const atTheDoor = aVisit({
      happenedOn: '2026-11-18',
      happenedAt: null,
      arrivedAt: '16:20',
      access: 'doorstep',
      answeredBy: [{ parentId: mum, name: 'Mrs Farida Rahman', relationship: 'Mum' }],
    })
    expect(health([rung('2026-11-12', null, 'no-answer')], [atTheDoor]).lastReached).toMatchObject({
      how: 'home-visit',
      at: '16:20',
    })
    expect(health([rung('2026-11-12', null, 'spoke')], [atTheDoor], dad).lastReached).toBeNull()
  })

  test('a time of day is a pattern from two answers on, and only when it holds more than half of them', () => {
    const early = [rung('2026-11-02', '08:40', 'spoke'), rung('2026-11-03', '08:55', 'spoke')]
    expect(health(early.slice(0, 1)).bestTime).toBeNull()
    expect(health(early).bestTime).toEqual({ part: 'early', times: 2, of: 2 })
    const late = [rung('2026-11-04', '16:00', 'spoke'), rung('2026-11-05', '17:00', 'spoke')]
    expect(health([...early, ...late]).bestTime).toBeNull()
    // An answer whose time nobody said is no part of the count.
    expect(health([...early, rung('2026-11-06', null, 'spoke')]).bestTime).toEqual({ part: 'early', times: 2, of: 2 })
  })

  test('each number has its own run of rings without an answer, however it was written', () => {
    const found = health([
      rung('2026-11-10', '09:00', 'no-answer', { numberUsed: '07700 900123' }),
      rung('2026-11-11', '09:00', 'engaged', { numberUsed: '07700900123' }),
      rung('2026-11-12', '09:00', 'spoke', { numberUsed: '07700 900456' }),
    ])
    expect(found.numbers.get('07700900123')).toEqual({ unanswered: 2, lastAnswered: null })
    expect(found.numbers.get('07700900456')).toEqual({ unanswered: 0, lastAnswered: '2026-11-12' })
  })
})

test('today’s contacts stand in the order of the times that people said, those without a time last', () => {
  const today = '2026-11-23'
  const accounts = [
    rung(today, null, 'sent', { means: 'letter-out' }),
    rung(today, '14:00', 'no-answer'),
    rung(today, '09:10', 'spoke'),
    rung('2026-11-20', '08:00', 'spoke'),
  ]
  expect(accountsOn(accounts, today).map(({ happenedAt }) => happenedAt)).toEqual(['09:10', '14:00', null])
})
