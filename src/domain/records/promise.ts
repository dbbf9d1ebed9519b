import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { FieldChanges } from './field-changes.ts'
import { Id, Label, SomeWords, Words } from './words.ts'

const Settled = z.strictObject({
  how: z.enum(['kept', 'kept-late', 'not-kept', 'no-longer-needed']),
  on: SchoolDay,
  by: Id,
  words: Words,
  recordedAt: Instant,
})

/** Something we told a family we would do. It comes first at the next contact until it is settled. */
export const Promise = z.strictObject({
  kind: z.literal('promise'),
  id: Id,
  pupilId: Id,
  caseId: Id.nullable(),
  /** What was promised, in the words used. */
  words: SomeWords,
  /** To whom, as shown: `Mum`. */
  promisedTo: Label,
  ownerId: Id,
  /** The last day on which keeping it is not late. */
  dueOn: SchoolDay,
  madeOn: SchoolDay,
  by: Id,
  recordedAt: Instant,
  settled: Settled.nullable(),
  /** Who last changed each shared field. */
  changes: FieldChanges.optional(),
  /** Settlings that were taken back, with their words, oldest first; absent when there were none. */
  takenBack: z.array(z.strictObject({ settled: Settled, by: Id, recordedAt: Instant })).optional(),
})
export type Promise = z.infer<typeof Promise>
