import { expect, test } from 'vitest'
import { backByOf } from '#domain/casework/back-by.ts'

test.each([
  ['an afternoon visit', '2026-11-23T13:00:00.000Z', '16:15', '2026-11-23T16:15:00.000Z'],
  ['a late evening visit that ends after midnight', '2026-11-23T21:40:00.000Z', '00:15', '2026-11-24T00:15:00.000Z'],
  ['at midnight itself', '2026-11-23T23:10:00.000Z', '00:00', '2026-11-24T00:00:00.000Z'],
  ['in summer, by the clocks of England', '2026-07-01T21:40:00.000Z', '00:30', '2026-07-01T23:30:00.000Z'],
  ['through the night in which clocks go back', '2026-10-24T22:30:00.000Z', '02:30', '2026-10-25T02:30:00.000Z'],
])('%s', (_what, now, time, backBy) => {
  expect(backByOf(now, time)).toBe(backBy)
})

test.each([
  ['a quarter of an hour ago', '15:45'],
  ['this minute', '16:00'],
  ['this morning: a slip of the finger, which would put the alarm off for a night', '08:00'],
])('a time that has passed is not tomorrow’s: %s', (_what, time) => {
  expect(backByOf('2026-11-23T16:00:00.000Z', time)).toBeNull()
})
