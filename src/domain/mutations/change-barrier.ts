import { z } from 'zod'
import { withChangesNoted } from '../casework/barrier-history.ts'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { change, clashReferences, merge, type Changes } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Barrier } from '../records/barrier.ts'
import { Id } from '../records/words.ts'

const { shape } = Barrier

const Args = z.strictObject({
  pupilId: Id,
  caseId: Id.nullable(),
  barrierId: Id,
  clashId: Id,
  about: change(shape.about).optional(),
  status: change(shape.status).optional(),
  severity: change(shape.severity).optional(),
  agreedByFamily: change(shape.agreedByFamily).optional(),
  words: change(shape.words).optional(),
  evidence: change(shape.evidence).optional(),
  reviewOn: change(shape.reviewOn).optional(),
  removedOn: change(shape.removedOn).optional(),
  whatWorked: change(shape.whatWorked).optional(),
})

const asked = (args: z.infer<typeof Args>): Changes => {
  const { pupilId: _, caseId: _case, barrierId: _barrier, clashId: _clash, ...changes } = args
  return changes
}

/** Changes what is known of a barrier. Fields that were not touched keep what colleagues made of them. */
export const changeBarrier = defineMutation({
  name: 'change-barrier@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads(args),
    { kind: 'barrier', fileId: args.pupilId, id: args.barrierId },
    ...clashReferences(args.pupilId, args.clashId, 'barrier', asked(args)),
  ],
  apply: (records, args, stamp) => {
    const { pupilId, caseId, barrierId, clashId } = args
    const reached = reach(records, stamp.by, 'change-barrier', { pupilId, caseId })
    if (!reached.ok) return reached
    const barrier = records.get('barrier', pupilId, barrierId)
    if (barrier === null || barrier.caseId !== caseId) return refuse('does-not-belong')
    if (reached.absenceCase?.status === 'closed') return refuse('case-closed')
    if (anyTaken(records, clashReferences(pupilId, clashId, 'barrier', asked(args)))) return refuse('already-exists')
    const { record, clashes } = merge(barrier, asked(args), { clashId }, stamp)
    records.put(withChangesNoted(barrier, record, stamp))
    for (const clash of clashes) records.put(clash)
    return done
  },
})
