import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { TimeOfDay, VisitReason } from './home-visit.ts'
import { Id } from './words.ts'

/**
 * A colleague's planned visit that this person was named to come along to. It lies in their own file, kept there by the office
 * as the plan stands, and holds no more than they may read: children whose files reach them, by identity alone, and the reason
 * only where there is such a child. No word that anybody wrote is in it.
 */
export const AccompaniedVisit = z.strictObject({
  kind: z.literal('accompanied-visit'),
  /** The planned visit's own identity. */
  id: Id,
  organisationId: Id,
  /** Who comes along: whose own file it lies in. */
  personId: Id,
  plannedBy: Id,
  /** The children of the visit whose files this person may read, in the plan's order. */
  pupilIds: z.array(Id).max(12),
  /** Whether these are all the children whom the visit is about. */
  isWhole: z.boolean(),
  on: SchoolDay,
  at: TimeOfDay.nullable(),
  /** Null where this person may read no child's file. */
  reason: VisitReason.nullable(),
  /** When the office told it first. */
  recordedAt: Instant,
  ended: z.strictObject({ how: z.enum(['made', 'called-off']), on: SchoolDay, recordedAt: Instant }).nullable(),
})
export type AccompaniedVisit = z.infer<typeof AccompaniedVisit>
