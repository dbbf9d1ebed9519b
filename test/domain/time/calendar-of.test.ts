import { describe, expect, test } from 'vitest'
import type { ClosureSpan, SchoolClosure } from '#domain/records/school-closure.ts'
import { calendarOf } from '#domain/time/calendar-of.ts'
import { addSchoolDays, isSchoolDay, schoolDaysFrom } from '#domain/time/school-calendar.ts'
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

  test('a school that closes for a morning is open that day', () => {
    const morning = closure({ from: '2026-11-26', to: '2026-11-26', part: 'morning' })
    expect(isSchoolDay('2026-11-26', calendarOf([morning]))).toBe(true)
  })
})
