import type { AccompaniedVisit } from '../records/accompanied-visit.ts'
import type { PlannedVisit } from '../records/planned-visit.ts'
import type { SchoolDay } from '../time/school-day.ts'
import { priorities, type Pressing } from './rule.ts'

/**
 * A visit of one's own that is planned for today, or was and is neither made nor called off: then it is late, and never gone. Families are
 * told when somebody comes, so it presses as a promise does. That a plan which nobody carries out is seen is what lone-working and
 * home-visit procedures ask of a diary of visits (domain: section 4.6); no source sets a day for it but the plan's own.
 */
export const visitPlanned = ({ ended, on }: PlannedVisit, today: SchoolDay): Pressing | null => {
  if (ended !== null || on > today) return null
  const late = on < today
  return { priority: late ? priorities.promiseLate : priorities.promiseToday, dueOn: on, late }
}

/**
 * A colleague's visit of today to which this person was asked to come along (two people where a warning asks for them: domain, section
 * 4.6). On another day it is for its planner to mend, and never late here.
 */
export const visitAccompanied = ({ ended, on }: AccompaniedVisit, today: SchoolDay): Pressing | null =>
  ended === null && on === today ? { priority: priorities.promiseToday, dueOn: on, late: false } : null
