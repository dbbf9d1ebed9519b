import type { SchoolDay } from '../../time/school-day.ts'
import type { Session } from '../../time/school-session.ts'
import { meaningOf } from '../mark-codes.ts'
import type { PlacedMark } from '../mark-letters.ts'

/** A day on which at least one session was possible, and what was missed of it. */
export type MarkedDay = { day: SchoolDay; possible: readonly Session[]; missed: readonly Session[] }

/** Days with a possible session, in the order of the marks. Whole days and halves: what the figures leave out is in none. */
export const markedDays = (marks: readonly PlacedMark[]): MarkedDay[] => {
  const days = new Map<SchoolDay, { possible: Session[]; missed: Session[] }>()
  for (const { day, session, code } of marks) {
    const { counts } = meaningOf(code)
    if (counts === 'not-possible' || counts === 'not-collected') continue
    const held = days.get(day) ?? { possible: [], missed: [] }
    held.possible.push(session)
    if (counts === 'authorised' || counts === 'unauthorised') held.missed.push(session)
    days.set(day, held)
  }
  return [...days].map(([day, sessions]) => ({ day, ...sessions }))
}

/** True when any session of the day was missed. */
export const isMissed = ({ missed }: MarkedDay): boolean => missed.length > 0

/** Days, and how many of them were missed in whole or in part. */
export type Share = { missed: number; of: number }

export const shareOf = (days: readonly MarkedDay[]): Share => ({
  missed: days.filter(isMissed).length,
  of: days.length,
})
