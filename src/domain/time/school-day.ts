import { z } from 'zod'

/**
 * A day as people at school say it: `'2026-09-14'`. It has no time zone and never becomes an instant, so two
 * tablets in different zones always agree which day a visit was on.
 */
export const SchoolDay = z.iso.date()
export type SchoolDay = z.infer<typeof SchoolDay>

/** True when `a` is before `b`. Day strings sort as days. */
export const isBefore = (a: SchoolDay, b: SchoolDay): boolean => a < b

/** The later of two days; a missing day loses. */
export const laterOf = (a: SchoolDay | null, b: SchoolDay): SchoolDay => (a === null || a < b ? b : a)

const DAY = 86_400_000

/**
 * Days since 1970-01-01. Reckoned in UTC, where every day is as long as the next, and from the figures alone: lists ask this
 * tens of thousands of times before they are drawn.
 */
const numberOf = (day: SchoolDay): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY

/** The day `count` calendar days after `day` (before it when negative). */
export const addDays = (day: SchoolDay, count: number): SchoolDay =>
  new Date((numberOf(day) + count) * DAY).toISOString().slice(0, 10)

/** The same day of the month `count` years later; the first of March where that year has no 29th of February. */
export const addYears = (day: SchoolDay, count: number): SchoolDay => {
  const reached = `${Number(day.slice(0, 4)) + count}${day.slice(4)}`
  return reached.endsWith('-02-29') && !SchoolDay.safeParse(reached).success ? `${reached.slice(0, 4)}-03-01` : reached
}

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. Clock changes do not count. */
export const daysBetween = (from: SchoolDay, to: SchoolDay): number => numberOf(to) - numberOf(from)

/** 0 for Sunday to 6 for Saturday. The first of January 1970 was a Thursday. */
export const weekdayOf = (day: SchoolDay): number => (((numberOf(day) + 4) % 7) + 7) % 7
