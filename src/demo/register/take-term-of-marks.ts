import { theOffice } from '#domain/permissions/actor.ts'
import { AbsenceCase, type Concern } from '#domain/records/absence-case.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { bandOf, type AttendanceBand } from '#domain/register/attendance-band.ts'
import { whileOnRoll } from '#domain/register/count-pupil.ts'
import { countSessions } from '#domain/register/count-sessions.ts'
import type { PlacedMark } from '#domain/register/mark-letters.ts'
import type { Instant } from '#domain/time/instant.ts'
import { addDays, type SchoolDay } from '#domain/time/school-day.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'
import { takeMarks, type IncomingMark } from '#server/imports/marks/take-marks.ts'
import type { OfficeAtWork } from '../office-at-work.ts'
import { administratorOf, type Places, type Staff } from '../people/staff.ts'
import { SEED } from '../seed.ts'
import { SeededChoice } from '../seeded-choice.ts'
import { isOpenOn, momentOf, type Term } from '../term.ts'
import { makeMarks } from './make-marks.ts'
import { makeThisMorning } from './make-this-morning.ts'

/** Absences of so many last school days may still be without a reason. */
const STILL_ASKED = 4

/**
 * The marks of this school year, up to the last school day, of every child about whom a case was opened, as their school sent them that afternoon;
 * and on a school day those of this morning, sent when the registers had closed or, before that, a moment ago.
 */
export const takeTermOfMarks = async (
  office: OfficeAtWork,
  { places, staff, term, now }: { places: Places; staff: Staff; term: Term; now: Instant },
): Promise<void> => {
  const days = schoolDaysOf(term)
  const { rows } = await office.tx.query<{ kind: string; body: unknown }>(
    `select p.kind, p.body from record p where p.kind in ('pupil', 'absence-case')
     and exists (select from record c where c.file_id = p.file_id and c.kind = 'absence-case') order by p.file_id`,
  )
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.body)
  const pupils = of('pupil').map((body) => Pupil.parse(body))
  const cases = of('absence-case').map((body) => AbsenceCase.parse(body))
  const concernsOf = new Map(
    cases.filter(({ status }) => status === 'open').map(({ pupilId, concerns }) => [pupilId, concerns]),
  )
  await office.as(theOffice.personId)
  for (const { id: organisationId } of [places.secondary, places.primary]) {
    const here = pupils.filter((pupil) => pupil.organisationId === organisationId)
    const marks = here.flatMap((pupil) => {
      const [from = term.today] = days
      const span = whileOnRoll(pupil, { from, to: term.today })
      const own = days.filter((day) => span !== null && day >= span.from && day <= span.to)
      const wanted = bandSaidOf(concernsOf.get(pupil.id) ?? [])
      return marksInBand(wanted, (turn) =>
        makeMarks(own, term.ago(STILL_ASKED), new SeededChoice(`${SEED} marks ${pupil.upn ?? pupil.id} ${turn}`)),
      ).map((mark) => ({ pupilId: pupil.id, ...mark }))
    })
    const from = {
      organisationId,
      source: 'csv',
      personId: administratorOf(organisationId, places, staff).personId,
      newId: office.choice.id,
    }
    await takeMarks(office.tx, marks, { ...from, at: momentOf(term.ago(1), '16:10') })
    if (!isOpenOn(term.today, term)) continue
    const closedAt = momentOf(term.today, REGISTER_CLOSES)
    await takeMarks(office.tx, thisMorning(here, marks, term.today), { ...from, at: now < closedAt ? now : closedAt })
  }
}

/** When the registers of the town close, and the marks of the morning are sent. */
const REGISTER_CLOSES = '08:55'

/** The marks of this morning. One child of each year is left out, whose form has others: a teacher who was called away. */
const thisMorning = (pupils: readonly Pupil[], before: readonly IncomingMark[], day: SchoolDay): IncomingMark[] => {
  const ofPupil = Map.groupBy(before, ({ pupilId }) => pupilId)
  const onRoll = pupils.filter((pupil) => whileOnRoll(pupil, { from: day, to: day }) !== null)
  const inForm = Map.groupBy(onRoll, ({ registrationGroup }) => registrationGroup)
  const leftOut = new Set(
    [...Map.groupBy(onRoll, ({ yearGroup }) => yearGroup).values()].map(
      (ofYear) => ofYear.find(({ registrationGroup }) => (inForm.get(registrationGroup)?.length ?? 0) > 2)?.id,
    ),
  )
  return onRoll
    .filter(({ id }) => !leftOut.has(id))
    .map(({ id, upn }) => ({
      pupilId: id,
      ...makeThisMorning(ofPupil.get(id) ?? [], day, new SeededChoice(`${SEED} this morning ${upn ?? id}`)),
    }))
}

/** The band that an open case was opened for; null where its reasons say none. */
const bandSaidOf = (concerns: readonly Concern[]): AttendanceBand | null => {
  if (concerns.includes('severe-absence')) return 'severe'
  if (concerns.includes('persistent-absence')) return 'persistent'
  return concerns.includes('at-risk-of-persistent-absence') ? 'at-risk' : null
}

/** Turns after which a child's marks are as they come. One in ten fits or more. */
const MOST_TURNS = 100

/** The first marks made that bear out what the case says; the row of a caseload and the register of a child would tell two stories. */
const marksInBand = (band: AttendanceBand | null, make: (turn: number) => PlacedMark[]): PlacedMark[] => {
  let marks = make(0)
  const isAsSaid = () => band === null || bandOf(countSessions(marks.map(({ code }) => code))) === band
  for (let turn = 1; turn < MOST_TURNS && !isAsSaid(); turn += 1) marks = make(turn)
  return marks
}

/**
 * The days of this school year before today on which the schools of the town were open. A term of the town may reach over July: what is
 * before is left out, so that each child has one register, whatever the season.
 */
const schoolDaysOf = ({ schoolYear, today, holidays }: Term): SchoolDay[] => {
  const days: SchoolDay[] = []
  for (let day = `${schoolYear}-09-04`; day < today; day = addDays(day, 1))
    if (isOpenOn(day, { holidays })) days.push(day)
  return days.filter((day) => schoolYearOf(day) === schoolYearOf(days.at(-1) ?? today))
}
