import { addMinutes, instantOf, type Instant } from '#domain/time/instant.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { isSchoolDay } from '#domain/time/school-calendar.ts'
import { addDays, weekdayOf, type SchoolDay } from '#domain/time/school-day.ts'

/** The days of the invented place, all counted from the day it is loaded. */
export type Term = {
  today: SchoolDay
  /** The calendar year in whose September the school year began. */
  schoolYear: number
  /** The `count`th school day before today; 1 is the last one. Never before the school year began. */
  ago(count: number): SchoolDay
  /** The `count`th weekday from today on; 0 is today, or Monday on a weekend. */
  ahead(count: number): SchoolDay
  /** The holidays that the schools have entered for the year: none over days that are told of as school days. */
  holidays: readonly Holiday[]
}

/** School days kept at hand, which is more than a term has. */
const KEPT = 130

/** Days in a row, just before today, that count as school days whatever the season: a place loaded in August still has a last week. */
const ALWAYS_OPEN = 12

/**
 * The term that ends today. The school year is the one of nine weeks ago, so that casework never begins before the pupils'
 * year did. Holidays are about those of most English schools.
 */
export const termUpTo = (today: SchoolDay): Term => {
  const nineWeeksAgo = addDays(today, -63)
  const year = Number(nineWeeksAgo.slice(0, 4))
  const schoolYear = nineWeeksAgo.slice(5) >= '09-01' ? year : year - 1
  const first = `${schoolYear}-09-04`
  const days: SchoolDay[] = []
  for (let day = addDays(today, -1); days.length < KEPT; day = addDays(day, -1))
    if (isWeekday(day) && (days.length < ALWAYS_OPEN || !isHoliday(day))) days.push(day)
  const alwaysOpen = days[ALWAYS_OPEN - 1] ?? today
  return {
    today,
    schoolYear,
    holidays: holidaysOf(schoolYear).filter(({ from, to }) => to < alwaysOpen || from > today),
    ago: (count) => {
      const day = days[Math.min(count, KEPT) - 1] ?? first
      return day < first ? first : day
    },
    ahead: (count) => {
      let day = today
      for (let left = count; left > 0 || !isWeekday(day);) {
        day = addDays(day, 1)
        if (isWeekday(day)) left -= 1
        if (left < 0) break
      }
      return day
    },
  }
}

/** Whether the schools of the town hold sessions on a day. */
export const isOpenOn = (day: SchoolDay, { holidays }: Pick<Term, 'holidays'>): boolean =>
  isSchoolDay(day, noClosuresEntered) && !holidays.some(({ from, to }) => day >= from && day <= to)

/** The moment when clocks in England show `time` on `day`, and some minutes after it. */
export const momentOf = (day: SchoolDay, time: string, minutesLater = 0): Instant =>
  addMinutes(instantOf(day, time), minutesLater)

const isWeekday = (day: SchoolDay): boolean => weekdayOf(day) >= 1 && weekdayOf(day) <= 5

type Holiday = { title: string; from: SchoolDay; to: SchoolDay }

/** The holidays of the school year that begins in the September of a year, but for the summer before it. */
const holidaysOf = (year: number): Holiday[] => [
  { title: 'Autumn half-term', from: `${year}-10-24`, to: `${year}-11-01` },
  { title: 'Christmas', from: `${year}-12-19`, to: `${year + 1}-01-04` },
  { title: 'Spring half-term', from: `${year + 1}-02-13`, to: `${year + 1}-02-21` },
  { title: 'Easter', from: `${year + 1}-03-28`, to: `${year + 1}-04-11` },
  { title: 'Summer half-term', from: `${year + 1}-05-24`, to: `${year + 1}-06-01` },
  { title: 'Summer', from: `${year + 1}-07-23`, to: `${year + 1}-09-03` },
]

const isHoliday = (day: SchoolDay): boolean => {
  const year = Number(day.slice(0, 4))
  return [...holidaysOf(year - 1), ...holidaysOf(year)].some(({ from, to }) => day >= from && day <= to)
}
