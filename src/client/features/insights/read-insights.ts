import { asksAboutAbsence } from '#client/app/home-of.ts'
import type { Session } from '#client/app/session.tsx'
import { readCalendars } from '#client/casework/read-calendars.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import type { Filed } from '#client/store/live-digests.ts'
import type { ToCome } from '#client/store/to-come.ts'
import { spanOf, type SpanName } from '#domain/insights/absence-span.ts'
import { countEach, type Counted } from '#domain/insights/figures.ts'
import { membershipIn } from '#domain/permissions/actor.ts'
import { Organisation } from '#domain/records/organisation.ts'
import type { Pupil } from '#domain/records/pupil.ts'
import { RegisterYear, registerYearId } from '#domain/records/register-year.ts'
import type { Span } from '#domain/register/mark-letters.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'

/** A pupil with the marks that are at hand and what was counted of them. */
export type CountedPupil = Counted<{ pupil: Pupil; years: readonly RegisterYear[] }>

/** What one school’s registers say of some days, of the pupils whose files are wholly on this tablet. */
export type SchoolInsights = {
  schools: readonly Organisation[]
  school: Organisation
  span: Span
  today: SchoolDay
  /** The years that this person looks after, whose files alone are here; null is every year of the school. */
  years: readonly number[] | null
  /** Everybody of them who was on the roll in these days. */
  pupils: readonly CountedPupil[]
  /** How many files are still to come: without those the figures are not whole. */
  toCome: ToCome
}

/**
 * Reads the registers of a school and counts each pupil; null when this person asks about absence at no school. `schoolId` null, or one
 * that is not theirs, is their first school.
 */
export const readInsights = async (
  filed: Filed,
  { db, actor }: Pick<Session, 'db' | 'actor'>,
  asked: { schoolId: string | null; span: SpanName; today: SchoolDay },
): Promise<SchoolInsights | null> => {
  const calendars = await readCalendars(db)
  const schools = (await readOrganisations(db))
    .filter(({ id, type }) => {
      const member = membershipIn(actor, id)
      return type === 'school' && member !== null && asksAboutAbsence(member)
    })
    .toSorted((a, b) => collator.compare(a.name, b.name))
  const school = schools.find(({ id }) => id === asked.schoolId) ?? schools[0]
  if (school === undefined) return null
  const span = spanOf(asked.span, asked.today, calendars(school.id))
  const pupils = filed.digests
    .flatMap(({ records }) => records)
    .filter((record): record is Pupil => record.kind === 'pupil' && record.organisationId === school.id)
    .filter(({ id }) => !filed.loading.has(id))
    .filter(
      ({ onRollFrom, leftOn }) =>
        (leftOn === null || leftOn >= span.from) && (onRollFrom === null || onRollFrom <= span.to),
    )
  const years = await readYears(db, pupils, span)
  return {
    schools,
    school,
    span,
    today: asked.today,
    years: membershipIn(actor, school.id)?.yearGroups ?? null,
    pupils: countEach(
      pupils.map((pupil) => ({ pupil, years: years.get(pupil.id) ?? [] })),
      span,
    ),
    toCome: filed.toCome,
  }
}

const collator = new Intl.Collator('en-GB')

const readOrganisations = async (db: DoorstepDatabase): Promise<Organisation[]> =>
  (await db.records.where('kind').equals('organisation').toArray()).flatMap(
    (row) => Organisation.safeParse(row.body).data ?? [],
  )

/** Registers opened at once: a few milliseconds between two letters on a slow tablet. */
const AT_ONCE = 100

/** The registers of these pupils for every school year that the span touches. */
const readYears = async (
  db: DoorstepDatabase,
  pupils: readonly Pupil[],
  span: Span,
): Promise<ReadonlyMap<string, RegisterYear[]>> => {
  const [first, last] = [schoolYearOf(span.from), schoolYearOf(span.to)]
  const wanted = Array.from({ length: last - first + 1 }, (_, place) => first + place)
  const keys = pupils.flatMap(({ id }) => wanted.map((year): [string, string] => [id, registerYearId(id, year)]))
  const read: RegisterYear[] = []
  for (let place = 0; place < keys.length; place += AT_ONCE) {
    const rows = await db.records.bulkGet(keys.slice(place, place + AT_ONCE))
    for (const row of rows) {
      const year = RegisterYear.safeParse(row?.body)
      if (year.success) read.push(year.data)
    }
  }
  return Map.groupBy(read, ({ pupilId }) => pupilId)
}
