import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { Id, Label, Words } from './words.ts'

/** A field's value as JSON text. A text of 100,000 characters may grow sixfold when it is escaped. */
const FieldText = z.string().max(700_000)

/**
 * Two people changed the same thing without seeing each other's change, or somebody who has left weakened what keeps people safe.
 * The first to arrive stands in the record; the second is kept here whole, and both are shown to people on both sides until
 * someone chooses.
 */
export const Clash = z.strictObject({
  kind: z.literal('clash'),
  /** Comes from the arguments of the mutation that arrived second, so every copy makes the same record. */
  id: Id,
  pupilId: Id,
  recordKind: z.enum(['absence-case', 'barrier', 'promise', 'risk-flag', 'parent', 'agency']),
  recordId: Id,
  /** The field both changed. */
  field: Label,
  /** What both started from, what stands, and what arrived second: JSON text of the field's value. */
  was: FieldText,
  stands: FieldText,
  other: FieldText,
  /** Words given with the second change (why a stage was to move, for example); absent when none were. */
  why: Words.optional(),
  otherBy: Id,
  recordedAt: Instant,
  /** The second change came after its author had left, and would have weakened what keeps people safe; absent otherwise. */
  afterLeaving: z.literal(true).optional(),
  /** Who made what stands, and when; absent where nobody kept it. */
  standsBy: z.strictObject({ by: Id, recordedAt: Instant }).optional(),
  settled: z.strictObject({ keep: z.enum(['stands', 'other', 'both']), by: Id, recordedAt: Instant }).nullable(),
})
export type Clash = z.infer<typeof Clash>

/**
 * Whether this person is asked to choose: they made one of the two versions. Where nobody kept who made the first it may have been
 * anyone; and for somebody who has left, everybody who has the file is asked.
 */
export const isPartyTo = (
  { otherBy, standsBy, afterLeaving }: Pick<Clash, 'otherBy' | 'standsBy' | 'afterLeaving'>,
  personId: string,
): boolean => afterLeaving === true || otherBy === personId || standsBy === undefined || standsBy.by === personId
