import { z } from 'zod'
import { planReference, reachPlan } from '../casework/reach-own.ts'
import { defineMutation, done } from '../mutation.ts'
import { ownFileOf } from '../records/own-file.ts'
import { CalledOffBecause } from '../records/planned-visit.ts'
import { Id } from '../records/words.ts'
import { SchoolDay } from '../time/school-day.ts'

/** Calls off a planned visit of one's own, with the reason: it stays, ended, and is not late any more. */
export const callOffVisit = defineMutation({
  name: 'call-off-visit@1',
  args: z.strictObject({ organisationId: Id, personId: Id, visitId: Id, on: SchoolDay, why: CalledOffBecause }),
  files: (args) => [ownFileOf(args.organisationId, args.personId)],
  reads: (args) => [planReference(args)],
  apply: (records, args, stamp) => {
    const reached = reachPlan(records, stamp.by, 'call-off-visit', args)
    if (!reached.ok) return reached
    const { on, why } = args
    records.put({
      ...reached.plan,
      ended: { how: 'called-off', on, why, actId: null, recordedAt: stamp.recordedAt },
    })
    return done
  },
})
