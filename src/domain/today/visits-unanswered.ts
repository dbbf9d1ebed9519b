import { escalationOf, TELL_MANAGER_FROM } from './escalation-due.ts'
import { priorities, type Reason, type Rule } from './rule.ts'

/**
 * Home visits in a row that nobody answered. One may be chance; from the second on a child may be unsafe, and schools'
 * procedures name the safeguarding lead as the next to be told (domain: section 4.3; the times are each school's own). What is
 * due is worked out in one place for Today, the file and the form at the door.
 */
export const visitsUnanswered: Rule = ({ absenceCase, told, today, calendar }) => {
  const escalation = escalationOf(absenceCase, { told, today, calendar })
  if (escalation === null) return []
  const { inARow, due } = escalation
  const several = inARow > 1
  const reason = {
    priority: several ? priorities.visitsUnanswered : priorities.visitUnanswered,
    why: several ? `${inARow} visits in a row with no answer` : 'Nobody answered the last visit',
    dueOn: null,
    late: false,
    isNow: true,
    ownerId: null,
    isForManagers: inARow >= TELL_MANAGER_FROM,
  } satisfies Partial<Reason>
  return due.flatMap((step): Reason[] => {
    switch (step) {
      case 'tell-lead':
        return [{ ...reason, next: 'Make sure the safeguarding lead knows', act: { kind: 'tell-lead' } }]
      case 'tell-manager':
        // It stands on the manager's own Today, by the visit; the file leads to the form.
        return []
      case 'visit-again':
        return [{ ...reason, next: 'Try another time of day', act: { kind: 'visit', isAgain: true } }]
    }
  })
}
