import { addDays, weekdayOf, type SchoolDay } from '../time/school-day.ts'

/** Days on which children begin to be of compulsory school age (Education (Start of Compulsory School Age) Order 1998). */
const startsOn = ['03-31', '08-31', '12-31'] as const

/**
 * The first day on which a child is of compulsory school age: the first of the three days that the order names on or after the
 * fifth birthday (Education Act 1996, section 8(2)).
 */
export const compulsoryFrom = (bornOn: SchoolDay): SchoolDay => {
  const year = Number(bornOn.slice(0, 4)) + 5
  const birthday = bornOn.slice(5)
  const day = startsOn.find((start) => start >= birthday)
  return day === undefined ? `${year + 1}-${startsOn[0]}` : `${year}-${day}`
}

/**
 * The last day on which a child is of compulsory school age: the last Friday in June of the school year, begun in September, in which they
 * become sixteen (Education Act 1996, section 8(3); Education (School Leaving Date) Order 1997).
 */
export const compulsoryTo = (bornOn: SchoolDay): SchoolDay => {
  const year = Number(bornOn.slice(0, 4)) + 16 + (bornOn.slice(5) >= '09-01' ? 1 : 0)
  const endOfJune = `${year}-06-30`
  return addDays(endOfJune, -((weekdayOf(endOfJune) + 2) % 7))
}

/** Whether thresholds of absence mean anything on this day: below and above compulsory school age a register is kept, and they do not. */
export const isOfSchoolAge = (bornOn: SchoolDay, day: SchoolDay): boolean =>
  day >= compulsoryFrom(bornOn) && day <= compulsoryTo(bornOn)

/** True until the child becomes of compulsory school age: a register is kept, and no threshold of absence means anything yet. */
export const isBelowSchoolAge = (bornOn: SchoolDay, day: SchoolDay): boolean => day < compulsoryFrom(bornOn)
