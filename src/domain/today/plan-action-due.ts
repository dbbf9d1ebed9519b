import { isPlanOver } from '../records/plan.ts'
import { sayDue } from '../time/day-words.ts'
import { firstLine, isOfOpenCase, ofOwnDate, type Rule } from './rule.ts'

/**
 * What somebody takes on under a plan, with a day and an owner (domain: section 4.9). Its owner is a name in words, often a
 * parent or another service; asking how it went is for whoever answers for the case.
 */
export const planActionDue: Rule = ({ plans, absenceCase, today, calendar }) =>
  plans
    .filter((plan) => !isPlanOver(plan) && isOfOpenCase(plan, absenceCase))
    .flatMap((plan) =>
      plan.actions
        .filter(({ settled }) => settled === null)
        .map((action) => {
          const due = sayDue(action.dueOn, today, calendar)
          return {
            ...ofOwnDate(action.dueOn, today),
            why: `An action of a plan is for ${action.owner} to do, ${due}`,
            next: `${action.owner}, ${due}: ${firstLine(action.words)}`,
            ownerId: null,
            act: { kind: 'settle-plan-action', planId: plan.id, actionId: action.id } as const,
          }
        }),
    )
