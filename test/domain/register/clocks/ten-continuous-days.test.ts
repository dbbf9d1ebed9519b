import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tenContinuousDays, tenthOf, untilTenDays } from '#domain/register/clocks/ten-continuous-days.ts'
import { markCodes, meaningOf, type MarkCode } from '#domain/register/mark-codes.ts'
import { writeLetters, type PlacedMark } from '#domain/register/mark-letters.ts'
import { isSchoolDay, schoolCalendar, sessionsOn } from '#domain/time/school-calendar.ts'
import { addDays, weekdayOf } from '#domain/time/school-day.ts'
import { aisha, aRegister, present } from '../a-register.ts'

const halfTerm = ['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30']
const calendar = schoolCalendar(halfTerm, [{ day: '2026-11-13', session: 'afternoon' }], '2026-12-18')
const today = '2026-11-27'
const daysOf = (run: { days: { day: string }[] } | null | undefined) => run?.days.map(({ day }) => day)

describe('ten school days in a row (SI 2024/208, regulation 13: the attendance return)', () => {
  test('go on over a weekend and half-term, in any mix of the four codes', () => {
    const years = [aRegister('2026-10-19', 'OO GG UN OO OO', '.. .. .. .. ..', 'OO OO OO OO NN')]
    const clock = tenContinuousDays(aisha, years, calendar, '2026-11-06')
    expect(clock?.now?.days).toHaveLength(10)
    expect(clock?.now).toMatchObject({ withoutMark: 0 })
    expect(clock?.now && tenthOf(clock.now)).toBe('2026-11-06')
    expect(clock?.now && untilTenDays(clock.now)).toBe(0)
  })

  test('end with one session attended, however many there were; ten or more are still one to tell of', () => {
    const week = 'OO OO OO OO OO'
    const years = [aRegister('2026-11-02', week, week, 'O\\ OO OO OO OO')]
    const clock = tenContinuousDays(aisha, years, schoolCalendar([], [], '2026-12-18'), '2026-11-20')
    expect(daysOf(clock?.now)).toEqual(['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'])
    expect(clock?.now && untilTenDays(clock.now)).toBe(6)
    expect(clock?.ended).toHaveLength(1)
    expect(clock?.ended[0]?.days).toHaveLength(10)
    expect(clock?.ended[0] && tenthOf(clock.ended[0])).toBe('2026-11-13')
  })

  test('go back when an N turns out to be an illness (the sixth of ten days)', () => {
    const before = aRegister('2026-11-02', 'OO OO OO OO OO', 'NN OO OO OO O.')
    const after = aRegister('2026-11-02', 'OO OO OO OO OO', 'II OO OO OO O.')
    const before10 = tenContinuousDays(aisha, [before], calendar, '2026-11-13')
    expect(before10?.now && tenthOf(before10.now)).toBe('2026-11-13')
    expect(daysOf(tenContinuousDays(aisha, [after], calendar, '2026-11-13')?.now)).toHaveLength(4)
  })

  test('a day that the child could not attend neither counts nor ends them; nor does a day whose afternoon has no mark yet', () => {
    const years = [aRegister('2026-11-16', 'OO 11 OO OO O.')]
    const clock = tenContinuousDays(aisha, years, calendar, '2026-11-20')
    expect(daysOf(clock?.now)).toEqual(['2026-11-16', '2026-11-18', '2026-11-19'])
  })

  test('school days of which no mark has come in are told, not guessed', () => {
    const years = [aRegister('2026-11-16', 'OO .. OO OO OO')]
    expect(tenContinuousDays(aisha, years, calendar, '2026-11-20')?.now).toMatchObject({ withoutMark: 1 })
  })

  test('begin with compulsory school age: days from before it are none of them', () => {
    const five = { ...aisha, bornOn: '2021-12-31', onRollFrom: '2026-09-07' }
    const years = [aRegister('2026-12-28', 'OO OO OO OO OO')]
    expect(tenContinuousDays(five, years, calendar, '2027-01-04')?.now?.days.map(({ day }) => day)).toEqual([
      '2026-12-31',
      '2027-01-01',
    ])
  })

  test('are nobody’s below compulsory school age, and not of somebody present', () => {
    const years = [aRegister('2026-11-16', 'OO OO OO OO OO')]
    expect(tenContinuousDays({ ...aisha, bornOn: '2022-03-03' }, years, calendar, today)).toBeNull()
    expect(tenContinuousDays(aisha, [aRegister('2026-11-16', present)], calendar, today)).toEqual({
      now: null,
      ended: [],
    })
  })

  test('agree with going back from the last mark session by session', () => {
    const weekdays = Array.from({ length: 60 }, (_, place) => addDays('2026-09-28', place)).filter(
      (day) => weekdayOf(day) % 6 !== 0 && isSchoolDay(day, calendar),
    )
    const codes: (MarkCode | null)[] = [...markCodes, ...Array.from({ length: 120 }, (): MarkCode => 'O'), null, null]
    const held = fc.array(fc.constantFrom(...codes), { minLength: weekdays.length * 2, maxLength: weekdays.length * 2 })
    fc.assert(
      fc.property(held, (drawn) => {
        const marks = weekdays.flatMap((day, place) =>
          (['morning', 'afternoon'] as const).flatMap((session, half): PlacedMark[] => {
            const code = drawn[place * 2 + half] ?? null
            return code === null ? [] : [{ day, session, code }]
          }),
        )
        fc.pre(marks.length > 0)
        const years = [{ ...aRegister('2026-09-28', '/\\'), year: 2026, ...writeLetters(marks) }]
        const found: string[] = []
        for (let day = today; day >= '2026-09-28'; day = addDays(day, -1)) {
          const those = marks.filter((mark) => mark.day === day)
          const kinds = those.map(({ code }) =>
            'GNOU'.includes(code) ? 'away' : meaningOf(code).counts.startsWith('not-') ? 'none' : 'ends',
          )
          if (kinds.includes('ends')) break
          const isUnmarked = sessionsOn(day, calendar).some(
            (session) => !those.some((mark) => mark.session === session),
          )
          if (kinds.includes('away') && !isUnmarked) found.unshift(day)
        }
        expect(daysOf(tenContinuousDays(aisha, years, calendar, today)?.now) ?? []).toEqual(found)
      }),
    )
  })
})
