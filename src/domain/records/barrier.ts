import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { FieldChanges } from './field-changes.ts'
import { Id, Label, SomeWords, Words } from './words.ts'

/** Groups of domain section 4.7, in the words on the button. A case has many barriers; none is the main one. */
export const BarrierAbout = z.enum([
  'physical-health',
  'mental-health',
  'special-needs',
  'peers',
  'school',
  'transition',
  'family',
  'caring',
  'material',
  'travel',
  'culture',
  'system',
  'child-choice',
  'protective',
])
export type BarrierAbout = z.infer<typeof BarrierAbout>

export const barrierAboutWords: Record<BarrierAbout, string> = {
  'physical-health': 'Physical health',
  'mental-health': 'Worry and mental health',
  'special-needs': 'Special educational needs',
  peers: 'Friends and bullying',
  school: 'Something at school',
  transition: 'A change or move',
  family: 'Family life',
  caring: 'Caring for someone',
  material: 'Money, food or housing',
  travel: 'Getting to school',
  culture: 'Culture, religion or travel abroad',
  system: 'Waiting for a service',
  'child-choice': 'Something else they would rather do',
  protective: 'Something that helps',
}

export const BarrierStatus = z.enum(['suspected', 'confirmed', 'being-addressed', 'removed', 'recurring'])
export type BarrierStatus = z.infer<typeof BarrierStatus>

export const barrierStatusWords: Record<BarrierStatus, string> = {
  suspected: 'Suspected',
  confirmed: 'Confirmed',
  'being-addressed': 'Being worked on',
  removed: 'Removed',
  recurring: 'Come back',
}

export const RaisedBy = z.enum(['child', 'parent', 'school', 'agency', 'officer'])
export type RaisedBy = z.infer<typeof RaisedBy>

export const raisedByWords: Record<RaisedBy, string> = {
  child: 'The child',
  parent: 'A parent',
  school: 'School',
  agency: 'Another service',
  officer: 'The officer',
}

/** One change of a barrier: what it was, what it became, who and when. Values are JSON text. */
export const BarrierChange = z.strictObject({
  field: Label,
  from: z.string().max(700_000),
  to: z.string().max(700_000),
  by: Id,
  recordedAt: Instant,
})
export type BarrierChange = z.infer<typeof BarrierChange>

/** Something that keeps a pupil from school (or helps them in), in the words of whoever raised it. */
export const Barrier = z.strictObject({
  kind: z.literal('barrier'),
  id: Id,
  pupilId: Id,
  /** Null when the pupil has no case: a brother or sister heard on the same visit, for example. */
  caseId: Id.nullable(),
  about: BarrierAbout,
  raisedBy: RaisedBy,
  words: SomeWords,
  raisedOn: SchoolDay,
  status: BarrierStatus,
  /** 1 a little, 2 a lot, 3 wholly; null while nobody has said. */
  severity: z.int().min(1).max(3).nullable(),
  agreedByFamily: z.enum(['yes', 'partly', 'no', 'not-discussed']),
  evidence: Words,
  reviewOn: SchoolDay.nullable(),
  removedOn: SchoolDay.nullable(),
  whatWorked: Words,
  by: Id,
  recordedAt: Instant,
  /** Who last changed each shared field. */
  changes: FieldChanges.optional(),
  /** Every change since it was heard, oldest first; absent when nothing changed. */
  history: z.array(BarrierChange).optional(),
})
export type Barrier = z.infer<typeof Barrier>
