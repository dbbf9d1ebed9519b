import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { membershipIn } from '../permissions/actor.ts'
import { can } from '../permissions/can.ts'
import { Amendment } from '../records/amendment.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const Args = z.strictObject({
  pupilId: Id,
  noteKind: z.enum(['contact-note', 'home-visit', 'child-voice', 'meeting']),
  noteId: Id,
  amendmentId: Id,
  field: Amendment.shape.field,
  words: Amendment.shape.words,
  why: Amendment.shape.why,
})

const made = (args: z.infer<typeof Args>): Reference => ({
  kind: 'amendment',
  fileId: args.pupilId,
  id: args.amendmentId,
})

/**
 * Corrects a contact note or a home visit. The note stays as it was written; the correction stands beside it with its
 * own author, time and reason. For the note's author, the attendance lead and the designated safeguarding lead.
 */
export const amendNote = defineMutation({
  name: 'amend-note@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: args.noteKind, fileId: args.pupilId, id: args.noteId },
    made(args),
  ],
  apply: (records, args, stamp) => {
    const { pupilId, noteKind, noteId, amendmentId, field, words, why } = args
    const reached = reach(records, stamp.by, 'see-pupil', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const { pupil } = reached
    const membership = membershipIn(stamp.by, pupil.organisationId)
    const note = records.get(noteKind, pupilId, noteId)
    if (note === null) return refuse('does-not-belong')
    const subject = { organisationId: pupil.organisationId, pupil, authorId: note.by }
    if (membership === null || !can(stamp.by, 'amend-note', subject)) return refuse('not-permitted')
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    records.put({
      kind: 'amendment',
      id: amendmentId,
      pupilId,
      noteId,
      field,
      words,
      why,
      by: stamp.by.personId,
      byRole: membership.role,
      recordedAt: stamp.recordedAt,
    })
    return done
  },
})
