import { describe, expect, test } from 'vitest'
import { compulsoryFrom, compulsoryTo, isBelowSchoolAge, isOfSchoolAge } from '#domain/people/compulsory-school-age.ts'

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

  test.each([
    ['sixteen in the autumn, in June after it', '2010-09-01', '2027-06-25'],
    ['sixteen in the spring, in June after it', '2011-03-01', '2027-06-25'],
    ['sixteen on the last day of August, in June before it', '2011-08-31', '2027-06-25'],
    ['where June ends with a Friday, on that day', '2007-05-01', '2023-06-30'],
    ['where June ends with a Thursday', '2006-05-01', '2022-06-24'],
  ])('it ends on the last Friday in June of the school year of the sixteenth birthday: %s', (_who, bornOn, to) => {
    expect(compulsoryTo(bornOn)).toBe(to)
    expect(isOfSchoolAge(bornOn, to)).toBe(true)
    expect(isOfSchoolAge(bornOn, `${to.slice(0, 4)}-07-01`)).toBe(false)
  })

  test('the day before is below it, the day itself is not', () => {
    expect(isBelowSchoolAge('2021-09-01', '2026-12-30')).toBe(true)
    expect(isBelowSchoolAge('2021-09-01', '2026-12-31')).toBe(false)
  })
})
