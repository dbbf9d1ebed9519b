import type { DoorstepDatabase } from '#client/store/database.ts'
import { loggedByColleague } from '#domain/casework/logged-by-colleague.ts'
import { inOrderOfDay } from '#domain/casework/order-of-day.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import type { AccompaniedVisit } from '#domain/records/accompanied-visit.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
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
  return new Map(
    plans.flatMap((plan) => {
      const visit = loggedByColleague(plan, visits)
      return visit === null ? [] : [[plan.id, visit] as const]
    }),
  )
}

/** The open plan that a visit to this pupil on this day carries out: the latest that was due by then, or null. */
export const planFor = (
  plans: readonly KeptOf<'planned-visit'>[],
  pupilId: string,
  day: SchoolDay,
): PlannedVisit | null =>
  plans
    .map(({ record }) => record)
    .findLast((plan) => isOpen(plan) && plan.on <= day && plan.pupilIds.includes(pupilId)) ?? null

/** True while it was neither made nor called off: then it is to be done, however late. */
export const isOpen = (plan: Pick<PlannedVisit, 'ended'> | AccompaniedVisit): boolean => plan.ended === null
