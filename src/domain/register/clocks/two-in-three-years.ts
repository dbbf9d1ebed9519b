import { isCounted, type Offence, type PenaltyNotice } from '../../records/penalty-notice.ts'
import { addYears, type SchoolDay } from '../../time/school-day.ts'

/** The national framework: so many notices for one parent and one child, within so many years of the day of issue. */
const NOTICES = 2
const YEARS = 3

/** Notices of before the framework do not count (domain: section 3.1). */
const FRAMEWORK_SINCE = '2024-08-19'

/** A notice that counts, and the day on which it counts no longer. */
export type CountedNotice = { notice: PenaltyNotice; dropsOutOn: SchoolDay }

/** How the two in three years stand for one parent and one child. It says what another notice would be, and that it is for people to consider. */
export type TwoInThreeYears = {
  /** In the order in which they were issued. */
  counted: CountedNotice[]
  /** What another would be; null where the framework allows none, and another way has to be considered. */
  next: Offence | null
  /** The first day on which another may be considered again; null while one may. */
  againFrom: SchoolDay | null
}

/**
 * The notices that a parent was issued for this child and that count today: since 19 August 2024, not withdrawn, three years not yet
 * over since the day of issue. `notices` are this child's; each parent and each child are counted apart.
 */
export const twoInThreeYears = (
  notices: readonly PenaltyNotice[],
  parentId: string,
  today: SchoolDay,
): TwoInThreeYears => {
  const counted = notices
    .filter((notice) => notice.parentId === parentId && notice.issuedOn >= FRAMEWORK_SINCE && isCounted(notice))
    .map((notice) => ({ notice, dropsOutOn: addYears(notice.issuedOn, YEARS) }))
    .filter(({ notice, dropsOutOn }) => notice.issuedOn <= today && today < dropsOutOn)
    .toSorted((a, b) => (a.dropsOutOn < b.dropsOutOn ? -1 : 1))
  const isFull = counted.length >= NOTICES
  return {
    counted,
    next: isFull ? null : counted.length === 0 ? 'first' : 'second',
    // More than two may be written down: all but one of them have to drop out.
    againFrom: isFull ? (counted[counted.length - NOTICES]?.dropsOutOn ?? null) : null,
  }
}
