import type { DoorstepDatabase } from '#client/store/database.ts'
import { inOrderOfDay } from '#domain/casework/order-of-day.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { ownFileOf } from '#domain/records/own-file.ts'
import type { PlannedVisit } from '#domain/records/planned-visit.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { isKept, type Kept, type KeptOf } from './kept-record.ts'
import { readKept } from './read-file.ts'

/** The visits this person planned, in every place of theirs, in the order of the days and of each day. */
export const readPlans = async (db: DoorstepDatabase, actor: Actor): Promise<KeptOf<'planned-visit'>[]> => {
  const files = actor.memberships.map(({ organisationId }) => ownFileOf(organisationId, actor.personId))
  const rows = await db.records
    .where('[fileId+kind]')
    .anyOf(files.map((file) => [file, 'planned-visit']))
    .toArray()
  const plans = rows
    .map(readKept)
    .filter((kept): kept is Kept => kept !== null)
    .filter((kept): kept is KeptOf<'planned-visit'> => isKept(kept, 'planned-visit'))
  return inOrderOfDay(plans.map((kept) => ({ ...kept.record, kept }))).map(({ kept }) => kept)
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
export const isOpen = (plan: PlannedVisit): boolean => plan.ended === null
