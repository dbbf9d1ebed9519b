import { sayDay } from '#domain/time/day-words.ts'
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'

/** That the time given is tomorrow's, so that nobody has to guess; nothing where it is today's. Ends with a space. */
export const sayAfterMidnight = (backBy: Instant | null, now: Instant): string => {
  const today = dayOf(now)
  return backBy === null || dayOf(backBy) === today
    ? ''
    : `${timeOf(backBy)} is after midnight: ${sayDay(dayOf(backBy), today)}. `
}

/** Why what was given is no time to be back by. */
export const whyNoTime = (typed: string): string =>
  typed === '' ? 'Say when you will be back.' : 'That time has passed.'
