import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { Role } from './staff-member.ts'
import { Id, Label, SomeWords } from './words.ts'

/** How soon the safeguarding lead must read it. The windows are the school's own (`safeguarding-plan`). */
export const Urgency = z.enum(['now', 'today', 'soon'])
export type Urgency = z.infer<typeof Urgency>

export const urgencyWords: Record<Urgency, string> = {
  now: 'Now, a child may be in danger',
  today: 'Today',
  soon: 'In the next days',
}

/**
 * What is written for the safeguarding lead about one pupil, in a file of its own: the file is what a person may see or
 * not see as a whole (SPEC L, W), so the words lie on no other tablet. The thread's id is the file's id. It reaches the
 * school's safeguarding leads, whoever began it, and the people let in. The words are `restricted-note` records.
 */
export const RestrictedThread = z.strictObject({
  kind: z.literal('restricted-thread'),
  id: Id,
  pupilId: Id,
  organisationId: Id,
  /** What the pupil was called: a reader may not have the pupil's own file. */
  called: Label.min(1),
  urgency: Urgency,
  /** The contact note or home visit it came from, in the pupil's file; null when it came from none. */
  fromNoteId: Id.nullable(),
  by: Id,
  byRole: Role,
  recordedAt: Instant,
  /** People let in by a safeguarding lead, besides the leads and whoever began it. */
  readers: z.array(z.strictObject({ personId: Id, by: Id, recordedAt: Instant })).max(50),
  /** People who were let in and are no longer: kept, so that it can be said who could read what and when. */
  formerReaders: z.array(z.strictObject({ personId: Id, from: Instant, until: Instant, letInBy: Id, takenOutBy: Id })),
  /** Who said of which note that they have read it, and when by their own clock. Each person once for a note. */
  readings: z.array(z.strictObject({ noteId: Id, by: Id, byRole: Role, recordedAt: Instant })),
  /** What came of it, newest last. A note written after the last one asks to be read like any other. */
  outcomes: z.array(z.strictObject({ words: SomeWords, by: Id, recordedAt: Instant })),
})
export type RestrictedThread = z.infer<typeof RestrictedThread>
