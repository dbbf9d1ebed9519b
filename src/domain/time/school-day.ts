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

/** The day `count` calendar days after `day` (before it when negative). */
export const addDays = (day: SchoolDay, count: number): SchoolDay => {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + count)
  return at.toISOString().slice(0, 10)
}

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: SchoolDay, to: SchoolDay): number =>
  Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000)

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: SchoolDay): number => new Date(`${day}T12:00:00Z`).getUTCDay()
