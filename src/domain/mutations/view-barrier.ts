import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { BarrierView } from '../records/barrier-view.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = BarrierView

const Args = z.strictObject({
  pupilId: Id,
  barrierId: Id,
  viewId: Id,
  side: shape.side,
  sees: shape.sees,
  effect: shape.effect,
  words: shape.words,
  on: shape.on,
})

const made = (args: z.infer<typeof Args>): Reference => ({
  kind: 'barrier-view',
  fileId: args.pupilId,
  id: args.viewId,
})

/** Keeps how the family, the child or the school sees a barrier that somebody raised. It never changes what the others said. */
export const viewBarrier = defineMutation({
  name: 'view-barrier@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'barrier', fileId: args.pupilId, id: args.barrierId },
    made(args),
  ],
  apply: (records, args, stamp) => {
    const { viewId, ...said } = args
    const reached = reach(records, stamp.by, 'view-barrier', { pupilId: args.pupilId, caseId: null })
    if (!reached.ok) return reached
    if (records.get('barrier', args.pupilId, args.barrierId) === null) return refuse('does-not-belong')
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    records.put({ kind: 'barrier-view', id: viewId, ...said, by: stamp.by.personId, recordedAt: stamp.recordedAt })
    return done
  },
})
