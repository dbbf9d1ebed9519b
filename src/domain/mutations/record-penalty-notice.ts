import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { membershipIn } from '../permissions/actor.ts'
import { PenaltyNotice } from '../records/penalty-notice.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = PenaltyNotice

const Args = z.strictObject({
  pupilId: Id,
  caseId: shape.caseId,
  noticeId: Id,
  parentId: shape.parentId,
  issuedOn: shape.issuedOn,
  offence: shape.offence,
  reference: shape.reference,
})
type Args = z.infer<typeof Args>

const made = (args: Args): Reference => ({ kind: 'penalty-notice', fileId: args.pupilId, id: args.noticeId })

/**
 * Keeps that the council issued a penalty notice to a parent for this child. It is never refused for being a third: what was issued was
 * issued, and the screen says what the framework says of it.
 */
export const recordPenaltyNotice = defineMutation({
  name: 'record-penalty-notice@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads(args), { kind: 'parent', fileId: args.pupilId, id: args.parentId }, made(args)],
  apply: (records, args, { by, recordedAt }) => {
    const { noticeId, ...said } = args
    const reached = reach(records, by, 'record-penalty-notice', args)
    if (!reached.ok) return reached
    const member = membershipIn(by, reached.pupil.organisationId)
    if (member === null) return refuse('not-permitted')
    if (records.get('parent', args.pupilId, args.parentId) === null) return refuse('does-not-belong')
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    records.put({
      kind: 'penalty-notice',
      id: noticeId,
      ...said,
      steps: [],
      by: by.personId,
      byRole: member.role,
      recordedAt,
    })
    return done
  },
})
