import { RiskSeverity } from '../records/risk-flag.ts'

/**
 * Whether a change to a shared field takes away from what keeps people safe on the telephone or at a door: another rule, or none,
 * in place of one; a contact allowed again; a milder warning, a later look at it, or its end. What adds to it weakens nothing.
 */
export const weakens = (field: string, stands: unknown, to: unknown): boolean => {
  switch (field) {
    case 'safeContactRule':
      return stands !== null
    case 'doNotContact':
      return stands === true
    case 'severity':
      return placeOf(to) < placeOf(stands)
    case 'reviewBy':
      return String(to) > String(stands)
    case 'endedOn':
      return to !== null
    default:
      return false
  }
}

const placeOf = (severity: unknown): number => RiskSeverity.options.findIndex((each) => each === severity)
