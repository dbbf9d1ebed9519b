import { refuse, type Refused } from '../mutation.ts'
import type { Actor } from '../permissions/actor.ts'
import type { Action } from '../permissions/can.ts'
import type { CourtOrder } from '../records/court-order.ts'
import type { Records, Reference } from '../store.ts'
import { reach } from './reach.ts'

/** Where a court order lies: in the pupil's file. */
export const orderReference = ({ pupilId, orderId }: { pupilId: string; orderId: string }): Reference => ({
  kind: 'court-order',
  fileId: pupilId,
  id: orderId,
})

/** Finds an order that is to be heeded. One of another child does not belong, whether it exists or not. */
export const reachOrder = (
  records: Records,
  by: Actor,
  action: Action,
  place: { pupilId: string; orderId: string },
): { ok: true; order: CourtOrder } | Refused => {
  const { pupilId, orderId } = place
  const reached = reach(records, by, action, { pupilId, caseId: null })
  if (!reached.ok) return reached
  const order = records.get('court-order', pupilId, orderId)
  if (order === null) return refuse('does-not-belong')
  return order.ended === null ? { ok: true, order } : refuse('already-settled')
}
