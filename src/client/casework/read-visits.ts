import type { DoorstepDatabase } from '#client/store/database.ts'
import { loggedByColleague } from '#domain/casework/logged-by-colleague.ts'
import { inOrderOfDay } from '#domain/casework/order-of-day.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { AccompaniedVisit } from '#domain/records/accompanied-visit.ts'
import type { HomeVisit, VisitReason } from '#domain/records/home-visit.ts'
import { ownFileOf } from '#domain/records/own-file.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { isKept, type KeptOf } from './kept-record.ts'
import { readKept } from './read-file.ts'

/** What is this person's own and of this kind, in every place of theirs. */
const readOwn = async <K extends 'planned-visit' | 'accompanied-visit'>(
  db: DoorstepDatabase,
  actor: Actor,
  kind: K,
): Promise<KeptOf<K>[]> => {
  const files = actor.memberships.map(({ organisationId }) => ownFileOf(organisationId, actor.personId))
  const rows = await db.records
    .where('[fileId+kind]')
    .anyOf(files.map((file) => [file, kind]))
    .toArray()
  return rows.map(readKept).filter((kept): kept is KeptOf<K> => kept !== null && isKept(kept, kind))
}

/** Colleagues' visits that this person was named to come along to, as the office last told it: by day, then by time. */
export const readAccompanied = async (db: DoorstepDatabase, actor: Actor): Promise<KeptOf<'accompanied-visit'>[]> =>
  (await readOwn(db, actor, 'accompanied-visit')).toSorted((a, b) => (when(a) < when(b) ? -1 : 1))

const when = ({ record }: KeptOf<'accompanied-visit'>): string => `${record.on} ${record.at ?? ''} ${record.id}`

/** The visits this person planned, in every place of theirs, in the order of the days and of each day. */
export const readPlans = async (db: DoorstepDatabase, actor: Actor): Promise<KeptOf<'planned-visit'>[]> => {
  const plans = await readOwn(db, actor, 'planned-visit')
  return inOrderOfDay(plans.map((kept) => ({ ...kept.record, kept }))).map(({ kept }) => kept)
}

/** By plan, the visit by which a colleague may have made it, as far as the children's files are on this tablet. */
export const readLoggedByColleagues = async (
  db: DoorstepDatabase,
  plans: readonly PlannedVisit[],
): Promise<Map<string, HomeVisit>> => {
  const files = [...new Set(plans.filter(isOpen).flatMap(({ pupilIds }) => pupilIds))]
  const rows = await db.records
    .where('[fileId+kind]')
    .anyOf(files.map((file) => [file, 'home-visit']))
    .toArray()
  const visits = rows
    .map(readKept)
    .flatMap((kept) => (kept !== null && isKept(kept, 'home-visit') ? [kept.record] : []))
    // One visit makes one plan: of two to the same door it is asked about until it was said to be one of them.
    .filter(({ actId }) => !plans.some(({ ended }) => ended?.actId === actId))
  return new Map(
    plans.flatMap((plan) => {
      const visit = loggedByColleague(plan, visits)
      return visit === null ? [] : [[plan.id, visit] as const]
    }),
  )
}

/** What a visit was to be: as one planned it oneself, or as a colleague did who asked one to come along. */
export type AsPlanned = {
  reason: VisitReason | null
  pupilIds: string[]
  /** Who else goes. */
  withStaff: string[]
  /** The plan that ends when the visit is written down; null where it is a colleague's, who says so themself. */
  plan: { organisationId: string; personId: string; visitId: string } | null
}

/** What a visit to this pupil on this day was to be: the latest open plan that was due by then, one's own before a colleague's. Or null. */
export const plannedFor = (
  { plans, accompanied }: { plans: readonly PlannedVisit[]; accompanied: readonly AccompaniedVisit[] },
  pupilId: string,
  day: SchoolDay,
): AsPlanned | null => {
  const isDue = (one: PlannedVisit | AccompaniedVisit): boolean =>
    isOpen(one) && one.on <= day && one.pupilIds.includes(pupilId)
  const own = plans.findLast(isDue)
  if (own !== undefined) {
    const { organisationId, personId, id: visitId } = own
    const withStaff = own.withId === null ? [] : [own.withId]
    return { reason: own.reason, pupilIds: own.pupilIds, withStaff, plan: { organisationId, personId, visitId } }
  }
  const along = accompanied.findLast(isDue)
  if (along === undefined) return null
  return { reason: along.reason, pupilIds: along.pupilIds, withStaff: [along.plannedBy], plan: null }
}

/** True while it was neither made nor called off: then it is to be done, however late. */
export const isOpen = (plan: Pick<PlannedVisit, 'ended'> | AccompaniedVisit): boolean => plan.ended === null
