import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { EvidenceName } from './evidence-name.ts'
import { FieldChanges } from './field-changes.ts'
import { Id, Words } from './words.ts'

/**
 * The support-first ladder of *Working together to improve school attendance*. There is no time limit per rung and rungs
 * may be skipped: the record says who moved it, when and why.
 */
export const Stage = z.enum([
  'expect',
  'monitor',
  'listen-and-understand',
  'facilitate-support',
  'formalise-support',
  'enforce',
])
export type Stage = z.infer<typeof Stage>

export const stageWords: Record<Stage, string> = {
  expect: 'Expect',
  monitor: 'Monitor',
  'listen-and-understand': 'Listen and understand',
  'facilitate-support': 'Facilitate support',
  'formalise-support': 'Formalise support',
  enforce: 'Enforce',
}

/** Why a case is opened (domain: section 4.2, concern type). */
export const Concern = z.enum([
  'pattern',
  'at-risk-of-persistent-absence',
  'persistent-absence',
  'severe-absence',
  'unexplained-absence',
  'lateness',
  'leave-in-term',
  'ten-days-absent',
  'fifteen-days-sickness',
  'missing-education',
  'part-time-timetable',
  'other',
])
export type Concern = z.infer<typeof Concern>

export const concernWords: Record<Concern, string> = {
  pattern: 'A pattern of absence',
  'at-risk-of-persistent-absence': 'At risk of persistent absence',
  'persistent-absence': 'Persistent absence',
  'severe-absence': 'Severe absence',
  'unexplained-absence': 'Unexplained absence',
  lateness: 'Lateness',
  'leave-in-term': 'Leave in term time',
  'ten-days-absent': 'Ten days absent',
  'fifteen-days-sickness': 'Fifteen days of sickness',
  'missing-education': 'Missing education',
  'part-time-timetable': 'Part-time timetable',
  other: 'Other',
}

export const CloseReason = z.enum([
  'attendance-improved',
  'moved-school',
  'left-roll',
  'home-educated',
  'court-outcome',
  'over-school-age',
  'merged',
  'other',
])
export type CloseReason = z.infer<typeof CloseReason>

export const closeReasonWords: Record<CloseReason, string> = {
  'attendance-improved': 'Attendance improved',
  'moved-school': 'Moved to another school',
  'left-roll': 'Left the roll',
  'home-educated': 'Educated at home',
  'court-outcome': 'Court outcome',
  'over-school-age': 'Over school age',
  merged: 'Merged with another case',
  other: 'Other',
}

/** One move on the ladder: never overwritten. */
export const StageMove = z.strictObject({
  from: Stage.nullable(),
  to: Stage,
  by: Id,
  on: SchoolDay,
  recordedAt: Instant,
  why: Words,
  /** What the record did not hold yet when it moved to a formal step, as the person was told; absent when nothing was missing. */
  missing: z.array(EvidenceName).optional(),
})
export type StageMove = z.infer<typeof StageMove>

const Closing = z.strictObject({ on: SchoolDay, by: Id, reason: CloseReason, outcome: Words })

/** A closing that was taken back, with its words. */
export const Reopening = z.strictObject({ closed: Closing, on: SchoolDay, by: Id, why: Words, recordedAt: Instant })
export type Reopening = z.infer<typeof Reopening>

/** Casework for one pupil's absence. At most one is open for a pupil at a time. */
export const AbsenceCase = z.strictObject({
  kind: z.literal('absence-case'),
  id: Id,
  pupilId: Id,
  organisationId: Id,
  status: z.enum(['open', 'closed']),
  concerns: z.array(Concern).min(1),
  /** Why the child is away, in three views that are never merged (forms ask whether they match). */
  reasons: z.strictObject({ child: Words, family: Words, school: Words }),
  stage: Stage,
  stageMoves: z.array(StageMove),
  /** The officer or colleague who answers for the case; null while nobody does. */
  ownerId: Id.nullable(),
  reviewOn: SchoolDay.nullable(),
  openedOn: SchoolDay,
  openedBy: Id,
  closed: Closing.nullable(),
  /** Every earlier closing of this case, oldest first; absent when it was never reopened. */
  reopenings: z.array(Reopening).optional(),
  /** Latest day on which anyone reached the family; null when never. */
  lastContactOn: SchoolDay.nullable(),
  /** Latest day on which staff saw the child; null when never. */
  lastSeenOn: SchoolDay.nullable(),
  /** Home visits in a row without an answer. */
  failedVisits: z.int().min(0),
  /** Days of the visits counted in `failedVisits`, so that visits sent out of order still count right. */
  failedVisitsOn: z.array(SchoolDay).optional(),
  /** Latest day on which a home visit was answered. */
  lastAnsweredVisitOn: SchoolDay.optional(),
  /** Latest day on which a visit or contact says that the safeguarding lead, children's services or the police was told. */
  leadToldOn: SchoolDay.optional(),
  /** Who last changed each shared field. */
  changes: FieldChanges.optional(),
})
export type AbsenceCase = z.infer<typeof AbsenceCase>
