import { asksAt } from '#client/app/home-of.ts'
import type { Session } from '#client/app/session.tsx'
import type { DoorstepDatabase } from '#client/store/database.ts'
import type { Filed } from '#client/store/live-digests.ts'
import { morningStanding, type MorningAsked, type MorningStanding } from '#domain/morning/morning-standing.ts'
import { byRisk, morningRisk, type MorningRisk } from '#domain/morning/risk/morning-risk.ts'
import { firstSession, firstSessionOf, type Unexplained } from '#domain/morning/unexplained.ts'
import { membershipIn } from '#domain/permissions/actor.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import { MorningPlan, usualCutOffs, type CutOffs } from '#domain/records/morning-plan.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import { RegisterYear, registerYearId } from '#domain/records/register-year.ts'
import { reasonsDue, type ReasonDue } from '#domain/register/clocks/reason-due.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Session as SchoolSession } from '#domain/time/school-session.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'
import { readCalendars } from './read-calendars.ts'
import { readHeld, readSchools } from './read-file.ts'
import { readLeadToldOn } from './read-restricted.ts'
import { pupilSourcesOf } from './read-sources.ts'

/** A child who is missing without a reason, why they stand where they do, and what their morning is worked out from. */
export type MorningRow = {
  pupil: Pupil
  called: string
  mark: Unexplained
  risk: MorningRisk
  asked: Omit<MorningAsked, 'now'>
}

/** How the morning of a missing child stands: asked again as time passes, without reading anything anew. */
export const standingOf = ({ asked }: MorningRow, now: Instant): MorningStanding => morningStanding({ ...asked, now })

/** The first session of today at one school. */
export type SchoolMorning = {
  organisationId: string
  name: string
  /** Null: the school holds none today. */
  session: SchoolSession | null
  cutOffs: CutOffs
  /** How many of the pupils at hand have a mark for it. None: the register is not in. */
  marked: number
  /** When the office last took marks of these pupils; null without any. */
  takenAt: Instant | null
  /** Forms whose register has not come. */
  formsWithout: string[]
  /** Pupils of whom no register of this school year is held. */
  withoutRegister: number
  /** In the order in which to ring. */
  rows: MorningRow[]
}

/** A pupil with marks of N from days before, how long a reason may still be found for each, and those that were given. */
export type RowOfReasonsDue = { pupil: Pupil; called: string; due: ReasonDue[]; given: ContactNote[] }

/** What a person at a school has to find out today, and how many files are still on their way. */
export type Morning = { today: SchoolDay; schools: SchoolMorning[]; reasons: RowOfReasonsDue[]; arriving: number }

