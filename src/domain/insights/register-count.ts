import type { Pupil } from '../records/pupil.ts'
import type { RegisterYear } from '../records/register-year.ts'
import { bandOf, type AttendanceBand } from '../register/attendance-band.ts'
import type { SessionCounts } from '../register/count-sessions.ts'
import type { MarkCode } from '../register/mark-codes.ts'
import { dayOf } from '../time/instant.ts'
import { weekOf } from '../time/school-calendar.ts'
import { addDays, daysBetween, type SchoolDay } from '../time/school-day.ts'
import { daysOfSchoolYear } from '../time/school-year.ts'
import { countEach } from './figures.ts'
import { shapeOf } from './shape.ts'

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
}

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
  const { codes, weeks } = shapeOf(group, span)
  const possible = Array.from({ length: WEEKS_OF_YEAR }, () => 0)
  const missed = [...possible]
  for (const week of weeks) {
    const place = daysBetween(mondayOfWeek(year.year, 0), week.monday) / 7
    possible[place] = week.possible
    missed[place] = week.missed
  }
  const counts = group[0]?.counts ?? { possible: 0, attended: 0, authorised: 0, unauthorised: 0, late: 0 }
  return {
    counts,
    band: bandOf(counts),
    codes: Object.fromEntries(codes.map(({ code, sessions }) => [code, sessions])),
    weeks: { possible, missed },
  }
}
