import type { RegisterYear } from '../records/register-year.ts'
import { sessionsOn, weekOf, type SchoolCalendar } from '../time/school-calendar.ts'
import { addDays, weekdayOf, type SchoolDay } from '../time/school-day.ts'
import { sessionsOfDay, type Session } from '../time/school-session.ts'
import { daysOfSchoolYear } from '../time/school-year.ts'
import type { OnRoll } from './count-pupil.ts'
import { meaningOf, type MarkCode } from './mark-codes.ts'
import { marksIn } from './mark-letters.ts'

/**
 * What the picture shows of one session. `closed`: the school held none. `no-mark`: it did as far as its calendar says, and no mark
 * has come in. `to-come`: after today. `not-on-roll`: before the pupil came or after they left, whatever is marked.
 */
export type PicturedState = 'marked' | 'closed' | 'no-mark' | 'to-come' | 'not-on-roll'

/** One half of a day in the picture. `code` is null where there is no mark. */
export type PicturedSession = { day: SchoolDay; session: Session; state: PicturedState; code: MarkCode | null }

/** Weeks across and days down: a row for each weekday, in it a morning and an afternoon for each week. */
export type RegisterPicture = {
  /** The Mondays, the earliest first. */
  weeks: SchoolDay[]
  /** `weekday` as in `weekdayOf`; Monday to Friday, and a day of a weekend only when it has a mark. */
  rows: { weekday: number; sessions: PicturedSession[] }[]
}

/** Monday first. */
const weekdays = [1, 2, 3, 4, 5, 6, 0]

/**
 * The picture of a pupil's year, from the week of the first mark to that of the last, or of `today` when that is later and in the same
 * school year. Null when there is no mark.
 */
export const registerPicture = (
  onRoll: OnRoll,
  year: RegisterYear,
  calendar: SchoolCalendar,
  today: SchoolDay,
): RegisterPicture | null => {
  const span = daysOfSchoolYear(year.year)
  // Schools may send the whole year's closures ahead: they make no week that is worth showing before it comes.
  const marks = [...marksIn(year, span)].filter(
    ({ day, code }) => day <= today || meaningOf(code).counts !== 'not-collected',
  )
  const [first, last] = [marks.at(0), marks.at(-1)]
  if (first === undefined || last === undefined) return null
  const codes = new Map(marks.map(({ day, session, code }) => [`${day} ${session}`, code]))
  const lastDay = today > last.day && today <= span.to ? today : last.day
  const weeks: SchoolDay[] = []
  for (let week = weekOf(first.day); week <= lastDay; week = addDays(week, 7)) weeks.push(week)
  const withMarks = new Set(marks.map(({ day }) => weekdayOf(day)))
  return {
    weeks,
    rows: weekdays
      .filter((weekday) => !isWeekend(weekday) || withMarks.has(weekday))
      .map((weekday) => ({
        weekday,
        sessions: weeks.flatMap((week) => {
          const day = addDays(week, (weekday + 6) % 7)
          return sessionsOfDay.map((session): PicturedSession => {
            const code = codes.get(`${day} ${session}`) ?? null
            return { day, session, code, state: stateOf({ day, session, code }, onRoll, calendar, today) }
          })
        }),
      })),
  }
}

const isWeekend = (weekday: number): boolean => weekday === 0 || weekday === 6

const stateOf = (
  { day, session, code }: Omit<PicturedSession, 'state'>,
  { onRollFrom, leftOn }: OnRoll,
  calendar: SchoolCalendar,
  today: SchoolDay,
): PicturedState => {
  if ((onRollFrom !== null && day < onRollFrom) || (leftOn !== null && day > leftOn)) return 'not-on-roll'
  if (code !== null) return code === '#' ? 'closed' : 'marked'
  if (!sessionsOn(day, calendar).includes(session)) return 'closed'
  return day > today ? 'to-come' : 'no-mark'
}
