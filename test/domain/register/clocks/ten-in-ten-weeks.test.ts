import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RegisterYear } from '#domain/records/register-year.ts'
import { tenInTenWeeks, untilTen } from '#domain/register/clocks/ten-in-ten-weeks.ts'
import { writeLetters, type PlacedMark } from '#domain/register/mark-letters.ts'
import { schoolCalendar, weekOf } from '#domain/time/school-calendar.ts'
import { addDays } from '#domain/time/school-day.ts'
import { aRegister } from '../a-register.ts'

const pupil = { onRollFrom: '2023-09-04', leftOn: null, bornOn: '2012-03-04' }
const days = (from: string, to: string): string[] => {
  const found: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) found.push(day)
  return found
}
const halfTerm = days('2026-10-26', '2026-10-30')
const calendar = schoolCalendar(halfTerm, [], '2026-12-18')
const today = '2026-11-26'

const registerOf = (marks: readonly PlacedMark[], year = 2026): RegisterYear => ({
  ...aRegister('2026-09-07', '/\\'),
  year,
  ...writeLetters(marks),
})
const on = (day: string, code: PlacedMark['code'] = 'O'): PlacedMark[] => [
  { day, session: 'morning', code },
  { day, session: 'afternoon', code },
]

describe('ten sessions in ten school weeks', () => {
  test('the window steps over half-term: it began on 14 September, not on the 21st', () => {
    const marks = [...on('2026-09-11'), ...on('2026-09-14')]
    const clock = tenInTenWeeks(pupil, [registerOf(marks)], calendar, today)
    expect(clock).toMatchObject({ from: '2026-09-14', sessions: 2, reachedWith: null })
    expect(clock?.weeks).toHaveLength(10)
    expect(clock?.weeks.filter(({ marks: counted }) => counted.length > 0)).toEqual([
      { monday: '2026-09-14', marks: on('2026-09-14'), dropsOutOn: '2026-11-30' },
    ])
    expect(clock && untilTen(clock)).toBe(8)
  })

  test('in a holiday the ten weeks are those before it: nothing drops out while no school is held', () => {
    const until = schoolCalendar([...halfTerm, ...days('2026-12-21', '2027-01-01')], [], '2027-01-08')
    // Ten school weeks from 5 October to 18 December, half-term not among them.
    const marks = [
      ...on('2026-10-05'),
      ...on('2026-12-14'),
      ...on('2026-12-15'),
      ...on('2026-12-16'),
      ...on('2026-12-17'),
    ]
    for (const day of ['2026-12-18', '2026-12-23', '2027-01-01'])
      expect(tenInTenWeeks(pupil, [registerOf(marks)], until, day)).toMatchObject({
        from: '2026-10-05',
        to: '2026-12-18',
        sessions: 10,
      })
    const after = tenInTenWeeks(pupil, [registerOf(marks)], until, '2027-01-04')
    expect(after).toMatchObject({ from: '2026-10-12', sessions: 8, reachedWith: null })
  })

  test('a week with marks counts as one of the ten, though the calendar calls it closed', () => {
    const marks = [...on('2026-09-14'), ...on('2026-10-26', '/'), ...on('2026-11-24')]
    expect(tenInTenWeeks(pupil, [registerOf(marks)], calendar, today)).toMatchObject({
      from: '2026-09-21',
      sessions: 2,
    })
  })

  test('sessions from before compulsory school age do not count once it has begun', () => {
    const five = { ...pupil, bornOn: '2021-12-31', onRollFrom: '2026-09-07' }
    const marks = [...on('2026-12-14'), ...on('2026-12-15'), ...on('2027-01-05')]
    expect(tenInTenWeeks(five, [registerOf(marks)], schoolCalendar([]), '2027-01-06')).toMatchObject({ sessions: 2 })
  })

  test('is reached with the tenth, whichever of the four codes and not one after the other', () => {
    const marks = [
      ...on('2026-09-14', 'G'),
      ...on('2026-09-30', 'N'),
      ...on('2026-10-13', 'U'),
      ...on('2026-11-03', 'O'),
      ...on('2026-11-04', 'I'),
      ...on('2026-11-24', 'O'),
    ]
    expect(tenInTenWeeks(pupil, [registerOf(marks)], calendar, today)).toMatchObject({
      sessions: 10,
      reachedWith: { day: '2026-11-24', session: 'afternoon', code: 'O' },
    })
    // The week after, the two of September count no longer.
    expect(tenInTenWeeks(pupil, [registerOf(marks)], calendar, '2026-11-30')).toMatchObject({
      sessions: 8,
      reachedWith: null,
    })
  })

  test('goes back when an N turns out to be an illness', () => {
    const marks = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19'].flatMap((day) => on(day))
    const before = [...marks, ...on('2026-11-20', 'N')]
    const after = [...marks, ...on('2026-11-20', 'I')]
    expect(tenInTenWeeks(pupil, [registerOf(before)], calendar, today)?.reachedWith).not.toBeNull()
    expect(tenInTenWeeks(pupil, [registerOf(after)], calendar, today)).toMatchObject({ sessions: 8, reachedWith: null })
  })

  test('goes over the summer into the year before', () => {
    const summer = schoolCalendar(days('2026-07-22', '2026-09-01'), [], '2026-12-18')
    const july = registerOf(on('2026-07-20'), 2025)
    const september = registerOf(on('2026-09-08'))
    expect(tenInTenWeeks(pupil, [september, july], summer, '2026-09-09')).toMatchObject({ sessions: 4 })
  })

  test('is for nobody below compulsory school age; authorised absence does not count', () => {
    expect(
      tenInTenWeeks({ ...pupil, bornOn: '2022-01-05' }, [registerOf(on('2026-11-24'))], calendar, today),
    ).toBeNull()
    expect(tenInTenWeeks(pupil, [registerOf(on('2026-11-24', 'I'))], calendar, today)).toMatchObject({ sessions: 0 })
  })

  test('agrees with walking back week by week', () => {
    const weekdays = days('2026-09-07', today).filter((day) => ![0, 6].includes(new Date(day).getUTCDay()))
    fc.assert(
      fc.property(fc.subarray(weekdays, { minLength: 1 }), fc.constantFrom(...weekdays), (away, day) => {
        const marks = away.filter((each) => !halfTerm.includes(each)).flatMap((each) => on(each))
        fc.pre(marks.length > 0)
        let week = weekOf(day)
        let counted = 0
        for (let seen = 0; seen < 10; week = addDays(week, -7)) {
          const isHeld = week !== '2026-10-26'
          counted += marks.filter((mark) => weekOf(mark.day) === week && mark.day <= day).length
          if (isHeld) seen += 1
        }
        expect(tenInTenWeeks(pupil, [registerOf(marks)], calendar, day)?.sessions ?? 0).toBe(counted)
      }),
    )
  })
})
