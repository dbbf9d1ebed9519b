import { z } from 'zod'
import { orderReference, reachOrder } from '../casework/reach-court-order.ts'
import { reachReads } from '../casework/reach.ts'
import { defineMutation, done } from '../mutation.ts'
import { Id } from '../records/words.ts'
import { SchoolDay } from '../time/school-day.ts'

/** Says that one has had a court order itself before one's eyes: what everybody relies on should not be hearsay. Added, never changed. */
export const seeCourtOrder = defineMutation({
  name: 'see-court-order@1',
  args: z.strictObject({ pupilId: Id, orderId: Id, on: SchoolDay }),
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads({ pupilId: args.pupilId, caseId: null }), orderReference(args)],
  apply: (records, args, { by, recordedAt }) => {
    const reached = reachOrder(records, by, 'see-court-order', args)
    if (!reached.ok) return reached
    const { order } = reached
    records.put({ ...order, seen: [...order.seen, { on: args.on, by: by.personId, recordedAt }] })
    return done
  },
})
