import { z } from 'zod'
import { planReference, reachPlan } from '../casework/reach-own.ts'
import { defineMutation, done } from '../mutation.ts'
import { ownFileOf } from '../records/own-file.ts'
import { Id } from '../records/words.ts'
import { SchoolDay } from '../time/school-day.ts'

/**
 * Ends a planned visit of one's own that a colleague has made and logged: whoever came along, or went instead. `on` is the day of
 * their visit and `actId` its act. Whoever planned it says that it was this one; their account stands in the children's files as it is.
 */
export const noteVisitMade = defineMutation({
  name: 'note-visit-made@1',
  args: z.strictObject({ organisationId: Id, personId: Id, visitId: Id, on: SchoolDay, actId: Id }),
  files: (args) => [ownFileOf(args.organisationId, args.personId)],
  reads: (args) => [planReference(args)],
  apply: (records, args, stamp) => {
    const reached = reachPlan(records, stamp.by, 'note-visit-made', args)
    if (!reached.ok) return reached
    const { on, actId } = args
    records.put({ ...reached.plan, ended: { how: 'made', on, why: '', actId, recordedAt: stamp.recordedAt } })
    return done
  },
})
