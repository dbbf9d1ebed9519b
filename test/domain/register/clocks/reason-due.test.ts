import { describe, expect, test } from 'vitest'
import { reasonsDue, sayReasonDue } from '#domain/register/clocks/reason-due.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { schoolCalendar } from '#domain/time/school-calendar.ts'
import { aisha, aRegister, present } from '../a-register.ts'

/** Two weeks from Monday 9 November: N on the second Thursday and Friday afternoon. */
const november = aRegister('2026-11-09', present, '/\\ /\\ /\\ NN /N')
const on = (today: string, calendar = noClosuresEntered) => reasonsDue(aisha, [november], calendar, today)

describe('N gives way to its reason within five school days, else it is O (regulation 10(7) to (9))', () => {
  test('each day that is N stands once, with its sessions and the fifth school day after it', () => {
    expect(on('2026-11-20')).toEqual([
      { day: '2026-11-19', sessions: ['morning', 'afternoon'], dueOn: '2026-11-26', left: 4, isOver: false },
      { day: '2026-11-20', sessions: ['afternoon'], dueOn: '2026-11-27', left: 5, isOver: false },
    ])
  })

  test('it counts down in school days, not over a weekend; the fifth is the last, and then O is due', () => {
    const [thursday] = on('2026-11-22')
    expect(thursday?.left).toBe(4)
    const said = ['2026-11-25', '2026-11-26', '2026-11-27', '2026-12-18'].map((today) => {
      const [first] = on(today)
      return first === undefined ? null : sayReasonDue(first, 'Thu 26 Nov')
    })
    expect(said).toEqual([
      '1 school day left, until Thu 26 Nov',
      'today is the last day to find the reason',
      'O is due',
      'O is due',
    ])
  })

  test('days on which the school is closed are no school days: the regulation’s days govern, not working days', () => {
    const [first] = on('2026-11-23', schoolCalendar(['2026-11-23', '2026-11-24']))
    expect(first).toMatchObject({ dueOn: '2026-11-30', left: 4 })
  })

  test('a mark that was settled asks for nothing, nor does a day before the pupil came or after they left', () => {
    expect(reasonsDue(aisha, [aRegister('2026-11-16', present)], noClosuresEntered, '2026-11-20')).toEqual([])
    expect(reasonsDue({ ...aisha, leftOn: '2026-11-18' }, [november], noClosuresEntered, '2026-11-27')).toEqual([])
    expect(reasonsDue(aisha, [], noClosuresEntered, '2026-11-27')).toEqual([])
  })
})
