import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { Role } from './staff-member.ts'
import { Id, SomeWords } from './words.ts'

/** What one person wrote in a restricted thread. Lives in the thread's file, never in the pupil's. Append-only. */
export const RestrictedNote = z.strictObject({
  kind: z.literal('restricted-note'),
  id: Id,
  threadId: Id,
  pupilId: Id,
  /** What was seen, heard and said, in the words used. */
  words: SomeWords,
  by: Id,
  byRole: Role,
  recordedAt: Instant,
})
export type RestrictedNote = z.infer<typeof RestrictedNote>
