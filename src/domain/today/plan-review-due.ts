import { nextPlanReview, planTypeWords } from '../records/plan.ts'
import { sayDue } from '../time/day-words.ts'
import { isOfOpenCase, ofOwnDate, type Rule } from './rule.ts'

/**
 * The day on which a plan is looked at again. Plans are assessed, made, done and reviewed, and a first review is typical
 * after four to six weeks (domain: section 4.9; section 3.3, attendance contract); a part-time timetable is reviewed
 * regularly with parents and pupil (section 1.3). No interval is prescribed for all: whoever made the plan chose the day.
 */
export const planReviewDue: Rule = ({ plans, absenceCase, today, calendar }) =>
  plans.flatMap((plan) => {
    const on = nextPlanReview(plan)
    if (on === null || !isOfOpenCase(plan, absenceCase)) return []
    const due = sayDue(on, today, calendar)
    const called = planTypeWords[plan.type].toLowerCase()
    return [
      {
        ...ofOwnDate(on, today),
        why: `The ${called} is to be reviewed, ${due}`,
        next: `Review of the ${called} ${due}`,
        ownerId: null,
        act: { kind: 'review-plan', planId: plan.id } as const,
      },
    ]
  })
