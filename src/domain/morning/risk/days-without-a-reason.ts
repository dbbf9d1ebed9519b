import { reasonsDue } from '../../register/clocks/reason-due.ts'
import { addDays } from '../../time/school-day.ts'
import { isSchoolDay } from '../../time/school-calendar.ts'
import type { MorningRule } from './rule.ts'

/** From so many school days in a row without a reason, today among them, a child is one of the first. A working measure of our own. */
const FIRST_FROM = 3

/**
 * School days in a row without a reason, ending today. *Working together to improve school attendance*: when absence goes on
 * unexplained, further contact is made for safeguarding (domain: section 1.3). Today counts, marked or not: the child is on this list.
 */
export const daysWithoutAReason: MorningRule = ({ pupil, year, today, calendar }) => {
  const unexplained = new Set(
    (year === null ? [] : reasonsDue(pupil, [year], calendar, today))
      .map(({ day }) => day)
      .filter((day) => day < today),
  )
  let count = 1
  for (let day = addDays(today, -1); unexplained.size > 0; day = addDays(day, -1)) {
    if (!isSchoolDay(day, calendar)) continue
    if (!unexplained.delete(day)) break
    count += 1
  }
  if (count === 1) return []
  return [{ tier: count >= FIRST_FROM ? 'first' : 'next', why: `${count} school days in a row without a reason` }]
}
