import { addDays, weekdayOf, type SchoolDay } from './school-day.ts'

/**
 * The bank holidays of England in a year, in order. By the Banking and Financial Dealings Act 1971, schedule 1, and the
 * proclamations that every year name New Year's Day, the early May holiday and the days in place of those that fall on a weekend;
 * Good Friday and Christmas Day are holidays by common law. A holiday proclaimed for one year alone, for a coronation or a jubilee,
 * is entered by a school as a closure.
 */
export const bankHolidaysOf = (year: number): SchoolDay[] => {
  const easter = easterSundayOf(year)
  return [
    afterWeekend(`${year}-01-01`),
    addDays(easter, -2),
    addDays(easter, 1),
    mondayFrom(`${year}-05-01`),
    mondayFrom(`${year}-05-25`),
    mondayFrom(`${year}-08-25`),
    ...christmasOf(year),
  ]
}

/** On a weekend, the Monday after it; else the day itself. */
const afterWeekend = (day: SchoolDay): SchoolDay => {
  const weekday = weekdayOf(day)
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day
}

/** The first Monday on or after a day. */
const mondayFrom = (day: SchoolDay): SchoolDay => addDays(day, (8 - weekdayOf(day)) % 7)

/** Christmas Day and Boxing Day, each on a weekday and not both on the same. */
const christmasOf = (year: number): SchoolDay[] => {
  const christmas = `${year}-12-25`
  switch (weekdayOf(christmas)) {
    // Friday, so that Boxing Day is a Saturday.
    case 5:
      return [christmas, addDays(christmas, 3)]
    // Saturday or Sunday: the Monday and Tuesday after, or the Monday already and the Tuesday.
    case 6:
      return [addDays(christmas, 2), addDays(christmas, 3)]
    case 0:
      return [addDays(christmas, 1), addDays(christmas, 2)]
    default:
      return [christmas, addDays(christmas, 1)]
  }
}

/**
 * Easter Sunday of a year of the Gregorian calendar: the Sunday after the first full moon, as the Church reckons it, on or after
 * 21 March (Calendar (New Style) Act 1750). `age` is the reckoned moon's age on 1 January, from the year's place in the cycle of 19
 * years, put right for the leap days left out and for the moon's own drift.
 */
export const easterSundayOf = (year: number): SchoolDay => {
  const place = year % 19
  const century = Math.floor(year / 100)
  const drift = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25)
  const raw = (19 * place + drift + 15) % 30
  const moon = raw - (raw === 29 || (raw === 28 && place > 10) ? 1 : 0)
  const fullMoon = addDays(`${year}-03-21`, moon)
  return addDays(fullMoon, 7 - weekdayOf(fullMoon))
}
