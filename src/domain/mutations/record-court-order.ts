import { z } from 'zod'
import { orderReference } from '../casework/reach-court-order.ts'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { CourtOrder } from '../records/court-order.ts'
import { Id } from '../records/words.ts'
import { SchoolDay } from '../time/school-day.ts'

const { shape } = CourtOrder

/** Writes down that a court's order binds somebody about this child, and whether the writer has seen the order itself. */
export const recordCourtOrder = defineMutation({
  name: 'record-court-order@1',
  args: z.strictObject({
    pupilId: Id,
    orderId: Id,
    parentIds: shape.parentIds,
    otherPerson: shape.otherPerson,
    forbids: shape.forbids,
    says: shape.says,
    since: shape.since,
    until: shape.until,
    /** The day on which the writer saw the order; null where they know of it from somebody. */
    seenOn: SchoolDay.nullable(),
  }),
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    ...args.parentIds.map((id) => ({ kind: 'parent', fileId: args.pupilId, id }) as const),
    orderReference(args),
  ],
  apply: (records, { orderId, seenOn, ...said }, { by, recordedAt }) => {
    const { pupilId, parentIds } = said
    const reached = reach(records, by, 'record-court-order', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const isOfFile = parentIds.every((id) => records.get('parent', pupilId, id) !== null)
    const bindsSomebody = parentIds.length > 0 || said.otherPerson !== ''
    if (!isOfFile || !bindsSomebody || new Set(parentIds).size < parentIds.length) return refuse('does-not-belong')
    if (anyTaken(records, [orderReference({ pupilId, orderId })])) return refuse('already-exists')
    records.put({
      kind: 'court-order',
      id: orderId,
      ...said,
      by: by.personId,
      recordedAt,
      seen: seenOn === null ? [] : [{ on: seenOn, by: by.personId, recordedAt }],
      ended: null,
    })
    return done
  },
})
