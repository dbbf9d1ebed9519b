import { absentOf, type SessionCounts } from './count-sessions.ts'

/**
 * How much of what was possible was missed. Only persistent and severe absence are national (a tenth or more, half or more, the
 * boundary itself among them); *at risk*, a twentieth or more, is this product's own, for whom to think of before it is a tenth.
 */
export const attendanceBands = ['on-track', 'at-risk', 'persistent', 'severe', 'nothing-to-count'] as const
export type AttendanceBand = (typeof attendanceBands)[number]

export const attendanceBandWords: Record<AttendanceBand, string> = {
  'on-track': 'On track',
  'at-risk': 'At risk',
  persistent: 'Persistently absent',
  severe: 'Severely absent',
  'nothing-to-count': 'Nothing to count',
}

/** The bands of pupils with a session to count, the least missed first. */
export const bandsOfPupils = ['on-track', 'at-risk', 'persistent', 'severe'] as const

/** How much of what was possible somebody in each of these missed. */
export const attendanceBandMeans: Record<(typeof bandsOfPupils)[number], string> = {
  'on-track': 'less than a twentieth',
  'at-risk': 'a twentieth, and less than a tenth',
  persistent: 'a tenth, and less than half',
  severe: 'half or more',
}

/** Missed sessions for each that was possible, as whole numbers: percentages that were rounded are never compared. */
const isMissing = (counts: SessionCounts, oneIn: number): boolean =>
  counts.possible > 0 && absentOf(counts) * oneIn >= counts.possible

/** A tenth or more of the possible sessions missed. Exactly a tenth is persistent (the Department's definition). */
export const isPersistent = (counts: SessionCounts): boolean => isMissing(counts, 10)

/** Half or more missed. Whoever is severely absent is persistently absent as well. */
export const isSevere = (counts: SessionCounts): boolean => isMissing(counts, 2)

/** The band, the worst that holds. Without a possible session there is none, and nobody is called absent. */
export const bandOf = (counts: SessionCounts): AttendanceBand => {
  if (counts.possible === 0) return 'nothing-to-count'
  if (isSevere(counts)) return 'severe'
  if (isPersistent(counts)) return 'persistent'
  return isMissing(counts, 20) ? 'at-risk' : 'on-track'
}

/**
 * How many of the `toCome` possible sessions may still be missed while the whole stays under a tenth; null when it cannot stay
 * under it even if every one is attended, or when there will be nothing to count.
 */
export const missesLeft = (counts: SessionCounts, toCome: number): number | null => {
  const most = Math.ceil((counts.possible + toCome) / 10) - 1 - absentOf(counts)
  return most < 0 ? null : Math.min(most, toCome)
}

/** How many sessions attended one after the other bring what was missed under a tenth; 0 when it is. */
export const attendedUntilUnderTenth = (counts: SessionCounts): number => attendedUntilUnder(counts, 10)

/** How many bring it under a half; 0 when it is. */
export const attendedUntilUnderHalf = (counts: SessionCounts): number => attendedUntilUnder(counts, 2)

const attendedUntilUnder = (counts: SessionCounts, oneIn: number): number =>
  isMissing(counts, oneIn) ? absentOf(counts) * oneIn - counts.possible + 1 : 0

/**
 * Attendance in words, never without its sessions: `87.5% (140 of 160 sessions)`. Cut off after one decimal and never rounded up,
 * so that 100% is said only of whoever missed none.
 */
export const sayAttendance = ({ possible, attended }: SessionCounts): string => {
  if (possible === 0) return 'No sessions to count yet'
  const tenths = Math.floor((attended * 1000) / possible)
  const rate = tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1)
  return `${rate}% (${attended} of ${possible} ${possible === 1 ? 'session' : 'sessions'})`
}
