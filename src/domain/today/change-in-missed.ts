import type { RegisterYear } from '../records/register-year.ts'
import type { OnRoll } from '../register/count-pupil.ts'
import { weeksMissed, type WeekMissed } from '../register/weeks-missed.ts'
import { sayDay } from '../time/day-words.ts'
import { isSchoolWeek, weekOf, type SchoolCalendar } from '../time/school-calendar.ts'
import { addDays, type SchoolDay } from '../time/school-day.ts'

/** Sessions missed of those that were possible: whole sessions, `possible` never 0. */
export type MissedOf = { missed: number; possible: number }

/** What a pupil missed in the last two school weeks, and in the two before them. `from` is the Monday of the earlier of the last two. */
export type ChangeInMissed = { from: SchoolDay; lately: MissedOf; before: MissedOf }

/**
 * School weeks that are held against as many before them. The guidance asks schools to monitor and analyse; a head of year is to see
 * who changed this fortnight, and why (domain: section 6, W4).
 */
const WEEKS = 2

/** Sessions from which a rise or a fall is said: two school days. A working measure of our own: fewer come and go with a cold. */
const SAID_FROM = 4

/**
 * What changed by the register, before the week of `today`, so that a sheet made on any day of a week says the same. Null where there are
 * not two school weeks and two before, and where the marks of the last school week have not come in: what is not known is not compared.
 */
export const changeInMissed = (
  onRoll: OnRoll,
  year: RegisterYear,
  today: SchoolDay,
  calendar: SchoolCalendar,
): ChangeInMissed | null => {
  const monday = weekOf(today)
  const weeks = weeksMissed(onRoll, year, addDays(monday, -1), 2 * WEEKS)
  const [from, last] = [weeks.at(-WEEKS), weeks.at(-1)]
  if (weeks.length < 2 * WEEKS || from === undefined || last === undefined) return null
  for (let week = addDays(last.monday, 7); week < monday; week = addDays(week, 7))
    if (isSchoolWeek(week, calendar)) return null
  return { from: from.monday, lately: sumOf(weeks.slice(-WEEKS)), before: sumOf(weeks.slice(0, WEEKS)) }
}

const sumOf = (weeks: readonly WeekMissed[]): MissedOf => ({
  missed: weeks.reduce((total, { missed }) => total + missed, 0),
  possible: weeks.reduce((total, { possible }) => total + possible, 0),
})

/**
 * Whether more or less was missed than before: by at least `SAID_FROM` sessions, and also as a share of what was possible, so that a
 * short week is not taken for a better one. Null where neither is so.
 */
export const wayOf = ({ lately, before }: ChangeInMissed): 'rose' | 'fell' | null => {
  const share = lately.missed * before.possible - before.missed * lately.possible
  if (lately.missed - before.missed >= SAID_FROM && share > 0) return 'rose'
  return before.missed - lately.missed >= SAID_FROM && share < 0 ? 'fell' : null
}

/** The change as it is said, with its sessions: *Missed 9 of 20 sessions in the two school weeks from Mon 9 Nov, 3 of 20 in the two before*. */
export const sayChangeInMissed = ({ from, lately, before }: ChangeInMissed, today: SchoolDay): string =>
  `Missed ${sayMissed(lately)} sessions in the two school weeks from ${sayDay(from, today)}, ${sayMissed(before)} in the two before`

const sayMissed = ({ missed, possible }: MissedOf): string => `${missed === 0 ? 'none' : missed} of ${possible}`
