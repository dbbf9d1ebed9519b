import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { threadReference } from '../casework/reach-thread.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { membershipIn } from '../permissions/actor.ts'
import { calledName } from '../records/pupil.ts'
import { markerIdOf } from '../records/restricted-marker.ts'
import { RestrictedNote } from '../records/restricted-note.ts'
import { RestrictedThread } from '../records/restricted-thread.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const Args = z.strictObject({
  pupilId: Id,
  threadId: Id,
  noteId: Id,
  urgency: RestrictedThread.shape.urgency,
  fromNoteId: RestrictedThread.shape.fromNoteId,
  words: RestrictedNote.shape.words,
})

const made = (args: z.infer<typeof Args>): Reference[] => [
  threadReference(args.threadId),
  { kind: 'restricted-note', fileId: args.threadId, id: args.noteId },
]

const markerReference = ({ pupilId }: z.infer<typeof Args>): Reference => ({
  kind: 'restricted-marker',
  fileId: pupilId,
  id: markerIdOf(pupilId),
})

/**
 * Tells the safeguarding lead something about a pupil, and how soon it must be read. The words go into a file of their own;
 * in the pupil's file stands only that there is something. Whoever sees the pupil may: *Working together to improve school
 * attendance* wants concerns about an absent child brought to the designated safeguarding lead, and no rank is needed to
 * be worried.
 */
export const tellSafeguardingLead = defineMutation({
  name: 'tell-safeguarding-lead@1',
  args: Args,
  files: (args) => [args.pupilId, args.threadId],
  founds: (args) => [args.threadId],
  reads: (args) => [...reachReads({ pupilId: args.pupilId, caseId: null }), markerReference(args), ...made(args)],
  apply: (records, args, stamp) => {
    const { pupilId, threadId, noteId, urgency, fromNoteId, words } = args
    const reached = reach(records, stamp.by, 'tell-safeguarding-lead', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const { pupil } = reached
    const membership = membershipIn(stamp.by, pupil.organisationId)
    if (membership === null) return refuse('not-permitted')
    if (anyTaken(records, made(args))) return refuse('already-exists')
    const written = { by: membership.id, byRole: membership.role, recordedAt: stamp.recordedAt }
    records.put({
      kind: 'restricted-thread',
      id: threadId,
      pupilId,
      organisationId: pupil.organisationId,
      called: calledName(pupil),
      urgency,
      fromNoteId,
      ...written,
      readers: [],
      formerReaders: [],
      readings: [],
      outcomes: [],
    })
    records.put({ kind: 'restricted-note', id: noteId, threadId, pupilId, words, ...written })
    const marker = markerReference(args)
    if (!records.taken(pupilId, marker.id))
      records.put({ kind: 'restricted-marker', id: marker.id, pupilId, organisationId: pupil.organisationId })
    return done
  },
})
