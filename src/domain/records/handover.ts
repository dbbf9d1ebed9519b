import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { Id, SomeWords, Words } from './words.ts'

/** One line of a digest: short enough to be read while walking. */
export const DigestLine = SomeWords.max(600)

export const HandoverAnswer = z.enum(['accepted', 'declined', 'taken-back'])
export type HandoverAnswer = z.infer<typeof HandoverAnswer>

export const handoverAnswerWords: Record<HandoverAnswer, string> = {
  accepted: 'Accepted',
  declined: 'Not accepted',
  'taken-back': 'Taken back',
}

/**
 * A case offered to a colleague, with at most five lines that say what they take on. Until they accept it the giver still
 * answers for the case, and both see it. The lines are kept as they were sent.
 */
export const Handover = z.strictObject({
  kind: z.literal('handover'),
  id: Id,
  pupilId: Id,
  caseId: Id,
  /** Who answered for the case when it was offered; null when nobody did. */
  fromId: Id.nullable(),
  toId: Id,
  digest: z.array(DigestLine).min(1).max(5),
  offeredOn: SchoolDay,
  /** Who offered it: the giver, or a lead or manager for someone who has left. */
  by: Id,
  recordedAt: Instant,
  answered: z
    .strictObject({ how: HandoverAnswer, on: SchoolDay, by: Id, words: Words, recordedAt: Instant })
    .nullable(),
})
export type Handover = z.infer<typeof Handover>
