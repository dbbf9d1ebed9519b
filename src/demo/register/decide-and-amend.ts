import { theOffice } from '#domain/permissions/actor.ts'
import { AbsenceCase } from '#domain/records/absence-case.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { RegisterYear } from '#domain/records/register-year.ts'
import { SchoolClosure } from '#domain/records/school-closure.ts'
import { readClock } from '#domain/register/clocks/read-clock.ts'
import { marksOfPupil } from '#domain/register/count-pupil.ts'
import { closedSeen } from '#domain/register/closed-seen.ts'
import { registerSeen } from '#domain/register/register-seen.ts'
import { calendarOf } from '#domain/time/calendar-of.ts'
import { takeMarks } from '#server/imports/marks/take-marks.ts'
import type { OfficeAtWork } from '../office-at-work.ts'
import { administratorOf, type Places, type Staff } from '../people/staff.ts'
import { momentOf, type Term } from '../term.ts'

/** So many children on whose ten sessions somebody decided. */
const DECIDED = 3

/**
 * What a few officers decided on ten sessions in ten school weeks, and that the school then changed two of the marks: an absence without a
 * reason had been an illness. What was decided keeps the marks of that afternoon.
 */
export const decideAndAmend = async (
  office: OfficeAtWork,
  { places, staff, term }: { places: Places; staff: Staff; term: Term },
): Promise<void> => {
  const { id: organisationId } = places.secondary
  const { rows } = await office.tx.query<{ kind: string; file_id: string; body: unknown }>(
    `select kind, file_id, body from record where organisation_id = $1
     and kind in ('pupil', 'absence-case', 'register-year', 'school-closure') order by file_id, id`,
    [organisationId],
  )
  const closures = rows.filter(({ kind }) => kind === 'school-closure').map(({ body }) => SchoolClosure.parse(body))
  const calendar = calendarOf(closures)
  let decided = 0
  for (const file of Map.groupBy(rows, ({ file_id }) => file_id).values()) {
    const of = (kind: string) => file.filter((row) => row.kind === kind).map(({ body }) => body)
    const [years, cases] = [of('register-year'), of('absence-case')]
    if (years.length === 0 || decided === DECIDED) continue
    const [pupil, registers] = [Pupil.parse(of('pupil')[0]), years.map((body) => RegisterYear.parse(body))]
    const open = cases.map((body) => AbsenceCase.parse(body)).find(({ status }) => status === 'open')
    const by = Object.values(staff).find(({ personId }) => personId === open?.ownerId)
    const reading = readClock('ten-in-ten-weeks', pupil, registers, calendar, term.ago(1))
    const saw = reading === null ? null : registerSeen(pupil, registers, reading.span)
    const unexplained = reading === null ? [] : marksOfPupil(pupil, registers, reading.span).filter(isUnexplained)
    if (by === undefined || reading === null || reading.counted < 10 || saw === null || unexplained.length < 2) continue
    const at = momentOf(term.ago(1), '16:40')
    await office.apply({
      uid: office.choice.id(),
      name: 'decide-on-register@1',
      args: {
        pupilId: pupil.id,
        caseId: open?.id ?? null,
        decisionId: office.choice.id(),
        about: 'ten-in-ten-weeks',
        decided: 'support',
        why: 'The family is working with us and the plan is a fortnight old. Looked at again at the review.',
        decidedOn: term.ago(1),
        counted: reading.counted,
        saw,
        closed: closedSeen(calendar, reading.span),
      },
      by,
      recordedAt: at,
      receivedAt: at,
    })
    await office.as(theOffice.personId)
    await takeMarks(
      office.tx,
      unexplained.slice(0, 2).map((mark) => ({ ...mark, pupilId: pupil.id, code: 'I' })),
      {
        organisationId,
        source: 'csv',
        personId: administratorOf(organisationId, places, staff).personId,
        at: momentOf(term.ago(1), '17:30'),
        newId: office.choice.id,
      },
    )
    decided += 1
  }
}

const isUnexplained = ({ code }: { code: string }): boolean => code === 'O' || code === 'N'
