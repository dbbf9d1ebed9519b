import { z } from 'zod'
import { anyTaken } from '../casework/reach.ts'
import { reachThread, threadReference } from '../casework/reach-thread.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { RestrictedNote } from '../records/restricted-note.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const made = (args: { threadId: string; noteId: string }): Reference => ({
  kind: 'restricted-note',
  fileId: args.threadId,
  id: args.noteId,
})

/** Writes more in a restricted thread: for whoever may read it. */
export const addRestrictedNote = defineMutation({
  name: 'add-restricted-note@1',
  args: z.strictObject({ threadId: Id, noteId: Id, words: RestrictedNote.shape.words }),
  files: (args) => [args.threadId],
  reads: (args) => [threadReference(args.threadId), made(args)],
  apply: (records, args, stamp) => {
    const { threadId, noteId, words } = args
    const reached = reachThread(records, stamp.by, 'add-restricted-note', threadId)
    if (!reached.ok) return reached
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    records.put({
      kind: 'restricted-note',
      id: noteId,
      threadId,
      pupilId: reached.thread.pupilId,
      words,
      by: reached.member.id,
      byRole: reached.member.role,
      recordedAt: stamp.recordedAt,
    })
    return done
  },
})
