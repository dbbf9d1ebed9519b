import { weekdayOf } from '../../time/school-day.ts'
import { isBeyondChance } from './by-chance.ts'
import { shareOf } from './marked-days.ts'
import type { PatternRule } from './pattern.ts'

const names = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays']

/**
 * A day of the week that is missed more than the others. Days, not sessions, are compared: a morning and its afternoon are mostly
 * missed together. Only beyond chance in a search over five weekdays (`by-chance.ts`), hence never of fewer than three.
 */
export const weekday: PatternRule = ({ days }) => {
  const all = shareOf(days)
  const weekdays = new Set(days.map(({ day }) => weekdayOf(day)))
  const found = [...weekdays]
    .toSorted((a, b) => a - b)
    .map((number) => ({ number, share: shareOf(days.filter(({ day }) => weekdayOf(day) === number)) }))
    .filter(({ share }) => isBeyondChance(share, all, weekdays.size))
  if (found.length === 0) return []
  const others = shareOf(days.filter(({ day }) => !found.some(({ number }) => number === weekdayOf(day))))
  const said = found.map(({ number, share }) => `${share.missed} of ${share.of} ${names[number] ?? ''}`)
  return [
    {
      name: 'Weekday',
      words: `Missed in whole or in part: ${said.join(' and ')}, but ${others.missed} of ${others.of} other days.`,
    },
  ]
}
