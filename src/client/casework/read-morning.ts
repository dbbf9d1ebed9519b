import { asksAt } from '#client/app/home-of.ts'
import type { Session } from '#client/app/session.tsx'
import type { DoorstepDatabase } from '#client/store/database.ts'
import type { Filed } from '#client/store/live-digests.ts'
import type { ToCome } from '#client/store/to-come.ts'
import { asAmended } from '#domain/morning/as-amended.ts'
import { morningStanding, type MorningAsked, type MorningStanding } from '#domain/morning/morning-standing.ts'
import { byRisk, morningRisk, type MorningRisk } from '#domain/morning/risk/morning-risk.ts'
import { daySoFar, type MissingToday } from '#domain/morning/missing-today.ts'
import { membershipIn } from '#domain/permissions/actor.ts'
import type { ContactNote } from '#domain/records/contact-note.ts'
import { MorningPlan, usualCutOffs, type CutOffs } from '#domain/records/morning-plan.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import { RegisterYear, registerYearId } from '#domain/records/register-year.ts'
import { reasonsDue, type ReasonDue } from '#domain/register/clocks/reason-due.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sessionsOn } from '#domain/time/school-calendar.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Session as SchoolSession } from '#domain/time/school-session.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'
import type { PupilFile } from './pupil-file.ts'
import { readCalendars } from './read-calendars.ts'
import { readHeld, readSchools } from './read-file.ts'
import { readLeadToldAt } from './read-restricted.ts'
import { pupilSourcesOf } from './read-sources.ts'
import { whoMayBeRung } from './who-may-be-rung.ts'

/** A child who is missing without a reason, why they stand where they do, and what their morning is worked out from. */
export type MorningRow = {
  pupil: Pupil
  called: string
  missing: MissingToday
  risk: MorningRisk
  asked: Omit<MorningAsked, 'now'>
}

/** How the morning of a missing child stands: asked again as time passes, without reading anything anew. */
export const standingOf = ({ asked }: MorningRow, now: Instant): MorningStanding => morningStanding({ ...asked, now })

/** Today at one school, as far as its marks have come in. */
export type SchoolMorning = {
  organisationId: string
  name: string
  /** The first session that the school holds today; null: it holds none. */
  session: SchoolSession | null
  /** For who is missing in the afternoon alone; null where the school has set none. */
  afternoonCutOffs: CutOffs | null
  /** How many of the pupils at hand have a mark for it. None: the register is not in. */
  marked: number
  /** When the office last took marks of these pupils; null without any. */
  takenAt: Instant | null
  /** Forms whose register has not come. */
  formsWithout: string[]
  /** Whether an afternoon comes after it. */
  hasAfternoon: boolean
  /** The afternoon after a morning; null until a mark of it has come. */
  afternoon: { marked: number; formsWithout: string[] } | null
  /** Pupils of whom no register of this school year is held. */
  withoutRegister: number
  /** In the order in which to ring. */
  rows: MorningRow[]
}

/** A pupil with marks of N from days before, or of this morning who has come since, how long a reason may still be found for each, and those that were given. */
export type RowOfReasonsDue = { pupil: Pupil; called: string; due: ReasonDue[]; given: ContactNote[] }

/** What a person at a school has to find out today, and how many files are still to come. */
export type Morning = { today: SchoolDay; schools: SchoolMorning[]; reasons: RowOfReasonsDue[]; toCome: ToCome }

