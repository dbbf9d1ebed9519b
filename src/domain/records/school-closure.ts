import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { daysBetween, SchoolDay } from '../time/school-day.ts'
import { Id, Label } from './words.ts'

/** Why a school is closed on days that would be school days. */
export const closureReasons = ['holiday', 'training', 'polling', 'unexpected', 'other'] as const
export type ClosureReason = (typeof closureReasons)[number]

export const closureReasonWords: Record<ClosureReason, string> = {
  holiday: 'School holiday',
  training: 'Training day (INSET)',
  polling: 'Polling day',
  unexpected: 'Closed unexpectedly',
  other: 'Other',
}

/** The longest span that one closure may have, in days: a summer holiday with room. A wrong year is longer. */
export const LONGEST_CLOSURE = 70

/** First and last day of a closure, and which part of the day: a part only where it is one day. */
export const ClosureSpan = z
  .strictObject({
    from: SchoolDay,
    to: SchoolDay,
    /** `day` for whole days. With a morning or afternoon the other session is held, and the day stays a school day. */
    part: z.enum(['day', 'morning', 'afternoon']),
  })
  .refine(
    ({ from, to, part }) => to >= from && daysBetween(from, to) < LONGEST_CLOSURE && (part === 'day' || from === to),
  )
export type ClosureSpan = z.infer<typeof ClosureSpan>

/**
 * Days on which a school holds no session though they are weekdays. In the organisation's own file, so that every tablet counts
 * school days the same with no signal. Bank holidays need none: every tablet knows them (`bank-holidays.ts`).
 */
export const SchoolClosure = z.strictObject({
  kind: z.literal('school-closure'),
  id: Id,
  organisationId: Id,
  span: ClosureSpan,
  reason: z.enum(closureReasons),
  /** What people call it: `Autumn half-term`. May be empty. */
  title: Label,
  by: Id,
  recordedAt: Instant,
  /** Set when it was entered by mistake, or the school opened after all: it then counts for nothing. */
  removed: z.strictObject({ by: Id, recordedAt: Instant }).nullable(),
})
export type SchoolClosure = z.infer<typeof SchoolClosure>
