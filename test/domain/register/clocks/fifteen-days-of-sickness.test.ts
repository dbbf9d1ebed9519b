import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fifteenDaysOfSickness, untilFifteenDays } from '#domain/register/clocks/fifteen-days-of-sickness.ts'
import { markCodes, type MarkCode } from '#domain/register/mark-codes.ts'
import { writeLetters, type PlacedMark } from '#domain/register/mark-letters.ts'
import { addDays, weekdayOf } from '#domain/time/school-day.ts'
import { aisha, aRegister, present } from '../a-register.ts'

const ill = 'II II II II II'
const today = '2026-11-27'

describe('fifteen days of sickness (SI 2024/208, regulation 13: the sickness return)', () => {
  test('are counted together in the school year, the longest spell beside them', () => {
    const years = [aRegister('2026-09-07', ill, present, 'II II II /\\ I\\', ill, '/I /\\ /\\ /\\ /\\')]
    expect(fifteenDaysOfSickness(aisha, years, today)).toEqual({
      days: 15,
      sessions: 28,
      spells: [
        { from: '2026-09-07', to: '2026-09-11', days: 5, sessions: 10 },
        { from: '2026-09-21', to: '2026-09-23', days: 3, sessions: 6 },
        { from: '2026-09-25', to: '2026-10-05', days: 7, sessions: 12 },
      ],
      longest: 7,
      reachedOn: '2026-10-05',
      countUntil: '2027-07-31',
    })
  })

  test('a spell goes on over a weekend, a holiday and days without a possible session', () => {
    const years = [aRegister('2026-10-19', ill, '.. .. .. .. ..', '11 II II /\\ /\\')]
    expect(fifteenDaysOfSickness(aisha, years, today)).toMatchObject({ longest: 7, days: 7, reachedOn: null })
  })

  test('last year’s are not this year’s; an I that turns out to be an O counts no longer', () => {
    const last = aRegister('2026-06-01', ill, ill)
    const before = fifteenDaysOfSickness(aisha, [last, aRegister('2026-09-07', ill, 'II /\\ /\\ /\\ /\\')], today)
    expect(before).toMatchObject({ days: 6 })
    expect(before && untilFifteenDays(before)).toBe(9)
    const after = fifteenDaysOfSickness(aisha, [last, aRegister('2026-09-07', ill, 'OO /\\ /\\ /\\ /\\')], today)
    expect(after).toMatchObject({ days: 5 })
  })

  test('days of sickness from before compulsory school age are none of them', () => {
    const five = { ...aisha, bornOn: '2021-12-31', onRollFrom: '2026-09-07' }
    const years = [aRegister('2026-12-28', 'II II II II II')]
    expect(fifteenDaysOfSickness(five, years, '2027-01-04')).toMatchObject({ days: 2, sessions: 4 })
  })

  test('an appointment is no sickness, and below compulsory school age nothing is counted', () => {
    const years = [aRegister('2026-09-07', 'MM MM /\\ /\\ /\\')]
    expect(fifteenDaysOfSickness(aisha, years, today)).toMatchObject({ days: 0, longest: 0, spells: [] })
    expect(fifteenDaysOfSickness({ ...aisha, bornOn: '2022-03-03' }, years, today)).toBeNull()
  })

  test('agree with looking for I in each day by itself', () => {
    const weekdays = Array.from({ length: 70 }, (_, place) => addDays('2026-09-07', place)).filter(
      (day) => weekdayOf(day) % 6 !== 0,
    )
    const codes: MarkCode[] = [...markCodes, ...Array.from({ length: 40 }, (): MarkCode => 'I')]
    const drawnCodes = fc.array(fc.constantFrom(...codes), { minLength: 100, maxLength: weekdays.length * 2 })
    fc.assert(
      fc.property(drawnCodes, (drawn) => {
        const marks = drawn.map((code, place): PlacedMark => ({
          day: weekdays[Math.floor(place / 2)] ?? '',
          session: place % 2 === 0 ? 'morning' : 'afternoon',
          code,
        }))
        const years = [{ ...aRegister('2026-09-07', '/\\'), ...writeLetters(marks) }]
        const illOn = weekdays.filter((day) => marks.some((mark) => mark.day === day && mark.code === 'I'))
        const counted = fifteenDaysOfSickness(aisha, years, today)
        expect(counted?.days).toBe(illOn.length)
        expect(counted?.sessions).toBe(drawn.filter((code) => code === 'I').length)
        expect(counted?.reachedOn).toBe(illOn[14] ?? null)
        expect(counted?.spells.reduce((sum, { days }) => sum + days, 0)).toBe(illOn.length)
      }),
    )
  })
})
