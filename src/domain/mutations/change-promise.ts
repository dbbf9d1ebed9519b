import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { change, clashReferences, merge, type Changes } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Promise } from '../records/promise.ts'
import { Id } from '../records/words.ts'

const Args = z.strictObject({
  pupilId: Id,
  promiseId: Id,
  clashId: Id,
  dueOn: change(Promise.shape.dueOn).optional(),
  ownerId: change(Promise.shape.ownerId).optional(),
})

const asked = (args: z.infer<typeof Args>): Changes => ({ dueOn: args.dueOn, ownerId: args.ownerId })

/** Changes by when a promise is due, or who keeps it. What was promised never changes. */
export const changePromise = defineMutation({
  name: 'change-promise@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'promise', fileId: args.pupilId, id: args.promiseId },
    ...clashReferences(args.pupilId, args.clashId, 'promise', asked(args)),
  ],
  apply: (records, args, stamp) => {
    const { pupilId, promiseId, clashId } = args
    const reached = reach(records, stamp.by, 'change-promise', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const promise = records.get('promise', pupilId, promiseId)
    if (promise === null) return refuse('does-not-belong')
    if (promise.settled !== null) return refuse('already-settled')
    if (anyTaken(records, clashReferences(pupilId, clashId, 'promise', asked(args)))) return refuse('already-exists')
    const { record, clashes } = merge(promise, asked(args), { clashId }, stamp)
    records.put(record)
    for (const clash of clashes) records.put(clash)
    return done
  },
})
