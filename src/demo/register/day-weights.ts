import { daysBetween, weekdayOf, type SchoolDay } from '#domain/time/school-day.ts'
import { weekOf } from '#domain/time/school-calendar.ts'

/** Why a child stays away, as far as it follows the calendar: illness has its season, the rest its weeks before holidays. */
export type Season = 'illness' | 'other'

/** Of Monday to Friday, how likely absence is to begin: Wednesdays are best and Fridays worst (FFT Education Datalab, autumn 2022). */
const weekdays = [1, 0.97, 0.99, 0.8, 0.98, 1.36, 1]

/** From one break to the next: the weight of its first week, of its last but one, and of its last. */
type HalfTerm = readonly [number, number, number]

/**
 * The half-terms of a school year. After the Department's weekly figures of autumn 2025 and January 2026: the first week lowest, a rise before
 * half-term, illness from 1.9 in a hundred sessions in September to 4.7 in December and 2.8 in January, unauthorised absence near 2.0 with
 * peaks before half-term and in the last week of autumn. What is published of spring and summer is less; the rest of it is ours.
 */
const halfTerms: Record<Season, readonly HalfTerm[]> = {
  illness: [
    [0.76, 0.95, 1.15],
    [0.8, 1.45, 1.5],
    [0.72, 1.1, 1.15],
    [1, 1.05, 1.1],
    [0.85, 0.95, 1],
    [0.9, 0.95, 0.95],
  ],
  other: [
    [1, 0.88, 1.35],
    [0.75, 0.9, 1.5],
    [0.85, 0.95, 1.15],
    [0.9, 1, 1.3],
    [0.95, 1.05, 1.25],
    [1, 1.15, 1.35],
  ],
}

/** Days without school that make a break: a long weekend is none. */
const BREAK = 7

/** The school days of a year and, by why absence does, how likely it is to begin on each: added up from the first day on. */
export type YearOfDays = { days: readonly SchoolDay[]; weights: Record<Season, readonly number[]> }

export const yearOfDays = (days: readonly SchoolDay[]): YearOfDays => {
  const terms = splitAtBreaks(days)
  const of = (season: Season): number[] =>
    terms.flatMap((term, place) => {
      const [first, nearly, last] = halfTerms[season][Math.min(place, halfTerms[season].length - 1)] ?? [1, 1, 1]
      const weeks = [...new Set(term.map(weekOf))]
      return term.map((day) => {
        const week = weeks.indexOf(weekOf(day))
        const way = week / Math.max(1, weeks.length - 2)
        const weight = week === weeks.length - 1 && week > 0 ? last : first + (nearly - first) * way
        return weight * (weekdays[weekdayOf(day)] ?? 1)
      })
    })
  return { days, weights: { illness: addedUp(of('illness')), other: addedUp(of('other')) } }
}

const splitAtBreaks = (days: readonly SchoolDay[]): SchoolDay[][] => {
  const terms: SchoolDay[][] = []
  let before: SchoolDay | null = null
  for (const day of days) {
    if (before === null || daysBetween(before, day) > BREAK) terms.push([])
    terms.at(-1)?.push(day)
    before = day
  }
  return terms
}

const addedUp = (weights: readonly number[]): number[] => {
  let sum = 0
  return weights.map((weight) => {
    sum += weight
    return sum
  })
}