/** Works the morning out from the registers of all pupils on this tablet, and from the whole files of those who are missing. */
export const readMorning = async (
  filed: Filed,
  { db, actor }: Pick<Session, 'db' | 'actor'>,
  today: SchoolDay,
): Promise<Morning> => {
  const [calendars, schools, plans, toldOn] = await Promise.all([
    readCalendars(db),
    readSchools(db),
    readMorningPlans(db),
    readLeadToldOn(db),
  ])
  const pupils = filed.digests
    .flatMap(pupilSourcesOf)
    .map(({ pupil }) => pupil)
    .filter(({ id, organisationId }) => {
      const member = membershipIn(actor, organisationId)
      return member !== null && asksAt(member) && !filed.loading.has(id)
    })
  const years = await readYears(db, pupils, schoolYearOf(today))
  const mornings: SchoolMorning[] = []
  for (const [organisationId, those] of Map.groupBy(pupils, (pupil) => pupil.organisationId)) {
    const calendar = calendars(organisationId)
    const session = firstSessionOf(today, calendar)
    const cutOffs = plans.get(organisationId)?.cutOffs ?? usualCutOffs
    const onRegister = those.map((pupil) => ({ pupil, year: years.get(pupil.id) ?? null }))
    const first = session === null ? null : firstSession(onRegister, today, session)
    const rows: MorningRow[] = []
    for (const { pupil, year } of onRegister) {
      const mark = first?.unexplained.get(pupil.id)
      const held = mark === undefined ? null : await readHeld(db, pupil.id)
      if (mark === undefined || held?.state !== 'here') continue
      const { file } = held
      const notes = file.notes.map(({ record }) => record)
      rows.push({
        pupil,
        called: calledName(pupil),
        mark,
        risk: morningRisk({
          pupil,
          absenceCase: file.openCase?.record ?? null,
          flags: file.riskFlags.map(({ record }) => record),
          isRestricted: file.isRestricted,
          notes,
          year,
          today,
          calendar,
        }),
        asked: {
          notes,
          parents: file.parents.map(({ record }) => record),
          isLeadTold: toldOn.get(pupil.id) === today,
          cutOffs,
        },
      })
    }
    mornings.push({
      organisationId,
      name: schools.get(organisationId) ?? '',
      session,
      cutOffs,
      marked: first?.marked ?? 0,
      takenAt: onRegister.reduce<Instant | null>((last, { year }) => laterOf(last, year?.takenAt ?? null), null),
      formsWithout: first?.formsWithout ?? [],
      withoutRegister: first?.withoutRegister ?? 0,
      rows: rows.toSorted((a, b) => byRisk(a.risk, b.risk) || collator.compare(a.called, b.called)),
    })
  }
  const reasons: RowOfReasonsDue[] = []
  for (const pupil of pupils) {
    const year = years.get(pupil.id)
    if (year === undefined) continue
    const due = reasonsDue(pupil, [year], calendars(pupil.organisationId), today).filter(({ day }) => day < today)
    const held = due.length === 0 ? null : await readHeld(db, pupil.id)
    if (held?.state !== 'here') continue
    const given = reasonsGiven(held.file.notes.map(({ record }) => record)).filter(({ absence }) =>
      due.some(({ day }) => day === absence?.day),
    )
    reasons.push({ pupil, called: calledName(pupil), due, given })
  }
  return {
    today,
    schools: mornings.toSorted((a, b) => collator.compare(a.name, b.name)),
    reasons: reasons.toSorted((a, b) => soonest(a) - soonest(b) || collator.compare(a.called, b.called)),
    arriving: filed.loading.size,
  }
}

/** For each day that was asked about, the note with the reason that was given last. */
const reasonsGiven = (notes: readonly ContactNote[]): ContactNote[] => {
  const last = new Map<SchoolDay, ContactNote>()
  for (const note of notes.toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1)))
    if (note.absence !== undefined && note.absence.reason !== null) last.set(note.absence.day, note)
  return [...last.values()]
}

/** What is over first, then what ends soonest. */
const soonest = ({ due: [first] }: RowOfReasonsDue): number =>
  first === undefined ? 0 : first.isOver ? -1 : first.left

const laterOf = (a: Instant | null, b: Instant | null): Instant | null => (a === null || (b !== null && a < b) ? b : a)

const collator = new Intl.Collator('en-GB')

/** This school year's register of each of these pupils, of those that are here and can be read. In one request: lists ask for a thousand. */
const readYears = async (
  db: DoorstepDatabase,
  pupils: readonly Pupil[],
  year: number,
): Promise<ReadonlyMap<string, RegisterYear>> => {
  const rows = await db.records.bulkGet(pupils.map(({ id }) => [id, registerYearId(id, year)]))
  return new Map(
    rows.flatMap((row) => {
      const read = RegisterYear.safeParse(row?.body)
      return read.success ? [[read.data.pupilId, read.data] as const] : []
    }),
  )
}

/** The cut-offs that schools on this tablet have set, by organisation. */
export const readMorningPlans = async (db: DoorstepDatabase): Promise<Map<string, MorningPlan>> => {
  const rows = await db.records.where('kind').equals('morning-plan').toArray()
  return new Map(
    rows.flatMap((row) => {
      const plan = MorningPlan.safeParse(row.body)
      return plan.success ? [[plan.data.organisationId, plan.data] as const] : []
    }),
  )
}
