import { z } from 'zod'
import { reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Id } from '../records/words.ts'

/** Takes back that a promise was settled: a tap on the wrong word. What was said stays in the promise's history. */
export const unsettlePromise = defineMutation({
  name: 'unsettle-promise@1',
  args: z.strictObject({ pupilId: Id, promiseId: Id }),
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'promise', fileId: args.pupilId, id: args.promiseId },
  ],
  apply: (records, { pupilId, promiseId }, stamp) => {
    const reached = reach(records, stamp.by, 'unsettle-promise', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const promise = records.get('promise', pupilId, promiseId)
    if (promise === null || promise.settled === null) return refuse('does-not-belong')
    const taken = { settled: promise.settled, by: stamp.by.personId, recordedAt: stamp.recordedAt }
    records.put({ ...promise, settled: null, takenBack: [...(promise.takenBack ?? []), taken] })
    return done
  },
})
