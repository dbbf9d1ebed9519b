import { easterSundayOf } from './bank-holidays.ts'
import { addDays, type SchoolDay } from './school-day.ts'

/** Days around Easter Sunday in which a holiday is called after it: schools begin a fortnight as early as the Saturday two weeks before. */
const [BEFORE_EASTER, AFTER_EASTER] = [15, 14]

/** Half-terms of the English school year by the month in which they begin; a late autumn one begins in November. */
const halfTerms: Readonly<Record<string, string>> = {
  '10': 'autumn half-term',
  '11': 'autumn half-term',
  '02': 'spring half-term',
  '05': 'summer half-term',
  '06': 'summer half-term',
}

/**
 * What people in England call a school's holiday, by its first and last closed day: `autumn half-term`, `Christmas`, `Easter`. Null where
 * the time of year gives it no name, such as a week in March.
 */
export const holidayName = (from: SchoolDay, to: SchoolDay): string | null => {
  const year = Number(from.slice(0, 4))
  const holds = (day: SchoolDay): boolean => from <= day && day <= to
  if (holds(`${year}-12-25`)) return 'Christmas'
  if (holds(`${year}-08-01`)) return 'the summer'
  const easter = easterSundayOf(year)
  if (from <= addDays(easter, AFTER_EASTER) && to >= addDays(easter, -BEFORE_EASTER)) return 'Easter'
  return halfTerms[from.slice(5, 7)] ?? null
}
