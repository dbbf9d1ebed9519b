import { z } from 'zod'
import type { SchoolDay } from './school-day.ts'

/** A point in time, UTC, ISO 8601 with milliseconds: `'2026-11-22T09:31:07.120Z'`. */
export const Instant = z.iso.datetime()
export type Instant = z.infer<typeof Instant>

/** Where a clock comes from is handed in: the tablet's, the office's, or a test's. */
export type Clock = () => Instant

/** The clock of the machine this runs on. */
export const machineClock: Clock = () => new Date().toISOString()

/** Milliseconds from `from` to `to`; negative when the clock went back. */
export const millisecondsBetween = (from: Instant, to: Instant): number => Date.parse(to) - Date.parse(from)

const londonDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/**
 * The day it is in England at `instant`: schools and courts count days there, wherever the tablet thinks it is. Put
 * together from its parts, since engines differ in how they write a whole date of any one language.
 */
export const dayOf = (instant: Instant): SchoolDay => {
  const parts = londonDay.formatToParts(new Date(instant))
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

const londonTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })

/** The time of day in England at `instant`, as `'14:02'`. */
export const timeOf = (instant: Instant): string => londonTime.format(new Date(instant))

/** The instant at which clocks in England show `time` (`'14:02'`) on `day`. */
export const instantOf = (day: SchoolDay, time: string): Instant => {
  const asIfUtc = `${day}T${time}:00.000Z`
  // England is on UTC or one hour ahead of it.
  return timeOf(asIfUtc) === time ? asIfUtc : addMinutes(asIfUtc, -60)
}

/** The instant `minutes` later. */
export const addMinutes = (instant: Instant, minutes: number): Instant =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString()

/** The last millisecond of a day in England. */
export const endOfDay = (day: SchoolDay): Instant => {
  const asIfUtc = `${day}T23:59:59.999Z`
  // England is on UTC or one hour ahead of it, and never changes within the last hours of a day.
  return timeOf(asIfUtc) === '23:59' ? asIfUtc : `${day}T22:59:59.999Z`
}
