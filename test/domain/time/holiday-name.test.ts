import { expect, test } from 'vitest'
import { holidayName } from '#domain/time/holiday-name.ts'

// As councils publish them; Easter Sunday is 28 March in 2027, 16 April in 2028, 1 April in 2029.
test.each([
  ['2026-10-24', '2026-11-01', 'autumn half-term'],
  ['2026-12-19', '2027-01-04', 'Christmas'],
  ['2027-02-13', '2027-02-21', 'spring half-term'],
  ['2027-03-26', '2027-04-11', 'Easter'],
  ['2028-04-01', '2028-04-17', 'Easter'],
  ['2029-03-24', '2029-04-08', 'Easter'],
  ['2027-05-29', '2027-06-06', 'summer half-term'],
  ['2027-07-22', '2027-09-01', 'the summer'],
  ['2027-01-16', '2027-01-24', null],
  ['2028-03-11', '2028-03-19', null],
  // Closed for a flood, a broken boiler, a strike: never called a holiday that it is not.
  ['2026-11-14', '2026-11-22', null],
  ['2026-10-03', '2026-10-11', null],
  ['2027-01-30', '2027-02-07', null],
  ['2027-06-19', '2027-06-27', null],
])('closed from %s to %s: %s', (from, to, name) => {
  expect(holidayName(from, to)).toBe(name)
})
