import { z } from 'zod'
import { reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { PlanAction } from '../records/plan.ts'
import { Id } from '../records/words.ts'

const settled = PlanAction.shape.settled.unwrap().shape

/** Says how an action of a plan ended: done, not done, or no longer needed. */
export const settlePlanAction = defineMutation({
  name: 'settle-plan-action@1',
  args: z.strictObject({
    pupilId: Id,
    planId: Id,
    actionId: Id,
    how: settled.how,
    on: settled.on,
    words: settled.words,
  }),
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'plan', fileId: args.pupilId, id: args.planId },
  ],
  apply: (records, { pupilId, planId, actionId, how, on, words }, stamp) => {
    const reached = reach(records, stamp.by, 'settle-plan-action', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const plan = records.get('plan', pupilId, planId)
    const action = plan?.actions.find(({ id }) => id === actionId)
    if (plan === null || action === undefined) return refuse('does-not-belong')
    if (action.settled !== null) return refuse('already-settled')
    const ended = { ...action, settled: { how, on, by: stamp.by.personId, words, recordedAt: stamp.recordedAt } }
    records.put({ ...plan, actions: plan.actions.map((one) => (one.id === actionId ? ended : one)) })
    return done
  },
})
