import { meaningOf, type MarkCode, type StatisticalClass } from './mark-codes.ts'

/** Sessions counted, whole ones. Figures of several pupils or spans are added, never averaged. */
export type SessionCounts = {
  /** Attended and absent together. Sessions that were not possible are in none of these. */
  possible: number
  /** Late ones among them. */
  attended: number
  authorised: number
  unauthorised: number
  /** Arrived before the register closed. Later ones are absences. */
  late: number
}

export const nothingCounted: SessionCounts = { possible: 0, attended: 0, authorised: 0, unauthorised: 0, late: 0 }

/** Which figure a class of marks goes into, besides `possible`; null where it is not possible. */
const figureOf: Record<StatisticalClass, 'attended' | 'authorised' | 'unauthorised' | null> = {
  present: 'attended',
  late: 'attended',
  'approved-activity': 'attended',
  authorised: 'authorised',
  unauthorised: 'unauthorised',
  'not-possible': null,
  'not-collected': null,
}

/** Counts marks of any pupils and days together. */
export const countSessions = (codes: Iterable<MarkCode>): SessionCounts => {
  const counts = { ...nothingCounted }
  for (const code of codes) {
    const { counts: counted } = meaningOf(code)
    const figure = figureOf[counted]
    if (figure === null) continue
    counts.possible += 1
    counts[figure] += 1
    if (counted === 'late') counts.late += 1
  }
  return counts
}

/** Counts of a group, or of one pupil over several spans. */
export const addCounts = (all: Iterable<SessionCounts>): SessionCounts => {
  const sum = { ...nothingCounted }
  for (const counts of all) {
    sum.possible += counts.possible
    sum.attended += counts.attended
    sum.authorised += counts.authorised
    sum.unauthorised += counts.unauthorised
    sum.late += counts.late
  }
  return sum
}

/** Sessions missed, authorised or not. */
export const absentOf = ({ authorised, unauthorised }: SessionCounts): number => authorised + unauthorised
