import { z } from 'zod'
import { reachOpenCase } from '../casework/reach-open-case.ts'
import { anyTaken, reachReads } from '../casework/reach.ts'
import { change, clashReferences, merge } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Id } from '../records/words.ts'
import { SchoolDay } from '../time/school-day.ts'

/** Says when the case is looked at next, or that no date is set. */
export const setReviewDate = defineMutation({
  name: 'set-review-date@1',
  args: z.strictObject({ pupilId: Id, caseId: Id, clashId: Id, reviewOn: change(SchoolDay.nullable()) }),
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads(args),
    ...clashReferences(args.pupilId, args.clashId, 'absence-case', { reviewOn: args.reviewOn }),
  ],
  apply: (records, args, stamp) => {
    const changes = { reviewOn: args.reviewOn }
    const reached = reachOpenCase(records, stamp.by, 'set-review-date', args)
    if (!reached.ok) return reached
    if (anyTaken(records, clashReferences(args.pupilId, args.clashId, 'absence-case', changes)))
      return refuse('already-exists')
    const { record, clashes } = merge(reached.absenceCase, changes, { clashId: args.clashId }, stamp)
    records.put(record)
    for (const clash of clashes) records.put(clash)
    return done
  },
})
