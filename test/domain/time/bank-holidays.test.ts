import { describe, expect, test } from 'vitest'
import { bankHolidaysOf } from '#domain/time/bank-holidays.ts'
import { weekdayOf } from '#domain/time/school-day.ts'

/** As the government published them for England and Wales, without those proclaimed for one year alone. */
const published: Record<number, string[]> = {
  2019: ['01-01', '04-19', '04-22', '05-06', '05-27', '08-26', '12-25', '12-26'],
  2021: ['01-01', '04-02', '04-05', '05-03', '05-31', '08-30', '12-27', '12-28'],
  2023: ['01-02', '04-07', '04-10', '05-01', '05-29', '08-28', '12-25', '12-26'],
  2024: ['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26'],
  2025: ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26'],
  2026: ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28'],
  2027: ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28'],
}

describe('the bank holidays of England', () => {
  test.each(Object.entries(published))('%s', (year, days) => {
    expect(bankHolidaysOf(Number(year))).toEqual(days.map((day) => `${year}-${day}`))
  })

  test('are eight weekdays in order in every year, the Friday and Monday of Easter three days apart', () => {
    for (let year = 2000; year < 2100; year += 1) {
      const days = bankHolidaysOf(year)
      expect(new Set(days).size).toBe(8)
      expect(days).toEqual(days.toSorted())
      expect(days.map(weekdayOf).filter((weekday) => weekday === 0 || weekday === 6)).toEqual([])
      expect(weekdayOf(days[1] ?? '')).toBe(5)
      expect(weekdayOf(days[2] ?? '')).toBe(1)
    }
  })

  // The earliest and the latest that Easter can be, and two years in which the plain cycle of the moon is put right.
  test.each([
    [2008, '2008-03-21'],
    [2038, '2038-04-23'],
    [1981, '1981-04-17'],
    [2049, '2049-04-16'],
  ])('Good Friday of %i is %s', (year, day) => expect(bankHolidaysOf(year)[1]).toBe(day))
})
