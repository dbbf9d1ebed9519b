import { describe, expect, test } from 'vitest'
import { compulsoryFrom, isBelowSchoolAge } from '#domain/people/compulsory-school-age.ts'

describe('compulsory school age begins on the first of three days on or after the fifth birthday (Education Act 1996, s. 8)', () => {
  test.each([
    ['born in the spring, at the end of August', '2021-04-01', '2026-08-31'],
    ['born on the last day of August, that day', '2021-08-31', '2026-08-31'],
    ['born in September, at the end of December', '2021-09-01', '2026-12-31'],
    ['born on the last day of the year, that day', '2021-12-31', '2026-12-31'],
    ['born in January, at the end of March', '2021-01-01', '2026-03-31'],
    ['born on the last day of March, that day', '2021-03-31', '2026-03-31'],
    ['born on the leap day, at the end of March', '2020-02-29', '2025-03-31'],
  ])('%s', (_who, bornOn, from) => {
    expect(compulsoryFrom(bornOn)).toBe(from)
  })

  test('the day before is below it, the day itself is not', () => {
    expect(isBelowSchoolAge('2021-09-01', '2026-12-30')).toBe(true)
    expect(isBelowSchoolAge('2021-09-01', '2026-12-31')).toBe(false)
  })
})
