import { weekOf } from '../../time/school-calendar.ts'
import type { MarkedDay } from './marked-days.ts'
import type { PatternRule } from './pattern.ts'

/** Half a term: what a few weeks show is no habit yet. */
const FEWEST_WEEKS = 6

/**
 * Weeks in which some sessions were missed and others attended, when they are at least half of all. A week missed wholly is no
 * broken one: that is a spell, and the picture shows it.
 */
export const brokenWeeks: PatternRule = ({ days }) => {
  const weeks = new Map<string, MarkedDay[]>()
  for (const one of days) weeks.set(weekOf(one.day), [...(weeks.get(weekOf(one.day)) ?? []), one])
  const broken = [...weeks.values()].filter((week) => {
    const missed = sum(week.map((one) => one.missed.length))
    return missed > 0 && missed < sum(week.map((one) => one.possible.length))
  }).length
  if (weeks.size < FEWEST_WEEKS || broken * 2 < weeks.size) return []
  return [
    {
      name: 'Broken weeks',
      words: `In ${broken} of ${weeks.size} school weeks some sessions were missed and others attended.`,
    },
  ]
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)
