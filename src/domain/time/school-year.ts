import type { SchoolDay } from './school-day.ts'

/**
 * The school year a day belongs to, by the calendar year in which it begins: 2026 for 2026/27. It runs from the first term
 * that begins after July (Education Act 1996, section 579(1)), so a session held in August is the new year's.
 */
export const schoolYearOf = (day: SchoolDay): number => Number(day.slice(0, 4)) - (day.slice(5, 7) < '08' ? 1 : 0)

/** First and last day of a school year: 1 August to 31 July. */
export const daysOfSchoolYear = (year: number): { from: SchoolDay; to: SchoolDay } => ({
  from: `${year}-08-01`,
  to: `${year + 1}-07-31`,
})

/** A school year as people write it: `2026/27`. */
export const saySchoolYear = (year: number): string => `${year}/${String((year + 1) % 100).padStart(2, '0')}`
