import { dayOf, instantOf, millisecondsBetween, type Instant } from '../time/instant.ts'
import { addDays } from '../time/school-day.ts'

/**
 * So many hours after now, a time of day that has passed is still taken for the next one. Evening visits may end after midnight; a
 * slip of the finger must not put an alarm off until tomorrow afternoon.
 */
const PAST_MIDNIGHT = 6

/**
 * When somebody who is out means to be back, by the time of day that they give (`'00:15'`): later today, or after midnight where that
 * is near. Null where the time has passed.
 */
export const backByOf = (now: Instant, time: string): Instant | null => {
  const today = instantOf(dayOf(now), time)
  if (today > now) return today
  const tomorrow = instantOf(addDays(dayOf(now), 1), time)
  return millisecondsBetween(now, tomorrow) <= PAST_MIDNIGHT * 60 * 60_000 ? tomorrow : null
}
