import type { RegisterYear } from '#domain/records/register-year.ts'
import { registerYearId } from '#domain/records/register-year.ts'
import { addDays, type SchoolDay } from '#domain/time/school-day.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'
import { hollins, id } from '../small-school.ts'

/**
 * A register written a week a line, Monday to Friday, a morning and an afternoon each: `/\ /\ II /\ L\`. A full stop is no mark. From
 * the Monday handed in.
 */
export const aRegister = (monday: SchoolDay, ...weeks: readonly string[]): RegisterYear => ({
  kind: 'register-year',
  id: registerYearId(id(20), schoolYearOf(monday)),
  organisationId: hollins,
  pupilId: id(20),
  year: schoolYearOf(monday),
  from: monday,
  marks: weeks.map((week) => `${week.replaceAll(' ', '')}....`).join(''),
  takenAt: `${addDays(monday, 7 * weeks.length)}T08:00:00.000Z`,
})

/** A pupil of fourteen on the roll since Year 7. */
export const aisha = { bornOn: '2012-10-02', onRollFrom: '2023-09-04', leftOn: null }

/** A week with nothing missed. */
export const present = '/\\ /\\ /\\ /\\ /\\'
