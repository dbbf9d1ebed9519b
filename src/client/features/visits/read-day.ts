import { isKept, type KeptOf } from '#client/casework/kept-record.ts'
import { readCalendars } from '#client/casework/read-calendars.ts'
import { readColleagues, readKept } from '#client/casework/read-file.ts'
import { readLoading } from '#client/store/digests.ts'
import type { Colleagues } from '#client/casework/people-words.ts'
import { readAccompanied, readLoggedByColleagues, readPlans } from '#client/casework/read-visits.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { isInForce, type CourtOrder } from '#domain/records/court-order.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import type { Parent } from '#domain/records/parent.ts'
import type { Address, Pupil } from '#domain/records/pupil.ts'
import { calledName } from '#domain/records/pupil.ts'
import type { RecordKind } from '#domain/records/record.ts'
import type { RiskFlag } from '#domain/records/risk-flag.ts'
import type { SchoolCalendar } from '#domain/time/school-calendar.ts'

/** The household a visit goes to, as far as its files are on this tablet. */
export type Household = {
  /** Which days are school days where it was planned. */
  calendar: SchoolCalendar
  pupils: Pupil[]
  /** The parents of the child it was planned from, in the order the school rings. */
  parents: Parent[]
  /** Those of every child, to name whom an order binds. */
  everyParent: Parent[]
  /** Flags that are open, the gravest first. */
  flags: RiskFlag[]
  /** Court orders to be heeded, about any of the children. */
  orders: CourtOrder[]
  /** True when a file of the household is not here: handed on, or still arriving. */
  isPartlyAway: boolean
}

/** A planned visit with the household it goes to, and the visit by which a colleague may have made it. */
export type VisitOfDay = Household & { plan: KeptOf<'planned-visit'>; logged: HomeVisit | null }

/** A colleague's visit that one comes along to, with the household as far as one may know it. */
export type AccompaniedOfDay = Household & { accompanied: KeptOf<'accompanied-visit'> }

/** The visits of one person, and who the colleagues are. */
export type Day = { visits: VisitOfDay[]; alongside: AccompaniedOfDay[]; colleagues: Colleagues }

/** Every visit this person planned or comes along to, with what must be known of each household. */
export const readDay = async (db: DoorstepDatabase, actor: Actor): Promise<Day> => {
  const [plans, accompanied, colleagues, loading, calendars] = await Promise.all([
    readPlans(db, actor),
    readAccompanied(db, actor),
    readColleagues(db),
    readLoading(db),
    readCalendars(db),
  ])
  const logged = await readLoggedByColleagues(
    db,
    plans.map(({ record }) => record),
  )
  const files = [...new Set([...plans, ...accompanied].flatMap(({ record }) => record.pupilIds))].filter(
    (file) => !loading.has(file),
  )
  const of = async <K extends RecordKind>(kind: K): Promise<KeptOf<K>[]> => {
    const rows = await db.records
      .where('[fileId+kind]')
      .anyOf(files.map((file) => [file, kind]))
      .toArray()
    return rows.map(readKept).filter((kept): kept is KeptOf<K> => kept !== null && isKept(kept, kind))
  }
  const [pupils, parents, flags, orders] = await Promise.all([
    of('pupil'),
    of('parent'),
    of('risk-flag'),
    of('court-order'),
  ])
  const householdOf = ({ pupilIds, organisationId }: { pupilIds: string[]; organisationId: string }): Household => {
    const here = pupilIds.flatMap((id) => pupils.find(({ record }) => record.id === id)?.record ?? [])
    return {
      calendar: calendars(organisationId),
      pupils: here,
      parents: parents
        .map(({ record }) => record)
        .filter(({ pupilId }) => pupilId === pupilIds[0])
        .toSorted((a, b) => a.priority - b.priority),
      everyParent: parents.map(({ record }) => record).filter(({ pupilId }) => pupilIds.includes(pupilId)),
      flags: flags
        .map(({ record }) => record)
        .filter(({ pupilId, endedOn }) => endedOn === null && pupilIds.includes(pupilId))
        .toSorted((a, b) => gravity[b.severity] - gravity[a.severity]),
      orders: orders
        .map(({ record }) => record)
        .filter((order) => isInForce(order) && pupilIds.includes(order.pupilId)),
      isPartlyAway: here.length < pupilIds.length,
    }
  }
  return {
    visits: plans.map((plan) => ({ plan, logged: logged.get(plan.record.id) ?? null, ...householdOf(plan.record) })),
    alongside: accompanied.map((kept) => ({ accompanied: kept, ...householdOf(kept.record) })),
    colleagues,
  }
}

const gravity: Record<RiskFlag['severity'], number> = {
  information: 0,
  'two-people': 1,
  'police-accompany': 2,
  'do-not-visit': 3,
}

/** Who the visit goes to, as people say it: `Rahman: Ayesha, Tariq`. */
export const householdName = ({ pupils }: Pick<Household, 'pupils'>): string => {
  const [first] = pupils
  if (first === undefined) return 'A family whose file is not on this tablet'
  if (pupils.length === 1) return calledName(first)
  return `${first.preferredSurname ?? first.surname}: ${pupils.map((pupil) => pupil.preferredForename ?? pupil.forename).join(', ')}`
}

/** The address on one line, or null where none is held. */
export const addressLine = (address: Address | null | undefined): string | null =>
  address === null || address === undefined
    ? null
    : [...address.lines, address.postcode].filter((part) => part !== null && part !== '').join(', ')

/**
 * A link that the tablet's own map app opens: `maps:` on Apple's, `geo:` elsewhere. The address goes to that app alone, and only
 * when it is pressed.
 */
export const mapLink = (address: string): string =>
  /iPad|iPhone|Mac/.test(navigator.userAgent)
    ? `maps:?q=${encodeURIComponent(address)}`
    : `geo:0,0?q=${encodeURIComponent(address)}`
