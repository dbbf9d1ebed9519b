import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { Role } from './staff-member.ts'
import { Id, Label, SomeWords } from './words.ts'

/**
 * For whom a paper is made. A family is not given what others told us in confidence, nor what the child said apart from
 * them, nor warnings about visits; a professional (a court, children's social care, another service) is given both, with the confidential source unnamed.
 */
export const Audience = z.enum(['family', 'professional'])
export type Audience = z.infer<typeof Audience>

export const audienceWords: Record<Audience, string> = {
  family: 'The family',
  professional: 'A court, social care or another service',
}

/** A paper about this pupil that left the tablet: who gave it to whom, why, and exactly which version it was. Append-only. */
export const SharedPaper = z.strictObject({
  kind: z.literal('shared-paper'),
  id: Id,
  pupilId: Id,
  paper: z.enum(['chronology']),
  /** Who was given it, in words. */
  to: Label.min(1),
  why: SomeWords,
  audience: Audience,
  /** The span it tells of; `from` null for everything up to `until`. */
  from: SchoolDay.nullable(),
  until: SchoolDay,
  /** How many entries it holds, and how many were withheld from it and listed as withheld. */
  entries: z.int().min(0),
  withheld: z.int().min(0),
  /** SHA-256 of the entries, in hex; its first letters are printed on every page. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  sharedOn: SchoolDay,
  by: Id,
  byRole: Role,
  recordedAt: Instant,
})
export type SharedPaper = z.infer<typeof SharedPaper>
