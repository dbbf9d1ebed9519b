import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse, type Stamp } from '../mutation.ts'
import { Promise } from '../records/promise.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'
import { SchoolDay } from '../time/school-day.ts'

/** What is said of a promise when it is made. */
export const NewPromise = z.strictObject({
  promiseId: Id,
  words: Promise.shape.words,
  promisedTo: Promise.shape.promisedTo,
  ownerId: Promise.shape.ownerId,
  dueOn: Promise.shape.dueOn,
})
export type NewPromise = z.infer<typeof NewPromise>

/** Where a new promise will lie. */
export const promiseReference = (pupilId: string, promise: NewPromise): Reference => ({
  kind: 'promise',
  fileId: pupilId,
  id: promise.promiseId,
})

/** The record of a promise made on a day. */
export const promiseMade = (
  promise: NewPromise,
  where: { pupilId: string; caseId: string | null; madeOn: SchoolDay },
  stamp: Stamp,
): Promise => {
  const { promiseId, ...said } = promise
  return {
    kind: 'promise',
    id: promiseId,
    ...where,
    ...said,
    by: stamp.by.personId,
    recordedAt: stamp.recordedAt,
    settled: null,
  }
}

/** Keeps what we told a family we would do, by whom and by when. */
export const makePromise = defineMutation({
  name: 'make-promise@1',
  args: z.strictObject({ pupilId: Id, caseId: Id.nullable(), madeOn: SchoolDay, ...NewPromise.shape }),
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads(args), promiseReference(args.pupilId, args)],
  apply: (records, { pupilId, caseId, madeOn, ...promise }, stamp) => {
    const reached = reach(records, stamp.by, 'make-promise', { pupilId, caseId })
    if (!reached.ok) return reached
    if (anyTaken(records, [promiseReference(pupilId, promise)])) return refuse('already-exists')
    records.put(promiseMade(promise, { pupilId, caseId, madeOn }, stamp))
    return done
  },
})
