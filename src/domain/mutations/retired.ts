import { addDays, type SchoolDay } from '../time/school-day.ts'

/** Stored names that no app we ship makes any more, each with the day of the last release that could make it. */
export type RetiredNames = Readonly<Record<string, SchoolDay>>

/** Names stay on this list for ever; what they did may be deleted once they are obsolete. None has been retired yet. */
export const retiredNames: RetiredNames = {}

/** A tablet may lie in a drawer for this long and still send what it holds (SPEC O1): twelve months, in a leap year too. Days. */
const KEPT_FOR = 366

/** True when a name was retired so long ago that the office answers `obsolete` to it. The words stay on the tablet. */
export const isObsolete = (name: string, today: SchoolDay, retired: RetiredNames): boolean => {
  const lastMade = Object.hasOwn(retired, name) ? retired[name] : undefined
  return lastMade !== undefined && today > addDays(lastMade, KEPT_FOR)
}
