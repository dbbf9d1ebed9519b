import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { mayOwn, ownerReads, withOwner } from '../casework/case-owner.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { AbsenceCase } from '../records/absence-case.ts'
import { Id, Words } from '../records/words.ts'
import type { Reference } from '../store.ts'

const Args = z.strictObject({
  caseId: Id,
  pupilId: Id,
  organisationId: Id,
  concerns: AbsenceCase.shape.concerns,
  reasons: AbsenceCase.shape.reasons,
  stage: AbsenceCase.shape.stage,
  /** Why the case begins at this stage. */
  why: Words,
  ownerId: AbsenceCase.shape.ownerId,
  reviewOn: AbsenceCase.shape.reviewOn,
  openedOn: AbsenceCase.shape.openedOn,
})

const made = (args: z.infer<typeof Args>): Reference => ({
  kind: 'absence-case',
  fileId: args.pupilId,
  id: args.caseId,
})

/** Opens a case for a pupil who has none open. */
export const openAbsenceCase = defineMutation({
  name: 'open-absence-case@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ ...args, caseId: null }),
    made(args),
    ...ownerReads(args.organisationId, args.ownerId),
  ],
  apply: (records, args, stamp) => {
    const reached = reach(records, stamp.by, 'open-absence-case', { pupilId: args.pupilId, caseId: null })
    if (!reached.ok) return reached
    const { pupil } = reached
    if (pupil.organisationId !== args.organisationId) return refuse('does-not-belong')
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    if (pupil.openCaseId !== null) return refuse('case-already-open')
    if (!mayOwn(records, stamp.by, args.organisationId, args.ownerId)) return refuse('does-not-belong')

    const by = stamp.by.personId
    const { caseId, why, ...said } = args
    records.put({
      kind: 'absence-case',
      id: caseId,
      ...said,
      status: 'open',
      stageMoves: [{ from: null, to: args.stage, by, on: args.openedOn, recordedAt: stamp.recordedAt, why }],
      openedBy: by,
      closed: null,
      lastContactOn: null,
      lastSeenOn: null,
      failedVisits: 0,
    })
    records.put({ ...withOwner(pupil, caseId, args.ownerId, stamp.recordedAt), openCaseId: caseId })
    return done
  },
})
