import { add, differenceInCalendarDays, formatISO, getDay, parseISO } from 'date-fns'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, weekdayOf } from '#domain/time/school-day.ts'

const aDay = fc
  .date({ min: new Date('1930-01-01T12:00:00Z'), max: new Date('2090-12-31T12:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('days as people at school count them', () => {
  test('agree with the calendar of another library, whatever the year and the hour of the clocks', () => {
    fc.assert(
      fc.property(aDay, aDay, fc.integer({ min: -4000, max: 4000 }), (from, to, count) => {
        expect(daysBetween(from, to)).toBe(differenceInCalendarDays(parseISO(to), parseISO(from)))
        expect(weekdayOf(from)).toBe(getDay(parseISO(from)))
        expect(addDays(from, count)).toBe(formatISO(add(parseISO(from), { days: count }), { representation: 'date' }))
      }),
      { numRuns: 2000 },
    )
  })

  test('the night the clocks change is one day, and a leap day is a day', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(weekdayOf('2026-11-26')).toBe(4)
  })
})
