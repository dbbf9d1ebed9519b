import { absentOf, type SessionCounts } from '../register/count-sessions.ts'

const thousands = new Intl.NumberFormat('en-GB')

/** A whole number with its thousands set apart: `14,220`. */
export const sayCount = (count: number): string => thousands.format(count)

/**
 * How much was missed, in percent with one decimal: `9.1%`. Rounded up, as attendance is rounded down (`sayAttendance`), so that the two
 * make a hundred and nobody who missed a session is said to have missed none. For words and pictures; nothing is compared by it.
 */
export const sayShare = (part: number, of: number): string => {
  const tenths = Math.ceil((part * 1000) / of)
  return `${tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1)}%`
}

/** A rate of absence, never without its sessions: `9.1% of 14,220 sessions`. */
export const sayMissed = (counts: SessionCounts): string =>
  sayPart({ missed: absentOf(counts), possible: counts.possible })

/** The same of any sessions: those of a week, of a half-day. */
export const sayPart = ({ missed, possible }: { missed: number; possible: number }): string =>
  possible === 0
    ? 'no session to count'
    : `${sayShare(missed, possible)} of ${sayCount(possible)} ${possible === 1 ? 'session' : 'sessions'}`

/** How long spells of absence were, in school days, each on average: two sessions a day. `1.5`. */
export const sayDaysEach = (sessions: number, spells: number): string => {
  const tenths = Math.round((sessions * 5) / spells)
  return tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1)
}
