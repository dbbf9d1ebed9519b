import { z } from 'zod'
import { orderReference, reachOrder } from '../casework/reach-court-order.ts'
import { reachReads } from '../casework/reach.ts'
import { defineMutation, done } from '../mutation.ts'
import { Id, SomeWords } from '../records/words.ts'
import { SchoolDay } from '../time/school-day.ts'

/**
 * Says that a court order does not hold any more, and how that is known. It stays in the file. From somebody who has left it is not
 * taken: it would weaken what keeps people safe (decision 0031).
 */
export const endCourtOrder = defineMutation({
  name: 'end-court-order@1',
  args: z.strictObject({ pupilId: Id, orderId: Id, on: SchoolDay, why: SomeWords }),
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads({ pupilId: args.pupilId, caseId: null }), orderReference(args)],
  apply: (records, args, { by, recordedAt }) => {
    const reached = reachOrder(records, by, 'end-court-order', args)
    if (!reached.ok) return reached
    const { on, why } = args
    records.put({ ...reached.order, ended: { on, why, by: by.personId, recordedAt } })
    return done
  },
})
