import { z } from 'zod'
import { reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Plan } from '../records/plan.ts'
import { Id } from '../records/words.ts'
import { actionAgreed, NewPlanAction } from './make-plan.ts'

/** Adds an action to a plan: what, who and by when. */
export const addPlanAction = defineMutation({
  name: 'add-plan-action@1',
  args: z.strictObject({ pupilId: Id, planId: Id, ...NewPlanAction.shape }),
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'plan', fileId: args.pupilId, id: args.planId },
  ],
  apply: (records, { pupilId, planId, ...action }, stamp) => {
    const reached = reach(records, stamp.by, 'add-plan-action', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const plan = records.get('plan', pupilId, planId)
    if (plan === null) return refuse('does-not-belong')
    if (plan.actions.some(({ id }) => id === action.actionId)) return refuse('already-exists')
    const actions = [...plan.actions, actionAgreed(action)]
    if (!Plan.shape.actions.safeParse(actions).success) return refuse('too-large')
    records.put({ ...plan, actions })
    return done
  },
})
