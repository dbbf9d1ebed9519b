import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse, type Stamp } from '../mutation.ts'
import { Barrier } from '../records/barrier.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'
import { SchoolDay } from '../time/school-day.ts'

/** What is said of a barrier when it is first heard. */
export const NewBarrier = z.strictObject({
  barrierId: Id,
  about: Barrier.shape.about,
  raisedBy: Barrier.shape.raisedBy,
  words: Barrier.shape.words,
  status: Barrier.shape.status,
  severity: Barrier.shape.severity,
  agreedByFamily: Barrier.shape.agreedByFamily,
  evidence: Barrier.shape.evidence,
  reviewOn: Barrier.shape.reviewOn,
})
export type NewBarrier = z.infer<typeof NewBarrier>

/** Where a new barrier will lie. */
export const barrierReference = (pupilId: string, barrier: NewBarrier): Reference => ({
  kind: 'barrier',
  fileId: pupilId,
  id: barrier.barrierId,
})

/** The record of a barrier heard on a day. */
export const barrierHeard = (
  barrier: NewBarrier,
  where: { pupilId: string; caseId: string | null; raisedOn: SchoolDay },
  stamp: Stamp,
): Barrier => {
  const { barrierId, ...said } = barrier
  return {
    kind: 'barrier',
    id: barrierId,
    ...where,
    ...said,
    removedOn: said.status === 'removed' ? where.raisedOn : null,
    whatWorked: '',
    by: stamp.by.personId,
    recordedAt: stamp.recordedAt,
  }
}

/**
 * Adds something that keeps a pupil from school, or helps them in. It is an account of what was heard, so a closed case
 * does not refuse it.
 */
export const addBarrier = defineMutation({
  name: 'add-barrier@1',
  args: z.strictObject({ pupilId: Id, caseId: Id.nullable(), raisedOn: SchoolDay, ...NewBarrier.shape }),
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads(args), barrierReference(args.pupilId, args)],
  apply: (records, { pupilId, caseId, raisedOn, ...barrier }, stamp) => {
    const reached = reach(records, stamp.by, 'add-barrier', { pupilId, caseId })
    if (!reached.ok) return reached
    if (anyTaken(records, [barrierReference(pupilId, barrier)])) return refuse('already-exists')
    records.put(barrierHeard(barrier, { pupilId, caseId, raisedOn }, stamp))
    return done
  },
})
