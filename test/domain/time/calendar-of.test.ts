import { describe, expect, test } from 'vitest'
import type { ClosureSpan, SchoolClosure } from '#domain/records/school-closure.ts'
import { calendarOf } from '#domain/time/calendar-of.ts'
import {
  addSchoolDays,
  countSessionsHeld,
  isSchoolDay,
  isSchoolWeek,
  schoolDaysFrom,
  schoolWeeksTo,
  sessionsOn,
} from '#domain/time/school-calendar.ts'
import { addDays } from '#domain/time/school-day.ts'
import { hollins, id, staff } from '../small-school.ts'

const at = '2026-09-01T08:00:00.000Z'
const closure = (span: ClosureSpan, over: Partial<SchoolClosure> = {}): SchoolClosure => ({
  kind: 'school-closure',
  id: id(76),
  organisationId: hollins,
  span,
  reason: 'holiday',
  title: '',
  by: staff.administrator,
  recordedAt: at,
  removed: null,
  ...over,
})
const halfTerm = closure({ from: '2026-10-26', to: '2026-10-30', part: 'day' })

describe('the calendar of a school', () => {
  test('with nothing entered: weekdays without bank holidays', () => {
    expect(isSchoolDay('2026-12-25', calendarOf([]))).toBe(false)
    expect(isSchoolDay('2026-12-24', calendarOf([]))).toBe(true)
    expect(schoolDaysFrom('2026-05-01', '2026-05-05', calendarOf([]))).toBe(1)
  })

  test('a child last seen on the Friday before half-term has not been seen for one school day on the Monday after it', () => {
    expect(schoolDaysFrom('2026-10-23', '2026-11-02', calendarOf([halfTerm]))).toBe(1)
    expect(addSchoolDays('2026-10-23', 1, calendarOf([halfTerm]))).toBe('2026-11-02')
  })

  test('a closure that was taken out counts for nothing', () => {
    const out = closure(halfTerm.span, { removed: { by: staff.administrator, recordedAt: at } })
    expect(schoolDaysFrom('2026-10-23', '2026-11-02', calendarOf([out]))).toBe(6)
  })

  test('a school that closes for a morning is open that day, for one session', () => {
    const morning = closure({ from: '2026-11-26', to: '2026-11-26', part: 'morning' })
    const calendar = calendarOf([morning])
    expect(isSchoolDay('2026-11-26', calendar)).toBe(true)
    expect(sessionsOn('2026-11-26', calendar)).toEqual(['afternoon'])
    expect(sessionsOn('2026-11-27', calendar)).toEqual(['morning', 'afternoon'])
    expect(sessionsOn('2026-11-28', calendar)).toEqual([])
    expect(countSessionsHeld('2026-11-23', '2026-11-29', calendar)).toBe(9)
  })

  test('a morning and an afternoon, closed one after the other, are a closed day', () => {
    const halves = (['morning', 'afternoon'] as const).map((part) =>
      closure({ from: '2026-11-26', to: '2026-11-26', part }),
    )
    expect(isSchoolDay('2026-11-26', calendarOf(halves))).toBe(false)
    expect(countSessionsHeld('2026-11-23', '2026-11-29', calendarOf(halves))).toBe(8)
  })
})

describe('school weeks', () => {
  test('a week without a session is none; one morning makes it one', () => {
    expect(isSchoolWeek('2026-10-26', calendarOf([halfTerm]))).toBe(false)
    const allButAMorning = [
      closure({ from: '2026-10-27', to: '2026-10-30', part: 'day' }),
      closure({ from: '2026-10-26', to: '2026-10-26', part: 'afternoon' }),
    ]
    expect(isSchoolWeek('2026-10-26', calendarOf(allButAMorning))).toBe(true)
  })

  test('ten of them step over half-term, and over the summer into the term before', () => {
    expect(schoolWeeksTo('2026-11-26', 4, calendarOf([halfTerm]))).toEqual([
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
    ])
    expect(schoolWeeksTo('2026-11-04', 3, calendarOf([halfTerm]))).toEqual(['2026-10-12', '2026-10-19', '2026-11-02'])
    const summer = closure({ from: '2026-07-22', to: '2026-09-01', part: 'day' })
    expect(schoolWeeksTo('2026-09-09', 3, calendarOf([summer]))).toEqual(['2026-07-20', '2026-08-31', '2026-09-07'])
  })

  test('in a holiday the last of them is the week before it, and a week that was held all the same is one', () => {
    expect(schoolWeeksTo('2026-10-28', 2, calendarOf([halfTerm]))).toEqual(['2026-10-12', '2026-10-19'])
    const held = new Set(['2026-10-26'])
    expect(schoolWeeksTo('2026-10-28', 2, calendarOf([halfTerm]), held)).toEqual(['2026-10-19', '2026-10-26'])
  })

  test('sessions held agree with walking the days one by one', () => {
    const calendar = calendarOf([halfTerm, closure({ from: '2026-11-26', to: '2026-11-26', part: 'afternoon' })])
    let held = 0
    for (let day = '2026-09-01'; day <= '2026-12-18'; day = addDays(day, 1)) held += sessionsOn(day, calendar).length
    expect(countSessionsHeld('2026-09-01', '2026-12-18', calendar)).toBe(held)
    expect(countSessionsHeld('2026-12-18', '2026-09-01', calendar)).toBe(0)
  })
})
