import { describe, expect, test } from 'vitest'
import type { Handover } from '#domain/records/handover.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { handoverUnanswered } from '#domain/today/handover-unanswered.ts'
import { priorities } from '#domain/today/rule.ts'

const [giver, receiver, lead] = ['giver', 'receiver', 'lead']

const toldOf = (personId: string, over: Partial<Pick<Handover, 'offeredOn' | 'answered' | 'by'>> = {}) =>
  handoverUnanswered(
    { toId: receiver, by: giver, offeredOn: '2026-11-23', answered: null, ...over },
    { personId, today: '2026-11-23', calendar: noClosuresEntered },
  )

describe('a case that was offered and not answered', () => {
  test('is its receiver’s to answer from the day it was offered', () => {
    expect(toldOf(receiver)).toEqual({
      side: 'offered-to',
      priority: priorities.reviewToday,
      why: 'This case was offered to you today',
      next: 'Read what you would take on, and accept it or say why not',
      dueOn: '2026-11-23',
      late: false,
    })
  })

  test('is late for its receiver after three school days; a weekend does not count', () => {
    expect(toldOf(receiver, { offeredOn: '2026-11-19' })).toMatchObject({ late: false })
    expect(toldOf(receiver, { offeredOn: '2026-11-18' })).toMatchObject({
      late: true,
      priority: priorities.reviewLate,
      why: 'This case was offered to you 3 school days ago',
    })
  })

  test('is told to whoever offered it when nobody has answered for three school days, and not before', () => {
    expect(toldOf(giver)).toBeNull()
    expect(toldOf(giver, { offeredOn: '2026-11-19' })).toBeNull()
    expect(toldOf(giver, { offeredOn: '2026-11-18' })).toMatchObject({
      side: 'offered-by',
      why: 'You offered this case 3 school days ago, and nobody has answered',
      next: 'Ask them, or take the offer back',
    })
  })

  test('a lead who offered it for someone who has left is told, not the one who left', () => {
    const long = { by: lead, offeredOn: '2026-11-02' }
    expect(toldOf(lead, long)).toMatchObject({ side: 'offered-by', late: true })
    expect(toldOf(giver, long)).toBeNull()
  })

  test('is nobody’s any more once it is answered', () => {
    const answered = {
      how: 'declined' as const,
      on: '2026-11-20',
      by: receiver,
      words: 'My week is full.',
      recordedAt: '2026-11-20T09:00:00.000Z',
    }
    expect(toldOf(receiver, { offeredOn: '2026-11-02', answered })).toBeNull()
    expect(toldOf(giver, { offeredOn: '2026-11-02', answered })).toBeNull()
  })
})
