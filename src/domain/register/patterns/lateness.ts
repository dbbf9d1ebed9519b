import type { PatternRule } from './pattern.ts'

/** Fewer are what buses do. */
const FEWEST = 5

/**
 * Late arrivals, before the register closed (L, which is attended) and after (U, which is an absence), when they are at least one
 * in twenty of the sessions to which the child came at all: once a fortnight, and more than twice what is usual in England (1.86 per
 * cent of sessions were L in 2025/26, by the Department's daily data).
 */
export const lateness: PatternRule = ({ marks, days }) => {
  const late = marks.filter(({ code }) => code === 'L').length
  const after = marks.filter(({ code }) => code === 'U').length
  const attended = days.reduce((count, { possible, missed }) => count + possible.length - missed.length, 0)
  const came = attended + after
  const arrivals = late + after
  if (arrivals < FEWEST || arrivals * 20 < came) return []
  const mornings = marks.filter(({ code, session }) => (code === 'L' || code === 'U') && session === 'morning').length
  return [
    {
      name: 'Lateness',
      words: `Late to ${arrivals} of the ${came} sessions they came to, ${mornings} of them in the morning: ${late} before the register closed, ${after} after it, which counts as absence.`,
    },
  ]
}
