import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { derivedId } from './derived-id.ts'
import { Id } from './words.ts'

/** Letters in a school year of marks, two for each calendar day of a leap year. */
const LONGEST = 2 * 366

/** Two letters for each calendar day, morning and afternoon (`register/mark-letters.ts`). */
export const Letters = z
  .string()
  .regex(/^(?:[!-~]{2})*$/)
  .max(LONGEST)

/**
 * The marks of one pupil in one school year, as the school's own system gave them: in the pupil's file, so that whoever holds it
 * sees the register with no signal. Doorstep never edits a register; only an import writes this. The office keeps every mark
 * by itself, those that were changed among them; this is what stands now.
 */
export const RegisterYear = z.strictObject({
  kind: z.literal('register-year'),
  /** Worked out from the pupil's and the year (`registerYearId`): there is one for each. */
  id: Id,
  organisationId: Id,
  pupilId: Id,
  /** The calendar year in which the school year begins: 2026 for 2026/27. */
  year: z.int().min(2000).max(2099),
  /** The day of the first two letters of `marks`. */
  from: SchoolDay,
  /** For each calendar day from `from` a letter for the morning and one for the afternoon (`register/mark-letters.ts`). */
  marks: Letters,
  /** When the office last took marks that changed this. */
  takenAt: Instant,
})
export type RegisterYear = z.infer<typeof RegisterYear>

/** The one identity of a pupil's year, so that every import writes the same record. */
export const registerYearId = (pupilId: string, year: number): string => derivedId(pupilId, 0x80 + (year - 2000))
