import { theOffice } from '#domain/permissions/actor.ts'
import { AbsenceCase } from '#domain/records/absence-case.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { whileOnRoll } from '#domain/register/count-pupil.ts'
import type { PlacedMark } from '#domain/register/mark-letters.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { takeMarks, type IncomingMark } from '#server/imports/marks/take-marks.ts'
import type { OfficeAtWork } from '../office-at-work.ts'
import { administratorOf, type Places, type Staff } from '../people/staff.ts'
import { SEED } from '../seed.ts'
import { SeededChoice } from '../seeded-choice.ts'
import { isOpenOn, momentOf, type Term } from '../term.ts'
import { makeThisMorning } from './make-this-morning.ts'
import { findAmended, OPENED, openOnMarks } from './open-on-marks.ts'
import { TownRegisters, type TownRegister } from './town-registers.ts'

/** School days before today on whose afternoons the marks of children with a case were sent, before the last one. */
const EARLIER = [11, 6] as const

/**
 * The marks of this school year of every pupil, up to the last school day; and on a school day those of this morning, sent when the
 * registers had closed or, before that, a moment ago. Those of children with a case were sent on some afternoons before as
 * well, so that what was N then, and has its reason by now, is kept as both. There is no year before: it would be
 * several times as many marks, and they take the office longer than all that is told beside them.
 */
export const takeTermOfMarks = async (
  office: OfficeAtWork,
  { places, staff, term, now }: { places: Places; staff: Staff; term: Term; now: Instant },
): Promise<void> => {
  const { rows } = await office.tx.query<{ kind: string; body: unknown }>(
    "select kind, body from record where kind in ('pupil', 'absence-case') order by file_id",
  )
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.body)
  const pupils = of('pupil').map((body) => Pupil.parse(body))
  const casesOf = Map.groupBy(
    of('absence-case').map((body) => AbsenceCase.parse(body)),
    ({ pupilId }) => pupilId,
  )
  const registers = new TownRegisters(term)
  await office.as(theOffice.personId)
  for (const { id: organisationId } of [places.secondary, places.primary]) {
    const here = pupils
      .filter((pupil) => pupil.organisationId === organisationId)
      .map((pupil) => {
        const open = casesOf.get(pupil.id)?.find(({ status }) => status === 'open')
        return registers.of(pupil, open?.concerns ?? [])
      })
    const from = {
      organisationId,
      source: 'csv',
      personId: administratorOf(organisationId, places, staff).personId,
      newId: office.choice.id,
    }
    const amended = organisationId === places.secondary.id ? findAmended(here, { registers, term, casesOf }) : null
    for (const ago of EARLIER) {
      const marks = here
        .filter((register) => register === amended || casesOf.has(register.pupil.id))
        .map((register) => [register.pupil.id, registers.asOf(register, term.ago(ago))] as const)
      await takeMarks(office.tx, marksIn(new Map(marks)), { ...from, at: momentOf(term.ago(ago), SENT) })
    }
    if (amended !== null) await openOnMarks(office, amended.pupil, { by: staff.attendanceLead, term, ago: OPENED })
    await office.as(theOffice.personId)
    const yesterday = term.ago(1)
    const sent = new Map(here.map((register) => [register.pupil.id, registers.asOf(register, yesterday)]))
    const isOpen = isOpenOn(term.today, term)
    // Of most, all that there is comes this morning at once: for each time that marks of a pupil come, the office writes their year anew.
    const comesFirst = ([pupilId]: readonly [string, unknown]): boolean => !isOpen || casesOf.has(pupilId)
    const first = new Map([...sent].filter(comesFirst))
    await takeMarks(office.tx, marksIn(first), { ...from, at: momentOf(yesterday, SENT) })
    if (!isOpen) continue
    const closedAt = momentOf(term.today, REGISTER_CLOSES)
    const morning = thisMorning(here, term.today, (register) =>
      casesOf.has(register.pupil.id)
        ? makeThisMorning(
            sent.get(register.pupil.id) ?? [],
            term.today,
            new SeededChoice(`${SEED} this morning ${register.pupil.upn ?? register.pupil.id}`),
          )
        : registers.asOf(register, term.today, term.today).find(({ session }) => session === 'morning'),
    )
    const rest = marksIn(new Map([...sent].filter((each) => !comesFirst(each))))
    await takeMarks(office.tx, [...rest, ...morning], { ...from, at: now < closedAt ? now : closedAt })
  }
}

/** When the marks of a day are sent. */
const SENT = '16:10'

/** When the registers of the town close, and the marks of the morning are sent. */
const REGISTER_CLOSES = '08:55'

const marksIn = (sent: ReadonlyMap<string, readonly PlacedMark[]>): IncomingMark[] =>
  [...sent].flatMap(([pupilId, marks]) => marks.map((mark) => ({ pupilId, ...mark })))

/** The marks of this morning. One child of each year is left out, whose form has others: a teacher who was called away. */
const thisMorning = (
  registers: readonly TownRegister[],
  day: SchoolDay,
  markOf: (register: TownRegister) => PlacedMark | undefined,
): IncomingMark[] => {
  const onRoll = registers.filter(({ pupil }) => whileOnRoll(pupil, { from: day, to: day }) !== null)
  const inForm = Map.groupBy(onRoll, ({ pupil }) => pupil.registrationGroup)
  const leftOut = new Set(
    [...Map.groupBy(onRoll, ({ pupil }) => pupil.yearGroup).values()].map((ofYear) =>
      ofYear.find(({ pupil }) => (inForm.get(pupil.registrationGroup)?.length ?? 0) > 2),
    ),
  )
  return onRoll.flatMap((register) => {
    const mark = leftOut.has(register) ? undefined : markOf(register)
    return mark === undefined ? [] : [{ pupilId: register.pupil.id, ...mark }]
  })
}
