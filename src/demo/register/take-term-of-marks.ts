import { theOffice } from '#domain/permissions/actor.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { whileOnRoll } from '#domain/register/count-pupil.ts'
import { noClosuresEntered } from '#domain/time/calendar-of.ts'
import { isSchoolDay } from '#domain/time/school-calendar.ts'
import { addDays, type SchoolDay } from '#domain/time/school-day.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'
import { takeMarks } from '#server/imports/marks/take-marks.ts'
import type { OfficeAtWork } from '../office-at-work.ts'
import { administratorOf, type Places, type Staff } from '../people/staff.ts'
import { SEED } from '../seed.ts'
import { SeededChoice } from '../seeded-choice.ts'
import { momentOf, type Term } from '../term.ts'
import { makeMarks } from './make-marks.ts'

/** Absences of so many last school days may still be without a reason. */
const STILL_ASKED = 4

/** The marks of this school year, up to the last school day, of every child about whom a case was opened, as their school sent them that afternoon. */
export const takeTermOfMarks = async (
  office: OfficeAtWork,
  { places, staff, term }: { places: Places; staff: Staff; term: Term },
): Promise<void> => {
  const days = schoolDaysOf(term)
  const { rows } = await office.tx.query<{ body: unknown }>(
    `select p.body from record p where p.kind = 'pupil'
     and exists (select from record c where c.file_id = p.file_id and c.kind = 'absence-case') order by p.file_id`,
  )
  const pupils = rows.map(({ body }) => Pupil.parse(body))
  await office.as(theOffice.personId)
  for (const { id: organisationId } of [places.secondary, places.primary]) {
    const marks = pupils
      .filter((pupil) => pupil.organisationId === organisationId)
      .flatMap((pupil) => {
        const [from = term.today] = days
        const span = whileOnRoll(pupil, { from, to: term.today })
        const own = days.filter((day) => span !== null && day >= span.from && day <= span.to)
        return makeMarks(own, term.ago(STILL_ASKED), new SeededChoice(`${SEED} marks ${pupil.upn ?? pupil.id}`)).map(
          (mark) => ({
            pupilId: pupil.id,
            ...mark,
          }),
        )
      })
    await takeMarks(office.tx, marks, {
      organisationId,
      source: 'csv',
      personId: administratorOf(organisationId, places, staff).personId,
      at: momentOf(term.ago(1), '16:10'),
      newId: office.choice.id,
    })
  }
}

/**
 * The days of this school year before today on which the schools of the town were open. A term of the town may reach over July: what is
 * before is left out, so that each child has one register, whatever the season.
 */
const schoolDaysOf = ({ schoolYear, today, holidays }: Term): SchoolDay[] => {
  const days: SchoolDay[] = []
  for (let day = `${schoolYear}-09-04`; day < today; day = addDays(day, 1)) {
    const isClosed = holidays.some(({ from, to }) => day >= from && day <= to)
    if (isSchoolDay(day, noClosuresEntered) && !isClosed) days.push(day)
  }
  return days.filter((day) => schoolYearOf(day) === schoolYearOf(days.at(-1) ?? today))
}
