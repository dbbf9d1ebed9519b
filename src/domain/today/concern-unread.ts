import type { Awaited } from '../casework/reading-due.ts'
import type { SchoolDay } from '../time/school-day.ts'
import { priorities, type Pressing } from './rule.ts'

/** Who is to do something about what waits to be read: a safeguarding lead, or whoever wrote it. */
export type ConcernSide = 'to-read' | 'to-ring'

/**
 * Something told to the safeguarding lead that nobody has read. The lead is who schools' procedures tell next, and how soon they read is
 * each school's own (domain: section 4.3, *DSL told*; `safeguarding-plan`). Not read in time it comes before every child's own line, and
 * whoever wrote it is to ring: a message that lies unread has told nobody. Somebody who was only let in has nothing to do about it.
 */
export const concernUnread = (
  presses: Awaited | null,
  { isLead, wroteIt }: { isLead: boolean; wroteIt: boolean },
  today: SchoolDay,
): (Pressing & { side: ConcernSide }) | null => {
  if (presses === null || (!isLead && !wroteIt)) return null
  const late = presses.kind === 'late'
  return {
    side: isLead ? 'to-read' : 'to-ring',
    priority: late ? priorities.concernLate : priorities.concernUnread,
    dueOn: today,
    late,
  }
}
