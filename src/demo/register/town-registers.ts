import type { Concern } from '#domain/records/absence-case.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import { bandOf, type AttendanceBand } from '#domain/register/attendance-band.ts'
import { whileOnRoll } from '#domain/register/count-pupil.ts'
import { countSessions } from '#domain/register/count-sessions.ts'
import type { PlacedMark } from '#domain/register/mark-letters.ts'
import { addDays, type SchoolDay } from '#domain/time/school-day.ts'
import { daysOfSchoolYear, schoolYearOf } from '#domain/time/school-year.ts'
import { SEED } from '../seed.ts'
import { SeededChoice } from '../seeded-choice.ts'
import { isOpenOn, type Term } from '../term.ts'
import { yearOfDays } from './day-weights.ts'
import { asItStood, makeYear, type SettledMark } from './make-year.ts'

/** A pupil’s marks of the whole school year, those to come among them: what the registers will say once all is settled. */
export type TownRegister = { pupil: Pupil; marks: readonly SettledMark[] }

/** The registers of the town in one school year, and what they said on the evening of any day of it. */
export class TownRegisters {
  readonly #term: Term
  readonly #places: ReadonlyMap<SchoolDay, number>
  readonly #year: ReturnType<typeof yearOfDays>

  constructor(term: Term) {
    this.#term = term
    this.#year = yearOfDays(schoolDaysOf(term))
    this.#places = new Map(this.#year.days.map((day, place) => [day, place]))
  }

  /** One pupil’s register, which by yesterday bears out what their case is about: the caseload and the register would tell two stories. */
  of(pupil: Pupil, concerns: readonly Concern[]): TownRegister {
    const { from, to } = daysOfSchoolYear(schoolYearOf(this.#year.days[0] ?? this.#term.today))
    const span = whileOnRoll(pupil, { from, to })
    const said = bandSaidOf(concerns)
    const traits = {
      yearGroup: pupil.yearGroup ?? 7,
      freeMeals: pupil.freeSchoolMeals === 'yes',
      sen: pupil.sen === 'sen-support' || pupil.sen === 'ehcp',
    }
    const make = (turn: number): TownRegister => ({
      pupil,
      marks: makeYear(
        traits,
        this.#year,
        new SeededChoice(`${SEED} marks ${pupil.upn ?? pupil.id} ${turn}`),
        said,
      ).filter(({ day }) => span !== null && day >= span.from && day <= span.to),
    })
    let register = make(0)
    const isAsSaid = (): boolean =>
      said === null || bandOf(countSessions(this.asOf(register, this.#term.ago(1)).map(({ code }) => code))) === said
    for (let turn = 1; turn < MOST_TURNS && !isAsSaid(); turn += 1) register = make(turn)
    return register
  }

  /** What a register said on the evening of a school day; with `since`, of the days from then on. */
  asOf({ marks }: TownRegister, evening: SchoolDay, since: SchoolDay = ''): PlacedMark[] {
    const now = this.#year.days.findLastIndex((day) => day <= evening)
    return marks
      .filter(({ day }) => day <= evening && day >= since)
      .map((mark) => asItStood(mark, now - (this.#places.get(mark.day) ?? 0)))
  }
}

/** Turns after which a child’s marks are as they come. One in three fits or more. */
const MOST_TURNS = 100

/** The band that an open case was opened for; null where its reasons say none. */
const bandSaidOf = (concerns: readonly Concern[]): AttendanceBand | null => {
  if (concerns.includes('severe-absence')) return 'severe'
  if (concerns.includes('persistent-absence')) return 'persistent'
  return concerns.includes('at-risk-of-persistent-absence') ? 'at-risk' : null
}

/**
 * The days of the school year of yesterday on which the schools of the town are open, those to come among them. A term of the town may reach
 * over July: what is before is left out, so that each child has one register, whatever the season.
 */
const schoolDaysOf = (term: Term): SchoolDay[] => {
  const { from, to } = daysOfSchoolYear(schoolYearOf(term.ago(1)))
  const first = `${term.schoolYear}-09-04`
  const days: SchoolDay[] = []
  for (let day = from < first ? first : from; day <= to; day = addDays(day, 1)) if (isOpenOn(day, term)) days.push(day)
  return days
}
