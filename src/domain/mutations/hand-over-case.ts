import { z } from 'zod'
import { mayOwn, ownerReads } from '../casework/case-owner.ts'
import { reachOpenCase } from '../casework/reach-open-case.ts'
import { anyTaken, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Handover } from '../records/handover.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = Handover

const Args = z.strictObject({
  pupilId: Id,
  organisationId: Id,
  caseId: Id,
  handoverId: Id,
  toId: Id,
  digest: shape.digest,
  offeredOn: shape.offeredOn,
})

const made = (args: z.infer<typeof Args>): Reference => ({
  kind: 'handover',
  fileId: args.pupilId,
  id: args.handoverId,
})

/**
 * Offers a case to a colleague with a digest of at most five lines. Nothing changes hands yet: the giver answers for the case
 * until it is accepted, and the colleague sees the file meanwhile. A lead or manager does it for someone who has left.
 */
export const handOverCase = defineMutation({
  name: 'hand-over-case@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads(args), ...ownerReads(args.organisationId, args.toId), made(args)],
  apply: (records, args, stamp) => {
    const { pupilId, organisationId, caseId, handoverId, toId, digest, offeredOn } = args
    const reached = reachOpenCase(records, stamp.by, 'hand-over-case', args)
    if (!reached.ok) return reached
    const { pupil, absenceCase } = reached
    if (pupil.organisationId !== organisationId || !mayOwn(records, stamp.by, organisationId, toId)) {
      return refuse('does-not-belong')
    }
    if (absenceCase.ownerId === toId) return refuse('does-not-belong')
    if (pupil.offeredTo?.[caseId] !== undefined) return refuse('already-offered')
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    records.put({
      kind: 'handover',
      id: handoverId,
      pupilId,
      caseId,
      fromId: absenceCase.ownerId,
      toId,
      digest,
      offeredOn,
      by: stamp.by.personId,
      recordedAt: stamp.recordedAt,
      answered: null,
    })
    records.put({ ...pupil, offeredTo: { ...pupil.offeredTo, [caseId]: toId } })
    return done
  },
})
