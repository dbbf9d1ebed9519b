import { z } from 'zod'
import type { FieldProblem } from '#client/ui/error-summary.tsx'
import type { NewPlanAction } from '#domain/mutations/make-plan.ts'
import { Agreement } from '#domain/records/child-voice.ts'
import { PersonSide } from '#domain/records/person-side.ts'
import { PlanType, type Plan } from '#domain/records/plan.ts'

/** An action as it stands in an open form: its identity is made when the line is added. */
export const OpenAction = z.object({ actionId: z.string(), words: z.string(), owner: z.string(), dueOn: z.string() })
export type OpenAction = z.infer<typeof OpenAction>

export const OpenParty = z.object({
  key: z.string(),
  name: z.string(),
  side: PersonSide,
  agrees: Agreement,
  words: z.string(),
})
export type OpenParty = z.infer<typeof OpenParty>

/** A plan being written. Days are empty while nobody has said. */
export const PlanForm = z.object({
  planId: z.string(),
  type: PlanType,
  known: z.string(),
  aim: z.string(),
  target: z.string(),
  barrierIds: z.array(z.string()),
  startsOn: z.string(),
  reviewOn: z.string(),
  endsOn: z.string(),
  parties: z.array(OpenParty),
  actions: z.array(OpenAction),
  parentAgrees: z.string(),
  schoolAgrees: z.string(),
  childAgrees: z.string(),
  consequencesSaid: z.boolean(),
})
export type PlanForm = z.infer<typeof PlanForm>

/** What a new plan says of itself, before it is a record. */
export type PlanSaid = Pick<
  Plan,
  'type' | 'known' | 'aim' | 'target' | 'barrierIds' | 'startsOn' | 'reviewOn' | 'endsOn' | 'parties' | 'contract'
> & { actions: NewPlanAction[] }

/** What is missing in a line for an action that was begun. */
export const actionProblems = (action: OpenAction): FieldProblem[] => [
  ...(action.words.trim() === '' ? [{ fieldId: `${action.actionId}-words`, message: 'Write what will be done.' }] : []),
  ...(action.owner.trim() === '' ? [{ fieldId: `${action.actionId}-owner`, message: 'Say who does it.' }] : []),
  ...(action.dueOn === '' ? [{ fieldId: `${action.actionId}-due`, message: 'Say by which day.' }] : []),
]

/** A line in which nothing was written is left out rather than complained about. */
export const isBlankAction = ({ words }: OpenAction): boolean => words.trim() === ''

/** What the plan says, or what still stands in the way. */
export const planOf = (form: PlanForm): { ok: true; said: PlanSaid } | { ok: false; problems: FieldProblem[] } => {
  const actions = form.actions.filter((action) => !isBlankAction(action))
  const parties = form.parties.filter(({ name }) => name.trim() !== '')
  const isContract = form.type === 'attendance-contract'
  const problems = [
    ...(form.aim.trim() === '' ? [{ fieldId: 'aim', message: 'Write what should change.' }] : []),
    ...actions.flatMap(actionProblems),
    ...(form.startsOn === '' ? [{ fieldId: 'starts', message: 'Say when it begins.' }] : []),
    ...reviewProblems(form.reviewOn, form.startsOn),
    ...(form.type === 'part-time-timetable' && form.endsOn === ''
      ? [{ fieldId: 'ends', message: 'A part-time timetable has an end. Say when.' }]
      : []),
    ...(isContract && !parties.some(({ side, agrees }) => side === 'family' && agrees !== 'not-asked')
      ? [{ fieldId: 'parties', message: 'Say whether a parent agreed. A contract is not made without them.' }]
      : []),
  ]
  if (problems.length > 0) return { ok: false, problems }
  const { type, known, aim, target, barrierIds, startsOn, reviewOn, endsOn } = form
  return {
    ok: true,
    said: {
      type,
      known,
      aim,
      target,
      barrierIds,
      startsOn,
      reviewOn,
      endsOn: endsOn === '' ? null : endsOn,
      parties: parties.map(({ name, side, agrees, words }) => ({ name, side, agrees, words })),
      actions,
      contract: isContract
        ? {
            parentAgrees: form.parentAgrees,
            schoolAgrees: form.schoolAgrees,
            childAgrees: form.childAgrees,
            consequencesSaid: form.consequencesSaid,
          }
        : null,
    },
  }
}

const reviewProblems = (reviewOn: string, startsOn: string): FieldProblem[] => {
  if (reviewOn === '') return [{ fieldId: 'review', message: 'Say when it is looked at again.' }]
  return startsOn !== '' && reviewOn < startsOn
    ? [{ fieldId: 'review', message: 'The review cannot be before the plan begins.' }]
    : []
}
