import { describe, expect, test } from 'vitest'
import { ClosedSeen } from '#domain/records/register-decision.ts'
import { closedSeen, sayClosed, sessionsOf, sinceClosed } from '#domain/register/closed-seen.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { schoolCalendar } from '#domain/time/school-calendar.ts'

const span = { from: '2026-09-14', to: '2026-11-23' }
const halfTerm = ['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30']
const say = (day: string) => sayDay(day, '2026-11-23')

describe('the closed days that a decision was counted with', () => {
  test('are those of the span, halves of days among them, and say whether the school had entered any', () => {
    const calendar = schoolCalendar(
      [...halfTerm, '2026-09-04', '2026-12-21'],
      [
        { day: '2026-11-20', session: 'afternoon' },
        { day: '2026-12-18', session: 'afternoon' },
      ],
      '2026-12-21',
    )
    const seen = closedSeen(calendar, span)
    expect(seen).toEqual({
      days: halfTerm,
      halves: [{ day: '2026-11-20', session: 'afternoon' }],
      isEntered: true,
    })
    expect(ClosedSeen.safeParse(seen).success).toBe(true)
    expect(closedSeen(schoolCalendar([]), span)).toEqual({ days: [], halves: [], isEntered: false })
  })

  test('beside the calendar now: which sessions are closed only now, and which are held only now', () => {
    const then = closedSeen(schoolCalendar(halfTerm, [{ day: '2026-11-20', session: 'afternoon' }]), span)
    const now = schoolCalendar([...halfTerm.slice(1), '2026-11-20'])
    expect(sinceClosed(then, now, span)).toEqual({
      closed: [{ day: '2026-11-20', session: 'morning' }],
      held: [
        { day: '2026-10-26', session: 'morning' },
        { day: '2026-10-26', session: 'afternoon' },
      ],
    })
    expect(sinceClosed(then, schoolCalendar(halfTerm, [{ day: '2026-11-20', session: 'afternoon' }]), span)).toEqual({
      closed: [],
      held: [],
    })
  })

  test('a closure outside the span is no change', () => {
    const then = closedSeen(schoolCalendar(halfTerm), span)
    expect(sinceClosed(then, schoolCalendar([...halfTerm, '2026-12-21', '2026-09-11']), span)).toEqual({
      closed: [],
      held: [],
    })
  })

  test('are said as spans, over a weekend too, and a half by itself', () => {
    const days = ['2026-10-23', ...halfTerm, '2026-11-05']
    const halves = [{ day: '2026-11-04', session: 'morning' as const }]
    expect(sayClosed(sessionsOf({ days, halves }), say)).toBe('Fri 23 Oct to Fri 30 Oct; Wed 4 Nov, morning; Thu 5 Nov')
  })
})
