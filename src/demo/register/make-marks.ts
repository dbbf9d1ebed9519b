import type { MarkCode } from '#domain/register/mark-codes.ts'
import type { PlacedMark } from '#domain/register/mark-letters.ts'
import { weekdayOf, type SchoolDay } from '#domain/time/school-day.ts'
import { sessionsOfDay } from '#domain/time/school-session.ts'
import type { SeededChoice } from '../seeded-choice.ts'

/** How one child comes and stays away: the share of days away, how long they stay away once they do, and why mostly. */
type Habit = { away: number; staysAway: number; late: number; reasons: readonly (readonly [MarkCode, number])[] }

/**
 * Children with a case, from nearly always there to hardly ever. Illness and *no reason that counts* lead, as they do in the
 * Department's daily figures of 2025/26 (47 and 24 in a hundred sessions missed); the rest are as rare as they are there.
 */
const habits: readonly (readonly [Habit, number])[] = [
  [
    {
      away: 0.05,
      staysAway: 0.3,
      late: 0.03,
      reasons: [
        ['I', 70],
        ['M', 15],
        ['O', 15],
      ],
    },
    15,
  ],
  [
    {
      away: 0.09,
      staysAway: 0.4,
      late: 0.06,
      reasons: [
        ['I', 55],
        ['O', 30],
        ['M', 8],
        ['U', 7],
      ],
    },
    20,
  ],
  [
    {
      away: 0.14,
      staysAway: 0.5,
      late: 0.08,
      reasons: [
        ['I', 47],
        ['O', 38],
        ['U', 8],
        ['C', 7],
      ],
    },
    30,
  ],
  [
    {
      away: 0.24,
      staysAway: 0.6,
      late: 0.08,
      reasons: [
        ['O', 50],
        ['I', 35],
        ['U', 8],
        ['C2', 4],
        ['E', 3],
      ],
    },
    22,
  ],
  [
    {
      away: 0.58,
      staysAway: 0.85,
      late: 0.04,
      reasons: [
        ['O', 60],
        ['I', 30],
        ['C2', 10],
      ],
    },
    13,
  ],
]

/** Wednesdays are best and Fridays worst, as in the weekly figures. */
const weekdayWeight = [1, 1.1, 0.95, 0.85, 1, 1.25, 1]

/**
 * The marks of one child on these school days, in order. From `askedFrom` on an absence without a reason is still N: it
 * becomes O when nobody has said why within five school days (regulation 10(7) to (9)).
 */
export const makeMarks = (days: readonly SchoolDay[], askedFrom: SchoolDay, choice: SeededChoice): PlacedMark[] => {
  const habit = choice.weighted(habits)
  const marks: PlacedMark[] = []
  let reason: MarkCode | null = null
  for (const day of days) {
    const likely: number = reason === null ? startsAway(habit) * (weekdayWeight[weekdayOf(day)] ?? 1) : habit.staysAway
    const isAway = choice.isOneOf(Math.min(likely, 0.97))
    reason = isAway ? (reason ?? choice.weighted(habit.reasons)) : null
    const isLate = choice.isOneOf(habit.late)
    for (const session of sessionsOfDay) {
      const isMorning = session === 'morning'
      const there = isMorning ? (isLate ? 'L' : '/') : '\\'
      const code = reason === null || ((reason === 'U' || reason === 'M') && !isMorning) ? there : reason
      marks.push({ day, session, code: code === 'O' && day >= askedFrom ? 'N' : code })
    }
    // An appointment, or coming after the register closed, is of one day.
    if (reason === 'U' || reason === 'M') reason = null
  }
  return marks
}

/** How often a spell begins, so that `away` of all days are away in the long run. */
const startsAway = ({ away, staysAway }: Habit): number => (away * (1 - staysAway)) / (1 - away)
