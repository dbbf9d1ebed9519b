import { isBeyondChance } from './by-chance.ts'
import { isMissed, shareOf } from './marked-days.ts'
import type { PatternRule } from './pattern.ts'

/**
 * Days that brothers and sisters missed together: of the days on which both were due, those that the other one missed are missed by this
 * child more than chance would have it (`by-chance.ts`). Whether it is one illness or one bus is for people to ask.
 */
export const siblingsTogether: PatternRule = ({ days, siblings }) =>
  siblings.flatMap(({ called, days: theirs }) => {
    const missedByThem = new Map(theirs.map((one) => [one.day, isMissed(one)]))
    const due = days.filter(({ day }) => missedByThem.has(day))
    const all = shareOf(due)
    const together = shareOf(due.filter(({ day }) => missedByThem.get(day) === true))
    if (!isBeyondChance(together, all, siblings.length)) return []
    return [
      {
        name: 'Siblings together',
        words: `On ${together.missed} of the ${all.missed} days missed in whole or in part, ${called} missed school too, who missed ${together.of} of the ${all.of} days on which both were due.`,
      },
    ]
  })
