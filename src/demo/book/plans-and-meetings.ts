import type { z } from 'zod'
import type { makePlan } from '#domain/mutations/make-plan.ts'
import type { recordMeeting } from '#domain/mutations/record-meeting.ts'
import type { reviewPlan } from '#domain/mutations/review-plan.ts'
import type { settlePlanAction } from '#domain/mutations/settle-plan-action.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { PupilFile } from '../casework/pupil-file.ts'
import type { ActBook, When } from './act-book.ts'
import type { Heard } from './barriers.ts'

/** A plan and its actions, in the order in which they were agreed. */
export type PlanMade = { planId: string; actionIds: string[] }

/** Plans with who does what by when, how they went, and the meetings about them. */
export const plansAndMeetings = (acts: ActBook) => ({
  /** A support plan with its actions. Answers what reviews and ended actions need. */
  plan(
    file: PupilFile,
    told: When & {
      known: string
      aim: string
      target: string
      review: SchoolDay
      barriers: Heard[]
      parties: z.infer<typeof makePlan.args>['parties']
      actions: { words: string; owner: string; dueOn: SchoolDay }[]
    },
  ): PlanMade {
    const planId = acts.choice.id()
    const args: z.infer<typeof makePlan.args> = {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      planId,
      type: 'support-plan',
      known: told.known,
      aim: told.aim,
      target: told.target,
      barrierIds: told.barriers.map(({ barrierId }) => barrierId),
      startsOn: acts.term.ago(told.ago),
      reviewOn: told.review,
      endsOn: null,
      parties: told.parties,
      actions: told.actions.map((action) => ({ actionId: acts.choice.id(), ...action })),
      contract: null,
    }
    acts.book(told, 'make-plan@1', args)
    return { planId, actionIds: args.actions.map(({ actionId }) => actionId) }
  },

  /** How an action of a plan ended; `action` is its place in the plan, from 0. */
  settleAction(
    file: PupilFile,
    told: When & { plan: PlanMade; action: number } & Pick<z.infer<typeof settlePlanAction.args>, 'how' | 'words'>,
  ): void {
    const actionId = told.plan.actionIds[told.action]
    if (actionId === undefined) throw new RangeError('The plan has no such action.')
    const args: z.infer<typeof settlePlanAction.args> = {
      pupilId: file.pupil.id,
      planId: told.plan.planId,
      actionId,
      how: told.how,
      on: acts.term.ago(told.ago),
      words: told.words,
    }
    acts.book(told, 'settle-plan-action@1', args)
  },

  reviewPlan(
    file: PupilFile,
    told: When & { plan: PlanMade } & Pick<
        z.infer<typeof reviewPlan.args>,
        'attended' | 'progress' | 'decision' | 'nextReviewOn'
      >,
  ): void {
    const { plan, attended, progress, decision, nextReviewOn } = told
    const args: z.infer<typeof reviewPlan.args> = {
      pupilId: file.pupil.id,
      planId: plan.planId,
      on: acts.term.ago(told.ago),
      attended,
      progress,
      decision,
      nextReviewOn,
    }
    acts.book(told, 'review-plan@1', args)
  },

  meeting(
    file: PupilFile,
    told: When & Pick<z.infer<typeof recordMeeting.args>, 'about' | 'where' | 'invited' | 'said' | 'agreed'>,
  ): void {
    const { about, where, invited, said, agreed } = told
    const args: z.infer<typeof recordMeeting.args> = {
      pupilId: file.pupil.id,
      caseId: file.caseId,
      meetingId: acts.choice.id(),
      happenedOn: acts.term.ago(told.ago),
      happenedAt: told.at ?? null,
      about,
      where,
      invited,
      said,
      agreed,
      nextOn: null,
    }
    acts.book(told, 'record-meeting@1', args)
  },
})
