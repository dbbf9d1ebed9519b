import { easterSundayOf } from './bank-holidays.ts'
import { addDays, type SchoolDay } from './school-day.ts'

/** Days around Easter Sunday in which a holiday is called after it: schools close as early as the Saturday two weeks before. */
const [BEFORE_EASTER, AFTER_EASTER] = [15, 14]

/** Between which days of a year, both counted, a half-term lies wherever a council in England sets it. */
const halfTerms: readonly { from: string; to: string; name: string }[] = [
  { from: '10-17', to: '11-08', name: 'autumn half-term' },
  { from: '02-07', to: '02-28', name: 'spring half-term' },
  { from: '05-22', to: '06-10', name: 'summer half-term' },
]

/**
 * What people in England call a school's holiday, by its first and last closed day: `autumn half-term`, `Christmas`, `Easter`. Null where
 * the time of year gives it no name: a week in November for which the school was flooded is no half-term.
 */
export const holidayName = (from: SchoolDay, to: SchoolDay): string | null => {
  const year = Number(from.slice(0, 4))
  const holds = (day: SchoolDay): boolean => from <= day && day <= to
  if (holds(`${year}-12-25`)) return 'Christmas'
  if (holds(`${year}-08-01`)) return 'the summer'
  const easter = easterSundayOf(year)
  // Most hold Good Friday or Easter Monday; some end before it, or begin after it.
  if (from <= addDays(easter, 1) && to >= addDays(easter, -2)) return 'Easter'
  if (from >= addDays(easter, -BEFORE_EASTER) && to <= addDays(easter, AFTER_EASTER)) return 'Easter'
  return halfTerms.find((one) => from >= `${year}-${one.from}` && to <= `${year}-${one.to}`)?.name ?? null
}
