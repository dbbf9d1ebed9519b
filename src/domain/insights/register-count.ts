import type { Pupil } from '../records/pupil.ts'
import type { RegisterYear } from '../records/register-year.ts'
import { bandOf, type AttendanceBand } from '../register/attendance-band.ts'
import type { SessionCounts } from '../register/count-sessions.ts'
import type { MarkCode } from '../register/mark-codes.ts'
import { dayOf } from '../time/instant.ts'
import { weekOf } from '../time/school-calendar.ts'
import { addDays, daysBetween, type SchoolDay } from '../time/school-day.ts'
import { daysOfSchoolYear } from '../time/school-year.ts'
import { sessionsOfDay, type Session } from '../time/school-session.ts'
import { countEach } from './figures.ts'
import { shapeOf, type Missed } from './shape.ts'

/** Weeks of a school year from the one of 1 August to the one of 31 July, at most. */
export const WEEKS_OF_YEAR = 53

/** What one pupil's register of one school year comes to. */
export type RegisterCount = {
  counts: SessionCounts
  band: AttendanceBand
  /** Sessions missed, by code. */
  codes: Partial<Record<MarkCode, number>>
  /** By week, from the one of 1 August on. */
  weeks: { possible: number[]; missed: number[] }
  /** By the half-days of the week, from Monday morning to Sunday afternoon. */
  halves: { possible: number[]; missed: number[] }
  /** How many spells of absence, as `shapeOf` counts them. */
  spells: number
}

/** Half-days of a week. */
export const HALVES_OF_WEEK = 14

/** The half-day at a place of these: Monday morning is at 0. A weekday is counted from Sunday, 0. */
export const halfDayAt = (place: number): { weekday: number; session: Session } => ({
  weekday: (Math.floor(place / 2) + 1) % 7,
  session: sessionsOfDay[place % 2] ?? 'morning',
})

/** The Monday of the `place`th week of a school year, 0 for the week of 1 August. */
export const mondayOfWeek = (year: number, place: number): SchoolDay =>
  addDays(weekOf(daysOfSchoolYear(year).from), 7 * place)

/**
 * Counts a pupil's register as a tablet does: on the roll, of compulsory school age, and up to the day on which the marks came in, since
 * schools write some ahead of the day.
 */
export const countRegister = (pupil: Pupil, year: RegisterYear): RegisterCount => {
  const { from, to } = daysOfSchoolYear(year.year)
  const takenOn = dayOf(year.takenAt)
  const span = { from, to: takenOn < to ? takenOn : to }
  const group = countEach([{ pupil, years: [year] }], span)
  const { codes, weeks, weekdays, spells } = shapeOf(group, span)
  const counts = group[0]?.counts ?? { possible: 0, attended: 0, authorised: 0, unauthorised: 0, late: 0 }
  return {
    counts,
    band: bandOf(counts),
    codes: Object.fromEntries(codes.map(({ code, sessions }) => [code, sessions])),
    weeks: inPlaces(WEEKS_OF_YEAR, weeks, ({ monday }) => daysBetween(mondayOfWeek(year.year, 0), monday) / 7),
    halves: inPlaces(
      HALVES_OF_WEEK,
      weekdays,
      ({ weekday, session }) => ((weekday + 6) % 7) * 2 + sessionsOfDay.indexOf(session),
    ),
    spells: spells.count,
  }
}

const inPlaces = <Part extends Missed>(
  places: number,
  parts: readonly Part[],
  placeOf: (part: Part) => number,
): RegisterCount['weeks'] => {
  const possible = Array.from({ length: places }, () => 0)
  const missed = [...possible]
  for (const part of parts) {
    possible[placeOf(part)] = part.possible
    missed[placeOf(part)] = part.missed
  }
  return { possible, missed }
}
