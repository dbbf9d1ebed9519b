import type { Actor } from '#domain/permissions/actor.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import { RegisterYear } from '#domain/records/register-year.ts'
import { isPersistent, isSevere } from '#domain/register/attendance-band.ts'
import { countPupil } from '#domain/register/count-pupil.ts'
import { absentOf, countSessions } from '#domain/register/count-sessions.ts'
import { registerSeen } from '#domain/register/register-seen.ts'
import { daysOfSchoolYear, schoolYearOf } from '#domain/time/school-year.ts'
import type { OfficeAtWork } from '../office-at-work.ts'
import { momentOf, type Term } from '../term.ts'
import type { TownRegister, TownRegisters } from './town-registers.ts'

/** So many school days ago a case was opened on marks that the school then changed; those of the afternoon before had come in. */
export const OPENED = 5

/** So many sessions more than a tenth: what the school changed leaves the child persistently absent. */
const BEYOND = 2

/**
 * A pupil without a case who was persistently absent when the marks of the day before `OPENED` had come in, and still is, and of whose absences
 * at least two stood without a reason then and are known as illness by yesterday. Null where there is none, early in a school year.
 */
export const findAmended = (
  here: readonly TownRegister[],
  { registers, term, casesOf }: { registers: TownRegisters; term: Term; casesOf: ReadonlyMap<string, unknown> },
): TownRegister | null =>
  here.find((register) => {
    if (casesOf.has(register.pupil.id) || register.pupil.leftOn !== null) return false
    const then = registers.asOf(register, term.ago(OPENED + 1))
    const now = registers.asOf(register, term.ago(1))
    const [before, after] = [then, now].map((marks) => countSessions(marks.map(({ code }) => code)))
    if (before === undefined || after === undefined || !isPersistent(before) || isSevere(after)) return false
    const isStill = 10 * absentOf(after) >= after.possible + 10 * BEYOND
    return isStill && then.filter(({ code }, place) => code === 'N' && now[place]?.code === 'I').length >= 2
  }) ?? null

/** Opens a case on what the register says at the office now, as the tablet of whoever opens it sends that along. */
export const openOnMarks = async (
  office: OfficeAtWork,
  pupil: Pupil,
  { by, term, ago }: { by: Actor; term: Term; ago: number },
): Promise<void> => {
  const { rows } = await office.tx.query<{ body: unknown }>(
    "select body from record where file_id = $1 and kind = 'register-year'",
    [pupil.id],
  )
  const years = rows.map(({ body }) => RegisterYear.parse(body))
  const openedOn = term.ago(ago)
  const span = { from: daysOfSchoolYear(schoolYearOf(openedOn)).from, to: openedOn }
  const saw = registerSeen(pupil, years, span)
  if (saw === null) return
  const at = momentOf(openedOn, '10:20')
  await office.apply({
    uid: office.choice.id(),
    name: 'open-absence-case@1',
    args: {
      caseId: office.choice.id(),
      pupilId: pupil.id,
      organisationId: pupil.organisationId,
      concerns: ['persistent-absence'],
      reasons: {
        child: '',
        family: 'Not spoken with yet.',
        school: 'Away for days at a time since September, and nobody had told us why of the last ones.',
      },
      stage: 'monitor',
      why: 'More than a tenth missed. I want to hear from home before I think anything of it.',
      ownerId: by.personId,
      reviewOn: term.ahead(8),
      openedOn,
      register: { saw, missed: absentOf(countPupil(pupil, years, span)) },
    },
    by,
    recordedAt: at,
    receivedAt: at,
  })
}
