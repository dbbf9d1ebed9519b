import { describe, expect, test } from 'vitest'
import { byCode, byMonth } from '#domain/register/by-month-and-code.ts'
import { registerPicture } from '#domain/register/register-picture.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { schoolCalendar } from '#domain/time/school-calendar.ts'
import { aisha, aRegister, present } from './a-register.ts'

const statesOf = (...asked: Parameters<typeof registerPicture>) =>
  registerPicture(...asked)?.rows.map(({ sessions }) => sessions.map(({ state }) => state))

describe('the register picture', () => {
  test('weeks across from the first mark to today, Monday to Friday down, a morning and an afternoon each', () => {
    const picture = registerPicture(aisha, aRegister('2026-09-07', present), noClosuresEntered, '2026-09-23')
    expect(picture?.weeks).toEqual(['2026-09-07', '2026-09-14', '2026-09-21'])
    expect(picture?.rows.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5])
    expect(picture?.rows[2]?.sessions.slice(0, 3)).toEqual([
      { day: '2026-09-09', session: 'morning', code: '/', state: 'marked' },
      { day: '2026-09-09', session: 'afternoon', code: '\\', state: 'marked' },
      { day: '2026-09-16', session: 'morning', code: null, state: 'no-mark' },
    ])
  })

  test('closed, without a mark, and still to come are told apart', () => {
    const calendar = schoolCalendar(['2026-09-08'], [{ day: '2026-09-07', session: 'afternoon' }])
    expect(statesOf(aisha, aRegister('2026-09-07', '/. .. .. ## ..'), calendar, '2026-09-10')).toEqual([
      ['marked', 'closed'],
      ['closed', 'closed'],
      ['no-mark', 'no-mark'],
      ['closed', 'closed'],
      ['to-come', 'to-come'],
    ])
  })

  test('days before the pupil came and after they left are of nobody, whatever is marked', () => {
    const onRoll = { onRollFrom: '2026-09-08', leftOn: '2026-09-10' }
    expect(statesOf(onRoll, aRegister('2026-09-07', 'ZZ /\\ /\\ /\\ OO'), noClosuresEntered, '2026-09-11')).toEqual([
      ['not-on-roll', 'not-on-roll'],
      ['marked', 'marked'],
      ['marked', 'marked'],
      ['marked', 'marked'],
      ['not-on-roll', 'not-on-roll'],
    ])
  })

  test('a whole year of closures sent ahead makes no weeks before they come', () => {
    const year = aRegister('2026-09-07', present, '## ## ## ## ##', '## ## ## ## ##')
    expect(registerPicture(aisha, year, noClosuresEntered, '2026-09-14')?.weeks).toHaveLength(2)
  })

  test('a school that teaches on Sunday has its Sundays', () => {
    const sunday = { ...aRegister('2026-09-07', present), from: '2026-09-13', marks: '/\\' }
    expect(registerPicture(aisha, sunday, noClosuresEntered, '2026-09-13')?.rows.map(({ weekday }) => weekday)).toEqual(
      [1, 2, 3, 4, 5, 0],
    )
  })

  test('an earlier year ends with its last mark', () => {
    expect(
      registerPicture(aisha, aRegister('2025-09-08', present, present), noClosuresEntered, '2026-11-23')?.weeks,
    ).toEqual(['2025-09-08', '2025-09-15'])
  })

  test('without a mark there is no picture', () => {
    expect(registerPicture(aisha, aRegister('2026-09-07'), noClosuresEntered, '2026-09-14')).toBeNull()
  })
})

describe('the figures under the picture', () => {
  const year = aRegister('2026-09-28', '/\\ L\\ II /\\ OO', '## ## ## ## ##', '/\\ Y2. /\\ /\\ /\\'.replace('Y2', '2'))

  test('sessions by month, each in its own', () => {
    expect(byMonth(aisha, year, '2026-11-23')).toEqual([
      { month: '2026-09', counts: { possible: 6, attended: 4, authorised: 2, unauthorised: 0, late: 1 } },
      { month: '2026-10', counts: { possible: 12, attended: 10, authorised: 0, unauthorised: 2, late: 0 } },
    ])
  })

  test('how often each code was marked, without those that only say that the school was closed', () => {
    expect(byCode(aisha, year, '2026-11-23')).toEqual([
      { code: '\\', sessions: 7 },
      { code: '/', sessions: 6 },
      { code: 'I', sessions: 2 },
      { code: 'O', sessions: 2 },
      { code: 'L', sessions: 1 },
      { code: 'Y2', sessions: 1 },
    ])
  })

  test('only up to today', () => {
    expect(byMonth(aisha, year, '2026-09-28').map(({ counts }) => counts.possible)).toEqual([2])
  })
})
