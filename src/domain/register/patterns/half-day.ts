import { sessionsOfDay } from '../../time/school-session.ts'
import { isBeyondCoins } from './by-chance.ts'
import type { PatternRule } from './pattern.ts'

/**
 * Days of which one half was missed and the other attended, when it is mostly the same half: beyond what tosses of a coin would bring,
 * in a search over both halves (`by-chance.ts`). That takes seven such days, all alike.
 */
export const halfDay: PatternRule = ({ days }) => {
  const halves = days.filter(({ possible, missed }) => possible.length === 2 && missed.length === 1)
  return sessionsOfDay
    .map((session) => ({ session, count: halves.filter(({ missed }) => missed[0] === session).length }))
    .filter(({ count }) => isBeyondCoins(count, halves.length, sessionsOfDay.length))
    .map(({ session, count }) => ({
      name: 'Half-day',
      words: `Of ${halves.length} days missed in part, the ${session} was missed on ${count}.`,
    }))
}
