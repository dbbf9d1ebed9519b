import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sayDay, sayDue, sayNearDay, saySchoolDays } from '#domain/time/day-words.ts'
import { addSchoolDays, isSchoolDay, schoolCalendar, schoolDaysFrom } from '#domain/time/school-calendar.ts'
import { addDays, weekdayOf } from '#domain/time/school-day.ts'

const weekdaysOnly = schoolCalendar([])

// Half-term of autumn 2026 and one training day.
const hollins = schoolCalendar([
  '2026-10-26',
  '2026-10-27',
  '2026-10-28',
  '2026-10-29',
  '2026-10-30',
  '2026-11-02',
  '2026-10-31',
  '2026-10-26',
])

describe('counting in school days', () => {
  test('leaves out weekends and the days the school is closed', () => {
    expect(schoolDaysFrom('2026-11-19', '2026-11-23', weekdaysOnly)).toBe(2)
    expect(schoolDaysFrom('2026-10-23', '2026-11-03', hollins)).toBe(1)
    expect(schoolDaysFrom('2026-10-23', '2026-11-02', hollins)).toBe(0)
    expect(schoolDaysFrom('2026-11-23', '2026-11-23', hollins)).toBe(0)
    expect(schoolDaysFrom('2026-11-24', '2026-11-23', hollins)).toBe(0)
  })

  test('knows a school day when it sees one', () => {
    expect(isSchoolDay('2026-11-20', hollins)).toBe(true)
    expect(isSchoolDay('2026-11-21', hollins)).toBe(false)
    expect(isSchoolDay('2026-10-28', hollins)).toBe(false)
  })

  const days = fc.integer({ min: 0, max: 1500 }).map((count) => addDays('2025-08-01', count))

  test('agrees with counting them one by one', () => {
    fc.assert(
      fc.property(days, days, fc.array(days, { maxLength: 60 }), (from, to, closed) => {
        const calendar = schoolCalendar(closed)
        let counted = 0
        for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
          if (weekdayOf(day) % 6 !== 0 && !closed.includes(day)) counted += 1
        }
        expect(schoolDaysFrom(from, to, calendar)).toBe(counted)
      }),
      { numRuns: 60 },
    )
  })

  test('counting forward and counting back agree', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), fc.array(days, { maxLength: 60 }), (from, count, closed) => {
        const calendar = schoolCalendar(closed)
        const reached = addSchoolDays(from, count, calendar)
        expect(isSchoolDay(reached, calendar)).toBe(true)
        expect(schoolDaysFrom(from, reached, calendar)).toBe(count)
      }),
      { numRuns: 60 },
    )
  })
})

describe('days in words', () => {
  test('are said as people say them, with the year only when it is another', () => {
    expect(sayDay('2024-09-02', '2024-11-22')).toBe('Mon 2 Sep')
    expect(sayDay('2024-09-02', '2026-11-22')).toBe('Mon 2 Sep 2024')
  })

  test('today, yesterday and tomorrow have their own words, over the end of a month and a year too', () => {
    expect(sayNearDay('2026-11-22', '2026-11-22')).toBe('today')
    expect(sayNearDay('2026-10-31', '2026-11-01')).toBe('yesterday')
    expect(sayNearDay('2027-01-01', '2026-12-31')).toBe('tomorrow')
    expect(sayNearDay('2026-11-20', '2026-11-22')).toBe('Fri 20 Nov')
  })

  test('a number of school days is one or many', () => {
    expect([0, 1, 2].map(saySchoolDays)).toEqual(['0 school days', '1 school day', '2 school days'])
  })

  test.each([
    ['2026-11-23', '2026-11-23', 'due today'],
    ['2026-11-24', '2026-11-23', 'due tomorrow'],
    ['2026-11-26', '2026-11-23', 'due Thu 26 Nov'],
    ['2026-11-20', '2026-11-23', 'late by 1 school day'],
    ['2026-11-19', '2026-11-23', 'late by 2 school days'],
    ['2026-11-20', '2026-11-22', 'was due Fri 20 Nov'],
    ['2026-10-23', '2026-10-30', 'was due Fri 23 Oct'],
  ])('something for %s is, on %s, %s', (due, today, words) => {
    expect(sayDue(due, today, hollins)).toBe(words)
  })
})
