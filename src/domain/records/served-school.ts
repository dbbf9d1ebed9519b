import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { Id, Label } from './words.ts'

/**
 * That a council's service keeps messages ready for a school too. It lies in the council's own file. The school holds nothing of that
 * file: the office puts a copy of each message into the school's own.
 */
export const ServedSchool = z.strictObject({
  kind: z.literal('served-school'),
  /** The school's own identity, since a council serves a school once. */
  id: Id,
  /** The council's. */
  organisationId: Id,
  /** What the school is called: not everybody at the council holds the school's file. */
  name: Label.min(1),
  by: Id,
  recordedAt: Instant,
  /** Since when it no longer is served; null while it is. */
  ended: z.strictObject({ by: Id, recordedAt: Instant }).nullable(),
})
export type ServedSchool = z.infer<typeof ServedSchool>
