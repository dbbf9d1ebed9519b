import { z } from 'zod'
import { Instant } from '../time/instant.ts'
import { SchoolDay } from '../time/school-day.ts'
import { Agreement } from './child-voice.ts'
import { PersonSide } from './person-side.ts'
import { Id, Label, SomeWords, Words } from './words.ts'

/** Plans of domain section 4.9. */
export const PlanType = z.enum([
  'support-plan',
  'attendance-contract',
  'return-to-school',
  'part-time-timetable',
  'early-help-plan',
])
export type PlanType = z.infer<typeof PlanType>

export const planTypeWords: Record<PlanType, string> = {
  'support-plan': 'Support plan',
  'attendance-contract': 'Attendance contract',
  'return-to-school': 'Return to school plan',
  'part-time-timetable': 'Part-time timetable',
  'early-help-plan': 'Early help plan',
}

/** One thing someone does under a plan, with a day. Settled once, by whoever saw how it went. */
export const PlanAction = z.strictObject({
  id: Id,
  words: SomeWords,
  /** Who does it, in words: `Mum`, `Mr Adeyemi`. */
  owner: Label.min(1),
  dueOn: SchoolDay,
  settled: z
    .strictObject({
      how: z.enum(['done', 'not-done', 'no-longer-needed']),
      on: SchoolDay,
      by: Id,
      words: Words,
      recordedAt: Instant,
    })
    .nullable(),
})
export type PlanAction = z.infer<typeof PlanAction>

export const actionSettledWords: Record<NonNullable<PlanAction['settled']>['how'], string> = {
  done: 'Done',
  'not-done': 'Not done',
  'no-longer-needed': 'No longer needed',
}

/** Someone whose plan it is, and whether they agree. A refusal is written with its reason, in their words. */
export const PlanParty = z.strictObject({ name: Label.min(1), side: PersonSide, agrees: Agreement, words: Words })
export type PlanParty = z.infer<typeof PlanParty>

export const PlanDecision = z.enum(['go-on', 'change', 'end'])
export type PlanDecision = z.infer<typeof PlanDecision>

export const planDecisionWords: Record<PlanDecision, string> = {
  'go-on': 'Go on as it is',
  change: 'Change it',
  end: 'End it',
}

export const PlanReview = z.strictObject({
  on: SchoolDay,
  /** Who was there, in words. */
  attended: Words,
  progress: SomeWords,
  decision: PlanDecision,
  nextReviewOn: SchoolDay.nullable(),
  by: Id,
  recordedAt: Instant,
})
export type PlanReview = z.infer<typeof PlanReview>

/**
 * A plan for one child: what is known (assess), what should change and who does what by when (plan), what was done (do),
 * and how it went (review). An attendance contract is voluntary and needs a parent in the room: it is a written agreement,
 * not an order (domain: sections 3.3 and 4.9).
 */
export const Plan = z.strictObject({
  kind: z.literal('plan'),
  id: Id,
  pupilId: Id,
  caseId: Id.nullable(),
  type: PlanType,
  /** Assess: what is known, in facts. */
  known: Words,
  /** Plan: what should change. */
  aim: SomeWords,
  /** The target in sessions, in words: `In for 18 of the next 20 sessions`. A rate alone is never a target. */
  target: Words,
  barrierIds: z.array(Id).max(20),
  startsOn: SchoolDay,
  /** The first review. */
  reviewOn: SchoolDay,
  /** A part-time timetable must have one (domain: section 1.3). */
  endsOn: SchoolDay.nullable(),
  parties: z.array(PlanParty).max(20),
  actions: z.array(PlanAction).max(60),
  /** What each side takes on under an attendance contract; null for other plans. */
  contract: z
    .strictObject({ parentAgrees: Words, schoolAgrees: Words, childAgrees: Words, consequencesSaid: z.boolean() })
    .nullable(),
  reviews: z.array(PlanReview),
  by: Id,
  recordedAt: Instant,
})
export type Plan = z.infer<typeof Plan>

/** Reviews in the order in which they were held. */
export const reviewsInOrder = (plan: Pick<Plan, 'reviews'>): PlanReview[] =>
  plan.reviews.toSorted((a, b) => compare(a.on, b.on) || compare(a.recordedAt, b.recordedAt))

/** True once a review ended it. */
export const isPlanOver = (plan: Pick<Plan, 'reviews'>): boolean => reviewsInOrder(plan).at(-1)?.decision === 'end'

/** The day it is looked at next; null when it is over or no day was set. */
export const nextPlanReview = (plan: Pick<Plan, 'reviews' | 'reviewOn'>): SchoolDay | null => {
  const last = reviewsInOrder(plan).at(-1)
  if (last === undefined) return plan.reviewOn
  return last.decision === 'end' ? null : last.nextReviewOn
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
