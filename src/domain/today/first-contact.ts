import { saySchoolDays } from '../time/day-words.ts'
import { schoolDaysFrom } from '../time/school-calendar.ts'
import { isBefore } from '../time/school-day.ts'
import { priorities, type Rule } from './rule.ts'

/** School days after which a new case in which nobody has been reached asks for a call. A working measure of our own. */
const NEVER_REACHED = 2

/**
 * The first contact of a new case. The support-first ladder begins with listening (domain: section 1.2, rung 3): nothing
 * further makes sense before the family has been reached.
 */
export const firstContact: Rule = ({ absenceCase, today, calendar }) => {
  if (absenceCase === null) return []
  const { lastContactOn, openedOn } = absenceCase
  const openFor = schoolDaysFrom(openedOn, today, calendar)
  if (openFor < NEVER_REACHED || (lastContactOn !== null && !isBefore(lastContactOn, openedOn))) return []
  return [
    {
      priority: priorities.neverReached,
      why: `The family has not been reached since the case opened, ${saySchoolDays(openFor)} ago`,
      next: 'Ring the family',
      dueOn: null,
      late: false,
      isNow: true,
      ownerId: null,
      act: { kind: 'call' },
    },
  ]
}
