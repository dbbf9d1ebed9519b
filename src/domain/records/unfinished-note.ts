import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { Id } from './words.ts'

/**
 * Reminds an author that a note of theirs lacks something that a reader will ask for: the twenty seconds' note from a doorstep,
 * to be finished in the car. It lies in the author's own file, so that it is on each of their tablets and nobody else's, and
 * says nothing of the note but which one it is. What is missing is read in the note itself (`needsAmending`): a colleague's
 * addition ends it as well.
 */
export const UnfinishedNote = z.strictObject({
  kind: z.literal('unfinished-note'),
  /** The note's own identity: one reminder a note. */
  id: Id,
  organisationId: Id,
  /** Whose note it is: whose own file this lies in. */
  personId: Id,
  pupilId: Id,
  noteKind: z.enum(['contact-note', 'home-visit']),
  recordedAt: Instant,
  /** When its author wrote what was missing; null while they have not. */
  finishedAt: Instant.nullable(),
})
export type UnfinishedNote = z.infer<typeof UnfinishedNote>
