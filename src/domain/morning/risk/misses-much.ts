import { attendanceBandWords } from '../../register/attendance-band.ts'
import { standingIn } from '../../register/standing.ts'
import type { MorningRule } from './rule.ts'

/** Persistently or severely absent this school year: amber in published procedures (domain: sections 1.6 and 4.3). By the bands, never by a rounded rate. */
export const missesMuch: MorningRule = ({ pupil, year, today }) => {
  const band = year === null ? null : standingIn(pupil, year, today).band
  return band === 'severe' || band === 'persistent' ? [{ tier: 'next', why: attendanceBandWords[band] }] : []
}
