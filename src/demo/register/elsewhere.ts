import type { MarkCode } from '#domain/register/mark-codes.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { schoolOfYear } from '../people/family.ts'
import { SEED } from '../seed.ts'
import { SeededChoice } from '../seeded-choice.ts'
import type { Traits } from './annual-share.ts'

/** School days of a week away on a trip, or at work. */
const WEEK = 5

/**
 * When a pupil learns somewhere else, by the place of the session in the year: trips on which most of a year group goes, a sports afternoon,
 * a week of work experience in Year 10, and for very few a day a week at other provision. About as often as in 2025/26 (V 73, B 19 to 30,
 * P 9 to 14, W 31 in secondary schools, K 2 to 8 of ten thousand sessions; the Department’s daily attendance data).
 */
export const elsewhere = (
  { yearGroup }: Traits,
  days: readonly SchoolDay[],
  choice: SeededChoice,
): ReadonlyMap<number, MarkCode> => {
  const places = new Map<number, MarkCode>()
  const wholeDay = (place: number, code: MarkCode): void => void places.set(2 * place, code).set(2 * place + 1, code)
  const isSecondary = schoolOfYear(yearGroup) === 'secondary'
  const ofYear = new SeededChoice(`${SEED} trips ${yearGroup}`)
  for (const place of [ofYear.whole(20, 90), ofYear.whole(100, 160)]) if (choice.isOneOf(0.75)) wholeDay(place, 'V')
  const work = ofYear.whole(100, 150)
  if (yearGroup === 10 && choice.isOneOf(0.6)) for (let day = 0; day < WEEK; day += 1) wholeDay(work + day, 'W')
  if (choice.isOneOf(isSecondary ? 0.3 : 0.18))
    for (let afternoon = 0; afternoon < 2; afternoon += 1) places.set(2 * choice.whole(0, days.length - 1) + 1, 'P')
  const weekly = choice.weighted([
    ['B', isSecondary ? 150 : 95],
    ['K', isSecondary ? 40 : 9],
    [null, 10_000],
  ])
  if (weekly !== null)
    for (let place = choice.whole(0, WEEK - 1); place < days.length; place += WEEK) wholeDay(place, weekly)
  return places
}
