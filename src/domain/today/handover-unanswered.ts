import type { Handover } from '../records/handover.ts'
import { sayNearDay, saySchoolDays } from '../time/day-words.ts'
import { schoolDaysFrom, type SchoolCalendar } from '../time/school-calendar.ts'
import type { SchoolDay } from '../time/school-day.ts'
import { priorities, type Reason } from './rule.ts'

/** School days after which an offer of a case should have been answered. A working measure of our own. */
export const HANDOVER_UNANSWERED = 3

/** Who is to do something about an offered case: whoever it was offered to, or whoever offered it. */
export type HandoverSide = 'offered-to' | 'offered-by'

/** Why an offered case stands on someone's Today, and what is next. It presses as a review does. */
export type HandoverReason = Pick<Reason, 'priority' | 'why' | 'next' | 'dueOn' | 'late'> & { side: HandoverSide }

/**
 * A case that was offered and not answered. Its receiver is told at once, its offerer when nobody has answered for some school
 * days: between two people a case is easily thought to be the other's. Of one offer, not of one pupil: an offer concerns two
 * people, and neither of them need answer for the case. Null when there is nothing for this person to do about it.
 */
export const handoverUnanswered = (
  { toId, by, offeredOn, answered }: Pick<Handover, 'toId' | 'by' | 'offeredOn' | 'answered'>,
  { personId, today, calendar }: { personId: string; today: SchoolDay; calendar: SchoolCalendar },
): HandoverReason | null => {
  if (answered !== null) return null
  const waited = schoolDaysFrom(offeredOn, today, calendar)
  const late = waited >= HANDOVER_UNANSWERED
  const reason = { priority: late ? priorities.reviewLate : priorities.reviewToday, dueOn: offeredOn, late }
  if (toId === personId) {
    return {
      ...reason,
      side: 'offered-to',
      why: `This case was offered to you ${late ? `${saySchoolDays(waited)} ago` : sayNearDay(offeredOn, today)}`,
      next: 'Read what you would take on, and accept it or say why not',
    }
  }
  if (by !== personId || !late) return null
  return {
    ...reason,
    side: 'offered-by',
    why: `You offered this case ${saySchoolDays(waited)} ago, and nobody has answered`,
    next: 'Ask them, or take the offer back',
  }
}
