import { z } from 'zod'
import { afterContact } from '../casework/after-contact.ts'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { membershipIn } from '../permissions/actor.ts'
import { Meeting, tookPart } from '../records/meeting.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = Meeting

const Args = z.strictObject({
  pupilId: Id,
  caseId: shape.caseId,
  meetingId: Id,
  happenedOn: shape.happenedOn,
  happenedAt: shape.happenedAt,
  about: shape.about,
  where: shape.where,
  invited: shape.invited,
  said: shape.said,
  agreed: shape.agreed,
  nextOn: shape.nextOn,
})

const made = (args: z.infer<typeof Args>): Reference => ({ kind: 'meeting', fileId: args.pupilId, id: args.meetingId })

/**
 * Keeps a meeting: who was invited and came, what each side said, what was agreed. Family that came was reached, and not by a child who
 * came alone; a child who was in the room was seen.
 */
export const recordMeeting = defineMutation({
  name: 'record-meeting@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads(args), made(args)],
  apply: (records, args, stamp) => {
    const { meetingId, ...said } = args
    const reached = reach(records, stamp.by, 'record-meeting', args)
    if (!reached.ok) return reached
    const membership = membershipIn(stamp.by, reached.pupil.organisationId)
    if (membership === null) return refuse('not-permitted')
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    records.put({
      kind: 'meeting',
      id: meetingId,
      actId: meetingId,
      ...said,
      by: stamp.by.personId,
      byRole: membership.role,
      recordedAt: stamp.recordedAt,
    })
    if (reached.absenceCase !== null) {
      const childSeen = args.invited.some(({ side, came }) => side === 'child' && came === 'came')
      const contact = { reached: tookPart(args, 'family'), childSeen }
      records.put(afterContact(reached.absenceCase, args.happenedOn, contact))
    }
    return done
  },
})
