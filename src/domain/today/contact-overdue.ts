import { saySchoolDays } from '../time/day-words.ts'
import { schoolDaysFrom } from '../time/school-calendar.ts'
import { isBefore } from '../time/school-day.ts'
import { priorities, type Rule } from './rule.ts'

/** School days without reaching the family after which a case asks for a call. A working measure of our own. */
export const CONTACT_OVERDUE = 10

/**
 * A family that was reached once in this case, and not for long. Plans agree how often school and family speak, weekly where a
 * council says so (domain: section 4.9); no source sets an interval for all, so this asks only after two school weeks.
 * Good news is a contact like any other.
 */
export const contactOverdue: Rule = ({ absenceCase, today, calendar }) => {
  if (absenceCase === null) return []
  const { lastContactOn, openedOn } = absenceCase
  if (lastContactOn === null || isBefore(lastContactOn, openedOn)) return []
  const since = schoolDaysFrom(lastContactOn, today, calendar)
  if (since < CONTACT_OVERDUE) return []
  return [
    {
      priority: priorities.contactOverdue,
      why: `The family was last reached ${saySchoolDays(since)} ago`,
      next: 'Ring, or write with good news',
      dueOn: null,
      late: false,
      isNow: true,
      ownerId: null,
      act: { kind: 'call' },
    },
  ]
}
