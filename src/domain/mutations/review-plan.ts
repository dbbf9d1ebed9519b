import { z } from 'zod'
import { reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { PlanReview } from '../records/plan.ts'
import { Id } from '../records/words.ts'

const { shape } = PlanReview

/** Adds a review of a plan: who was there, how it went, whether it goes on. Reviews are only added. */
export const reviewPlan = defineMutation({
  name: 'review-plan@1',
  args: z.strictObject({
    pupilId: Id,
    planId: Id,
    on: shape.on,
    attended: shape.attended,
    progress: shape.progress,
    decision: shape.decision,
    nextReviewOn: shape.nextReviewOn,
  }),
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'plan', fileId: args.pupilId, id: args.planId },
  ],
  apply: (records, { pupilId, planId, ...review }, stamp) => {
    const reached = reach(records, stamp.by, 'review-plan', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const plan = records.get('plan', pupilId, planId)
    if (plan === null) return refuse('does-not-belong')
    const added = { ...review, by: stamp.by.personId, recordedAt: stamp.recordedAt }
    records.put({ ...plan, reviews: [...plan.reviews, added] })
    return done
  },
})
