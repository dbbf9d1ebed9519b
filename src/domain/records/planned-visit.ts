import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { TimeOfDay, VisitReason } from './home-visit.ts'
import { Id, SomeWords, Words } from './words.ts'

/**
 * A home visit that somebody means to make, to one household. It lies in the planner's own file and names pupils by
 * identity alone. One that was planned and not made is late, never gone: it ends by being made or called off.
 */
export const PlannedVisit = z.strictObject({
  kind: z.literal('planned-visit'),
  id: Id,
  organisationId: Id,
  /** Whose plan it is: whose own file it lies in. */
  personId: Id,
  /** The pupil it was planned from first, then the brothers and sisters whom it is about too. */
  pupilIds: z.array(Id).min(1).max(12),
  on: SchoolDay,
  at: TimeOfDay.nullable(),
  /** Place in the day among visits without a time; smaller comes first. */
  order: z.int().min(0).max(999),
  reason: VisitReason,
  /** The colleague who comes along, or nobody. The office brings them the visit (`tell-companion@1`). */
  withId: Id.nullable(),
  /** Why nobody comes along although a risk flag asks for two people; empty otherwise. */
  aloneBecause: Words,
  /** The open risk flags that were read before the plan was made. */
  flagsRead: z.array(z.strictObject({ pupilId: Id, flagId: Id })).max(50),
  recordedAt: Instant,
  /** Each time it was moved, oldest first. */
  moves: z.array(z.strictObject({ from: SchoolDay, to: SchoolDay, why: Words, recordedAt: Instant })).max(200),
  ended: z
    .strictObject({
      how: z.enum(['made', 'called-off']),
      on: SchoolDay,
      why: Words,
      /** The visit's own act, when it was made. */
      actId: Id.nullable(),
      recordedAt: Instant,
    })
    .nullable(),
})
export type PlannedVisit = z.infer<typeof PlannedVisit>

/** Why a visit is called off: somebody will ask. */
export const CalledOffBecause = SomeWords
