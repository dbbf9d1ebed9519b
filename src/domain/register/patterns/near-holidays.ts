import { sayDay } from '../../time/day-words.ts'
import { holidayName } from '../../time/holiday-name.ts'
import { isSchoolDay } from '../../time/school-calendar.ts'
import { addDays, daysBetween, type SchoolDay } from '../../time/school-day.ts'
import { isBeyondChance } from './by-chance.ts'
import { shareOf } from './marked-days.ts'
import type { Asked, PatternRule } from './pattern.ts'

/** Calendar days from the last school day before a holiday to the first after it, at least: a long weekend has four. */
const HOLIDAY = 6

/** School days on either side of a holiday that lie next to it: a journey begun early or ended late takes one or two. */
const BESIDE = 2

/**
 * The two school days before and after each holiday, when they are missed more than other days, beyond chance (`by-chance.ts`). A
 * holiday is a gap without a mark in which the calendar or the register itself says that the school was closed throughout: marks
 * that have merely not come in make none. Each is told by its name, or by its first day where it has none, with the days beside it.
 */
export const nearHolidays: PatternRule = (asked) => {
  const { days } = asked
  const beside = new Set<SchoolDay>()
  const holidays: string[] = []
  for (const [place, { day }] of days.entries()) {
    const before = days[place - 1]?.day
    if (before === undefined || daysBetween(before, day) < HOLIDAY || !isClosedBetween(before, day, asked)) continue
    const near = days.slice(Math.max(0, place - BESIDE), place + BESIDE)
    for (const each of near) beside.add(each.day)
    const { missed, of } = shareOf(near)
    const [from, to] = [addDays(before, 1), addDays(day, -1)]
    const called = holidayName(from, to) ?? `the closed days from ${sayDay(from, day)}`
    holidays.push(`${called} ${missed} of ${of}`)
  }
  const near = shareOf(days.filter(({ day }) => beside.has(day)))
  if (!isBeyondChance(near, shareOf(days))) return []
  const others = shareOf(days.filter(({ day }) => !beside.has(day)))
  return [
    {
      name: 'Before and after holidays',
      words: `Missed in whole or in part: ${near.missed} of the ${near.of} days next to a holiday (${holidays.join(', ')}), but ${others.missed} of ${others.of} other days.`,
    },
  ]
}

const isClosedBetween = (before: SchoolDay, after: SchoolDay, { marks, calendar }: Asked): boolean => {
  const closed = new Set(marks.filter(({ code }) => code === '#').map(({ day }) => day))
  for (let day = addDays(before, 1); day < after; day = addDays(day, 1)) {
    if (isSchoolDay(day, calendar) && !closed.has(day)) return false
  }
  return true
}
