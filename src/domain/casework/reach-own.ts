import { refuse, type Refused } from '../mutation.ts'
import type { Actor } from '../permissions/actor.ts'
import { can, type Action } from '../permissions/can.ts'
import { ownFileOf } from '../records/own-file.ts'
import type { PlannedVisit } from '../records/planned-visit.ts'
import type { Records, Reference } from '../store.ts'

/** Names a planned visit, whose it is and where it lies. */
export type PlanPlace = { organisationId: string; personId: string; visitId: string }

/** Where a planned visit lies. */
export const planReference = ({ organisationId, personId, visitId }: PlanPlace): Reference => ({
  kind: 'planned-visit',
  fileId: ownFileOf(organisationId, personId),
  id: visitId,
})

/** Where a saved view lies. */
export const viewReference = (place: { organisationId: string; personId: string; savedViewId: string }): Reference => ({
  kind: 'saved-view',
  fileId: ownFileOf(place.organisationId, place.personId),
  id: place.savedViewId,
})

/** Finds somebody's own planned visit that has not ended. Somebody else's gets the answer of one that is not there. */
export const reachPlan = (
  records: Records,
  by: Actor,
  action: Action,
  place: PlanPlace,
): { ok: true; plan: PlannedVisit } | Refused => {
  const { organisationId, personId } = place
  const { fileId, id } = planReference(place)
  const plan = records.get('planned-visit', fileId, id)
  if (plan === null || !can(by, action, { organisationId, ownerId: personId })) return refuse('not-permitted')
  return plan.ended === null ? { ok: true, plan } : refuse('already-settled')
}
