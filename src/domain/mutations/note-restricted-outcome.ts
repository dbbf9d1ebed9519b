import { z } from 'zod'
import { reachThread, threadReference } from '../casework/reach-thread.ts'
import { defineMutation, done } from '../mutation.ts'
import { RestrictedThread } from '../records/restricted-thread.ts'
import { Id } from '../records/words.ts'

/** A safeguarding lead says what came of a restricted thread, so that whoever began it hears. What was said before stays. */
export const noteRestrictedOutcome = defineMutation({
  name: 'note-restricted-outcome@1',
  args: z.strictObject({ threadId: Id, words: RestrictedThread.shape.outcomes.element.shape.words }),
  files: (args) => [args.threadId],
  reads: (args) => [threadReference(args.threadId)],
  apply: (records, { threadId, words }, stamp) => {
    const reached = reachThread(records, stamp.by, 'note-restricted-outcome', threadId)
    if (!reached.ok) return reached
    const { thread, member } = reached
    const outcome = { words, by: member.id, recordedAt: stamp.recordedAt }
    records.put({ ...thread, outcomes: [...thread.outcomes, outcome] })
    return done
  },
})
