import { saySchoolDays } from '../../time/day-words.ts'
import { schoolDaysFrom } from '../../time/school-calendar.ts'
import { LONG_UNSEEN, UNSEEN } from '../../today/child-unseen.ts'
import type { MorningRule } from './rule.ts'

/**
 * A child with a case whom nobody has noted seeing for some time, by the same measures as Today's. Published procedures want a child who is
 * away seen every three to five days (Telford and Wrekin; domain: section 4.3).
 */
export const notSeen: MorningRule = ({ absenceCase, today, calendar }) => {
  if (absenceCase === null) return []
  const days = schoolDaysFrom(absenceCase.lastSeenOn ?? absenceCase.openedOn, today, calendar)
  if (days < UNSEEN) return []
  return [
    { tier: days >= LONG_UNSEEN ? 'first' : 'next', why: `Nobody has noted seeing them for ${saySchoolDays(days)}` },
  ]
}
