import { z } from 'zod'
import { derivedId } from './derived-id.ts'
import { Id } from './words.ts'

/**
 * Says in a pupil's file that something restricted is written elsewhere, and nothing more: not what, not by whom, not how
 * much, not when. A file has at most one. Whom to ask is known from the school's own file: its safeguarding leads.
 */
export const RestrictedMarker = z.strictObject({
  kind: z.literal('restricted-marker'),
  id: Id,
  pupilId: Id,
  organisationId: Id,
})
export type RestrictedMarker = z.infer<typeof RestrictedMarker>

/** The identity of a pupil's one marker. */
export const markerIdOf = (pupilId: string): string => derivedId(pupilId, 0x52)
