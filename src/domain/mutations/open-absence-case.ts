import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { mayOwn, ownerReads, withOwner } from '../casework/case-owner.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { membershipIn } from '../permissions/actor.ts'
import { AbsenceCase } from '../records/absence-case.ts'
import { openingIdOf, RegisterSeen } from '../records/register-decision.ts'
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
  /** What the register said then, and how many sessions were missed by it; absent where no mark had come in. */
  register: z.strictObject({ saw: RegisterSeen, missed: z.int().min(0).max(1000) }).optional(),
})

const made = ({ pupilId, caseId }: z.infer<typeof Args>): Reference[] => [
  { kind: 'absence-case', fileId: pupilId, id: caseId },
  { kind: 'register-decision', fileId: pupilId, id: openingIdOf(caseId) },
]

/** Opens a case for a pupil who has none open, and keeps what the register said when it was opened. */
export const openAbsenceCase = defineMutation({
  name: 'open-absence-case@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ ...args, caseId: null }),
    ...made(args),
    ...ownerReads(args.organisationId, args.ownerId),
  ],
  apply: (records, args, stamp) => {
    const reached = reach(records, stamp.by, 'open-absence-case', { pupilId: args.pupilId, caseId: null })
    if (!reached.ok) return reached
    const { pupil } = reached
    if (pupil.organisationId !== args.organisationId) return refuse('does-not-belong')
    if (anyTaken(records, made(args))) return refuse('already-exists')
    if (pupil.openCaseId !== null) return refuse('case-already-open')
    if (!mayOwn(records, stamp.by, args.organisationId, args.ownerId)) return refuse('does-not-belong')

    const by = stamp.by.personId
    const { caseId, why, register, ...said } = args
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
    const member = membershipIn(stamp.by, args.organisationId)
    if (register !== undefined && member !== null)
      records.put({
        kind: 'register-decision',
        id: openingIdOf(caseId),
        pupilId: args.pupilId,
        caseId,
        about: 'opening-a-case',
        decided: 'open-a-case',
        why: '',
        decidedOn: args.openedOn,
        counted: register.missed,
        saw: register.saw,
        by,
        byRole: member.role,
        recordedAt: stamp.recordedAt,
      })
    records.put({ ...withOwner(pupil, caseId, args.ownerId, stamp.recordedAt), openCaseId: caseId })
    return done
  },
})
