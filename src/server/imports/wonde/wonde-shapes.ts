import { z } from 'zod'
import { dayOf } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/**
 * What Wonde's API (v1.0) answers, as far as it is read here. It gives schools' systems one face, and fields that a school's own
 * system does not have are empty: nothing but what names a row is required. Whatever else is sent is not read, and never kept:
 * comments and minutes late stay in the school's system.
 */

/** `{ date: '2026-09-07 00:00:00.000000', timezone_type: 3, timezone: 'Europe/London' }`, or the text alone. */
const WondeDate = z.union([z.string(), z.object({ date: z.string(), timezone: z.string().optional() })])
type WondeDate = z.infer<typeof WondeDate>

/** A relation: the identity alone, or what `include` asked for. */
const Related = z.union([z.string(), z.object({ data: z.object({ id: z.string() }) })])

export const WondeStudent = z.object({
  id: z.string().min(1),
  /** Stays when the pupil is enrolled again; `id` does not. */
  upi: z.string().min(1).nullish(),
  /** The pupil's number in the school's own system. */
  mis_id: z.union([z.string(), z.number()]).nullish(),
  forename: z.string().nullish(),
  surname: z.string().nullish(),
  legal_surname: z.string().nullish(),
  legal_forename: z.string().nullish(),
  date_of_birth: WondeDate.nullish(),
  education_details: z
    .object({ data: z.object({ upn: z.string().nullish(), former_upn: z.string().nullish() }).nullish() })
    .nullish(),
})
export type WondeStudent = z.infer<typeof WondeStudent>

export const WondeCode = z.object({ id: z.string().min(1), code: z.string().nullish() })
export type WondeCode = z.infer<typeof WondeCode>

/** One mark of a session register. The student and the code are named as the writing half of the API names them, or as relations. */
export const WondeMark = z.object({
  date: WondeDate,
  session: z.string(),
  student_id: z.string().nullish(),
  student: Related.nullish(),
  attendance_code_id: z.string().nullish(),
  attendance_code: Related.nullish(),
})
export type WondeMark = z.infer<typeof WondeMark>

/** A page of anything. `next` is not followed: the address of the next page is worked out here, so that the token goes nowhere else. */
export const WondePage = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ pagination: z.object({ more: z.boolean() }).nullish() }).nullish(),
})

export const relatedId = (id: string | null | undefined, related: z.infer<typeof Related> | null | undefined) => {
  if (id !== null && id !== undefined) return id
  if (related === null || related === undefined) return null
  return typeof related === 'string' ? related : related.data.id
}

const written = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}))?/

/**
 * The day in England that a date of Wonde's means; null when it is none. Midnight of an English summer told in UTC is eleven in the
 * evening of the day before: read as it stands it would shift a whole register by a day.
 */
export const dayOfWonde = (date: WondeDate): SchoolDay | null => {
  const text = typeof date === 'string' ? date : date.date
  const [, day, time] = written.exec(text) ?? []
  if (day === undefined || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return null
  const zone = typeof date === 'string' ? (/Z$|\+00:00$/.test(text) ? 'UTC' : '') : (date.timezone ?? '')
  if (time === undefined || time === '00:00:00' || !['UTC', 'Z', '+00:00'].includes(zone)) return day
  return dayOf(`${day}T${time}.000Z`)
}
