import type { DoorstepDatabase } from '../store/database.ts'
import { forgetOpenings, openingsToTell, type Opening } from '../store/openings.ts'

/** At most so many in one message. */
const AT_ONCE = 500

/**
 * Tells the office which files were opened here, with no signal too (trust H3). What it has heard is forgotten; the rest
 * waits for the next exchange, and holds up nothing.
 */
export const tellOpenings = async (
  db: DoorstepDatabase,
  tell: (openings: readonly Opening[]) => Promise<boolean>,
): Promise<void> => {
  for (;;) {
    const openings = await openingsToTell(db, AT_ONCE)
    if (openings.length === 0 || !(await tell(openings))) return
    await forgetOpenings(db, openings)
  }
}
