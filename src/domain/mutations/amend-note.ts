import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { endReminder, reminderReference } from '../casework/finish-later.ts'
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
  /** How a contact about a session really ended. */
  ended: Amendment.shape.ended,
  /** More parts of the same note, with the same reason: a note that is finished is finished in one act. */
  also: z
    .array(z.strictObject({ amendmentId: Id, field: Amendment.shape.field, words: Amendment.shape.words }))
    .max(8)
    .optional(),
  /** Whose reminder of this note ends with it, where nothing is missing any more. */
  finishes: z.strictObject({ organisationId: Id, personId: Id }).optional(),
})
type Args = z.infer<typeof Args>

/** Every part that is said, the first one first. */
const parts = ({ amendmentId, field, words, also = [] }: Args) => [{ amendmentId, field, words }, ...also]

const made = (args: Args): Reference[] =>
  parts(args).map(({ amendmentId }) => ({ kind: 'amendment', fileId: args.pupilId, id: amendmentId }))

const reminder = ({ noteId, finishes }: Args): Reference[] =>
  finishes === undefined ? [] : [reminderReference({ ...finishes, noteId })]

/**
 * Corrects an account, or finishes one. It stays as it was written; what is added stands beside it with its own author, time
 * and reason. For the account's author, the attendance lead and the designated safeguarding lead.
 */
export const amendNote = defineMutation({
  name: 'amend-note@1',
  args: Args,
  files: (args) => [args.pupilId, ...reminder(args).map(({ fileId }) => fileId)],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: args.noteKind, fileId: args.pupilId, id: args.noteId },
    ...made(args),
    ...reminder(args),
  ],
  apply: (records, args, stamp) => {
    const { pupilId, noteKind, noteId, why, ended, finishes } = args
    const reached = reach(records, stamp.by, 'see-pupil', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const { pupil } = reached
    const membership = membershipIn(stamp.by, pupil.organisationId)
    const note = records.get(noteKind, pupilId, noteId)
    if (note === null) return refuse('does-not-belong')
    if (ended !== undefined && (note.kind !== 'contact-note' || note.absence === undefined))
      return refuse('does-not-belong')
    const subject = { organisationId: pupil.organisationId, pupil, authorId: note.by }
    if (membership === null || !can(stamp.by, 'amend-note', subject)) return refuse('not-permitted')
    if (anyTaken(records, made(args))) return refuse('already-exists')
    const written = { why, by: stamp.by.personId, byRole: membership.role, recordedAt: stamp.recordedAt }
    for (const { amendmentId, field, words } of parts(args))
      records.put({
        kind: 'amendment',
        id: amendmentId,
        pupilId,
        noteId,
        field,
        words,
        ...written,
        ...(ended !== undefined && amendmentId === args.amendmentId && { ended }),
      })
    if (finishes !== undefined) endReminder(records, { ...finishes, noteId }, stamp)
    return done
  },
})