/** Works the morning out from the registers of all pupils on this tablet, and from the whole files of those who are missing. */
export const readMorning = async (
  filed: Filed,
  { db, actor }: Pick<Session, 'db' | 'actor'>,
  today: SchoolDay,
): Promise<Morning> => {
  const [calendars, schools, plans, toldAt] = await Promise.all([
    readCalendars(db),
    readSchools(db),
    readMorningPlans(db),
    readLeadToldAt(db),
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
  const cameSince = new Set<string>()
  for (const [organisationId, those] of Map.groupBy(pupils, (pupil) => pupil.organisationId)) {
    const calendar = calendars(organisationId)
    const sessions = sessionsOn(today, calendar)
    const plan = plans.get(organisationId)
    const cutOffsOf: Record<SchoolSession, CutOffs | null> = {
      morning: plan?.cutOffs ?? usualCutOffs,
      afternoon: plan?.afternoon ?? null,
    }
    const onRegister = those.map((pupil) => ({ pupil, year: years.get(pupil.id) ?? null }))
    const day = daySoFar(onRegister, today, sessions)
    for (const id of day?.cameSince ?? []) cameSince.add(id)
    const rows: MorningRow[] = []
    for (const { pupil, year } of onRegister) {
      const missing = day?.missing.get(pupil.id)
      const held = missing === undefined ? null : await readHeld(db, pupil.id)
      if (missing === undefined || held?.state !== 'here') continue
      const { file } = held
      const notes = contactsIn(file)
      rows.push({
        pupil,
        called: calledName(pupil),
        missing,
        risk: morningRisk({
          pupil,
          absenceCase: file.openCase?.record ?? null,
          flags: file.riskFlags.map(({ record }) => record),
          isRestricted: file.isRestricted,
          notes,
          wasHere: missing.wasHere,
          year,
          today,
          calendar,
        }),
        asked: {
          notes,
          parents: whoMayBeRung(file),
          leadToldAt: toldAt.get(pupil.id) ?? null,
          cutOffs: cutOffsOf[missing.session],
          isAfternoonAlone: missing.wasHere,
        },
      })
    }
    mornings.push({
      organisationId,
      name: schools.get(organisationId) ?? '',
      session: sessions[0] ?? null,
      afternoonCutOffs: cutOffsOf.afternoon,
      marked: day?.first.marked ?? 0,
      takenAt: onRegister.reduce<Instant | null>((last, { year }) => laterOf(last, year?.takenAt ?? null), null),
      formsWithout: day?.first.formsWithout ?? [],
      hasAfternoon: sessions.length > 1,
      afternoon: day?.second ?? null,
      withoutRegister: day?.first.withoutRegister ?? 0,
      rows: rows.toSorted((a, b) => byRisk(a.risk, b.risk) || collator.compare(a.called, b.called)),
    })
  }
  const reasons: RowOfReasonsDue[] = []
  // An N of July is due in September. Later the school has written O, and every morning would read another year of everybody.
  const isAutumn = today < `${schoolYearOf(today)}-11-01`
  const lastYears = isAutumn ? await readYears(db, pupils, schoolYearOf(today) - 1) : null
  for (const pupil of pupils) {
    const both = [lastYears?.get(pupil.id), years.get(pupil.id)].filter((year) => year !== undefined)
    if (both.length === 0) continue
    const due = reasonsDue(pupil, both, calendars(pupil.organisationId), today).filter(
      ({ day }) => day < today || cameSince.has(pupil.id),
    )
    const held = due.length === 0 ? null : await readHeld(db, pupil.id)
    if (held?.state !== 'here') continue
    const given = reasonsGiven(contactsIn(held.file)).filter(({ absence }) =>
      due.some(({ day }) => day === absence?.day),
    )
    reasons.push({ pupil, called: calledName(pupil), due, given })
  }
  return {
    today,
    schools: mornings.toSorted((a, b) => collator.compare(a.name, b.name)),
    reasons: reasons.toSorted((a, b) => soonest(a) - soonest(b) || collator.compare(a.called, b.called)),
    toCome: filed.toCome,
  }
}

/** The contacts of a file, each as it should read where a wrong button was pressed. */
const contactsIn = ({ notes, amendments }: Pick<PupilFile, 'notes' | 'amendments'>): ContactNote[] =>
  asAmended(
    notes.map(({ record }) => record),
    amendments.map(({ record }) => record),
  )

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

/** The register of each of these pupils in one school year, of those that are here and can be read. In one request: lists ask for a thousand. */
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
