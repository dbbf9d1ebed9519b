import { priorities, type Rule } from './rule.ts'

/**
 * Home visits in a row that nobody answered. One may be chance; from the second on a child may be unsafe, and schools'
 * procedures name the safeguarding lead as the next to be told (domain: section 4.3; the times are each school's own).
 */
export const visitsUnanswered: Rule = ({ absenceCase }) => {
  const count = absenceCase?.failedVisits ?? 0
  if (count === 0) return []
  const several = count > 1
  return [
    {
      priority: several ? priorities.visitsUnanswered : priorities.visitUnanswered,
      why: several ? `${count} visits in a row with no answer` : 'Nobody answered the last visit',
      next: several ? 'Try another way, and tell the safeguarding lead' : 'Try another time of day',
      dueOn: null,
      late: false,
      isNow: true,
      ownerId: null,
      act: { kind: 'visit' },
    },
  ]
}
