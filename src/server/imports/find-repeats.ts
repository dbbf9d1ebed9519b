import { personKey } from './name-key.ts'
import type { RollRow } from './roll-row.ts'

/**
 * Rows of one file that are one pupil, by the row's line. The first of two alike is taken and the later one refused; when one
 * UPN stands beside two different children, neither is taken, for either may be the one with the slip of the key.
 */
export const findRepeats = (rows: readonly RollRow[]): Map<number, string> => {
  const refused = new Map<number, string>()
  const byUpn = new Map<string, RollRow>()
  const byName = new Map<string, { first: RollRow; withoutUpn: RollRow | null }>()
  for (const row of rows) {
    const key = keyOf(row)
    const sameUpn = row.upn === null ? undefined : byUpn.get(row.upn)
    if (sameUpn) {
      if (keyOf(sameUpn) === key) refused.set(row.line, repeats(sameUpn))
      else {
        refused.set(
          row.line,
          `Line ${sameUpn.line} has the same UPN and another name or date of birth. Neither was taken.`,
        )
        refused.set(
          sameUpn.line,
          `Line ${row.line} has the same UPN and another name or date of birth. Neither was taken.`,
        )
      }
      continue
    }
    const alike = byName.get(key)
    // Two UPNs are two children, however alike; a row without one may be either.
    const same = row.upn === null ? alike?.first : alike?.withoutUpn
    if (same) {
      refused.set(row.line, repeats(same))
      continue
    }
    byName.set(key, { first: alike?.first ?? row, withoutUpn: row.upn === null ? row : null })
    if (row.upn !== null) byUpn.set(row.upn, row)
  }
  return refused
}

/** In a file without birthdays every row has a UPN, and the name alone only tells whether two rows of one UPN agree. */
const keyOf = ({ forename, surname, bornOn }: RollRow): string => personKey(forename, surname, bornOn ?? '')

const repeats = (first: RollRow): string => `This line repeats the pupil of line ${first.line}.`
