import { refuse, type Refused } from '../mutation.ts'
import type { Actor } from '../permissions/actor.ts'
import { can, type Action } from '../permissions/can.ts'
import type { Outing, OutingStep } from '../records/outing.ts'
import { outingsFileOf } from '../records/own-file.ts'
import { Id } from '../records/words.ts'
import type { Records, Reference } from '../store.ts'
import { wasWidened } from './outing-state.ts'

/** Names an outing, whose it is and where it lies. */
export type OutingPlaceOf = { organisationId: string; personId: string; outingId: string }

/** The arguments that name one. */
export const outingPlace = { organisationId: Id, personId: Id, outingId: Id }

/** Where an outing lies. */
export const outingReference = ({ organisationId, personId, outingId }: OutingPlaceOf): Reference => ({
  kind: 'outing',
  fileId: outingsFileOf(organisationId, personId),
  id: outingId,
})

/** Finds an outing that has not ended. One that this person has nothing to do with is answered like one that is not there. */
export const reachOuting = (
  records: Records,
  by: Actor,
  action: Action,
  place: OutingPlaceOf,
): { ok: true; outing: Outing } | Refused => {
  const { organisationId, personId: ownerId } = place
  const { fileId, id } = outingReference(place)
  const outing = records.get('outing', fileId, id)
  if (outing === null) return refuse('not-permitted')
  const { watcherId, withId: companionId } = outing
  if (!can(by, action, { organisationId, ownerId, watcherId, companionId, isWidened: wasWidened(outing) }))
    return refuse('not-permitted')
  return outing.ended === null ? { ok: true, outing } : refuse('already-settled')
}

/** The outing with one more thing that happened. */
export const withStep = (
  outing: Outing,
  step: Pick<OutingStep, 'what' | 'by' | 'at'> & Partial<OutingStep>,
): Outing => ({ ...outing, steps: [...outing.steps, { backBy: null, words: '', ...step }] })
