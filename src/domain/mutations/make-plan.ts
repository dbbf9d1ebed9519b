import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Plan, PlanAction } from '../records/plan.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = Plan

/** What is said of an action when it is agreed. */
export const NewPlanAction = z.strictObject({
  actionId: Id,
  words: PlanAction.shape.words,
  owner: PlanAction.shape.owner,
  dueOn: PlanAction.shape.dueOn,
})
export type NewPlanAction = z.infer<typeof NewPlanAction>

/** The action as the plan holds it. */
export const actionAgreed = ({ actionId, ...said }: NewPlanAction): PlanAction => ({
  id: actionId,
  ...said,
  settled: null,
})

const Args = z.strictObject({
  pupilId: Id,
  caseId: shape.caseId,
  planId: Id,
  type: shape.type,
  known: shape.known,
  aim: shape.aim,
  target: shape.target,
  barrierIds: shape.barrierIds,
  startsOn: shape.startsOn,
  reviewOn: shape.reviewOn,
  endsOn: shape.endsOn,
  parties: shape.parties,
  actions: z
    .array(NewPlanAction)
    .max(30)
    .refine((actions) => new Set(actions.map(({ actionId }) => actionId)).size === actions.length, {
      message: 'Each action only once.',
    }),
  contract: shape.contract,
})
type Args = z.infer<typeof Args>

const made = (args: Args): Reference => ({ kind: 'plan', fileId: args.pupilId, id: args.planId })
const named = ({ pupilId, barrierIds }: Args): Reference[] =>
  barrierIds.map((id) => ({ kind: 'barrier', fileId: pupilId, id }))

/** Makes a plan with its people, actions, owners and days. It is an account of what was agreed, so a closed case does not refuse it. */
export const makePlan = defineMutation({
  name: 'make-plan@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads(args), ...named(args), made(args)],
  apply: (records, args, stamp) => {
    const { planId, actions, ...said } = args
    const reached = reach(records, stamp.by, 'make-plan', args)
    if (!reached.ok) return reached
    if (named(args).some(({ fileId, id }) => records.get('barrier', fileId, id) === null))
      return refuse('does-not-belong')
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    records.put({
      kind: 'plan',
      id: planId,
      ...said,
      actions: actions.map(actionAgreed),
      reviews: [],
      by: stamp.by.personId,
      recordedAt: stamp.recordedAt,
    })
    return done
  },
})
