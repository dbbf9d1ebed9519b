import { z } from 'zod'
import { reachThread, threadReference } from '../casework/reach-thread.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Id } from '../records/words.ts'

/**
 * A person says that they have read notes of a restricted thread. It is an act of theirs, made by a press and never by
 * opening a screen, because others rely on it. Saying it again changes nothing.
 */
export const markRestrictedRead = defineMutation({
  name: 'mark-restricted-read@1',
  args: z.strictObject({ threadId: Id, noteIds: z.array(Id).min(1).max(100) }),
  files: (args) => [args.threadId],
  reads: (args) => [
    threadReference(args.threadId),
    ...args.noteIds.map((id) => ({ kind: 'restricted-note' as const, fileId: args.threadId, id })),
  ],
  apply: (records, { threadId, noteIds }, stamp) => {
    const reached = reachThread(records, stamp.by, 'mark-restricted-read', threadId)
    if (!reached.ok) return reached
    const { thread, member } = reached
    if (noteIds.some((id) => records.get('restricted-note', threadId, id) === null)) return refuse('does-not-belong')
    const isRead = (noteId: string): boolean =>
      thread.readings.some((reading) => reading.noteId === noteId && reading.by === member.id)
    const readings = [...new Set(noteIds)]
      .filter((noteId) => !isRead(noteId))
      .map((noteId) => ({ noteId, by: member.id, byRole: member.role, recordedAt: stamp.recordedAt }))
    if (readings.length > 0) records.put({ ...thread, readings: [...thread.readings, ...readings] })
    return done
  },
})
