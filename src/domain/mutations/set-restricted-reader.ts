import { z } from 'zod'
import { reachThread, threadReference } from '../casework/reach-thread.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Id } from '../records/words.ts'

/**
 * Lets a colleague read a restricted thread, or no longer: the file comes to their tablet, or goes from it whole (SPEC W1).
 * For the safeguarding leads. Whoever began the thread and the leads themselves are not let in and cannot be taken out.
 */
export const setRestrictedReader = defineMutation({
  name: 'set-restricted-reader@1',
  args: z.strictObject({ threadId: Id, organisationId: Id, personId: Id, mayRead: z.boolean() }),
  files: (args) => [args.threadId],
  reads: (args) => [
    threadReference(args.threadId),
    { kind: 'staff-member', fileId: args.organisationId, id: args.personId },
  ],
  apply: (records, { threadId, organisationId, personId, mayRead }, stamp) => {
    const reached = reachThread(records, stamp.by, 'set-restricted-reader', threadId)
    if (!reached.ok) return reached
    const { thread, member } = reached
    if (thread.organisationId !== organisationId || personId === thread.by) return refuse('does-not-belong')
    const before = thread.readers.find((reader) => reader.personId === personId)
    if (mayRead === (before !== undefined)) return done
    if (before === undefined) {
      const colleague = records.get('staff-member', organisationId, personId)
      if (colleague === null || colleague.leftOn !== null || colleague.role === 'administrator')
        return refuse('does-not-belong')
      const reader = { personId, by: member.id, recordedAt: stamp.recordedAt }
      records.put({ ...thread, readers: [...thread.readers, reader] })
      return done
    }
    records.put({
      ...thread,
      readers: thread.readers.filter((reader) => reader !== before),
      formerReaders: [
        ...thread.formerReaders,
        { personId, from: before.recordedAt, until: stamp.recordedAt, letInBy: before.by, takenOutBy: member.id },
      ],
    })
    return done
  },
})
