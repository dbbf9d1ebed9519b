import { z } from 'zod'
import { reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Promise } from '../records/promise.ts'
import { Id } from '../records/words.ts'

const settled = Promise.shape.settled.unwrap().shape

/** Says how a promise ended: kept, kept late, not kept, or no longer needed. */
export const settlePromise = defineMutation({
  name: 'settle-promise@1',
  args: z.strictObject({ pupilId: Id, promiseId: Id, how: settled.how, on: settled.on, words: settled.words }),
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'promise', fileId: args.pupilId, id: args.promiseId },
  ],
  apply: (records, { pupilId, promiseId, how, on, words }, stamp) => {
    const reached = reach(records, stamp.by, 'settle-promise', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const promise = records.get('promise', pupilId, promiseId)
    if (promise === null) return refuse('does-not-belong')
    if (promise.settled !== null) return refuse('already-settled')
    records.put({ ...promise, settled: { how, on, by: stamp.by.personId, words, recordedAt: stamp.recordedAt } })
    return done
  },
})
