import { add, differenceInCalendarDays, formatISO, getDay, parseISO } from 'date-fns'
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
export const addDays = (day: SchoolDay, count: number): SchoolDay =>
  formatISO(add(parseISO(day), { days: count }), { representation: 'date' })

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. Clock changes do not count. */
export const daysBetween = (from: SchoolDay, to: SchoolDay): number =>
  differenceInCalendarDays(parseISO(to), parseISO(from))

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: SchoolDay): number => getDay(parseISO(day))
