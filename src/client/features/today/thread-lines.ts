import { concernOf } from '#client/casework/concerns.ts'
import { readReadingRules, readThreads } from '#client/casework/read-restricted.ts'
import { sayInstant } from '#client/casework/day-words.ts'
import type { TodayLine } from '#domain/today/today-lines.ts'
import type { Asking } from './read-today.ts'

/**
 * Restricted threads in which something waits to be read: for the safeguarding lead to read, for whoever wrote it to ring
 * about when nobody did in time. Nothing of what they say, and no child's name: this list is read over shoulders. Late ones
 * come before everything else and stay until they are read. Someone who was only let in has nothing to do about it.
 */
export const threadLines = async ({ db, actor, now, today }: Asking): Promise<TodayLine[]> => {
  const [threads, rules] = await Promise.all([readThreads(db), readReadingRules(db)])
  return threads.flatMap((held): TodayLine[] => {
    const concern = concernOf(held, rules, actor, now)
    if (concern === null) return []
    const { thread, pressing, presses, isOnlyHere } = concern
    const { late } = pressing
    const isToRead = concern.side === 'to-read'
    const by = sayInstant(presses.dueAt, today)
    return [
      {
        key: `thread/${thread.id}`,
        pupilId: null,
        title: isToRead
          ? late
            ? 'Read what you were told: it is late'
            : 'Read what you were told'
          : late
            ? 'Ring: what you told the safeguarding lead has not been read'
            : 'What you told the safeguarding lead waits to be read',
        why: isToRead
          ? late
            ? `It should have been read by ${by}. Read it, say so, and ring whoever wrote it.`
            : `To be read by ${by}.`
          : late
            ? `It should have been read by ${by}.${isOnlyHere ? ' It is only on this tablet.' : ''} Ring the lead, then a deputy, then social care; the numbers are inside.`
            : `To be read by ${by}.${isOnlyHere ? ' It is only on this tablet.' : ''}`,
        act: { kind: 'thread', href: `/restricted/${thread.id}`, label: isToRead ? 'Read' : 'Open' },
        ...pressing,
      },
    ]
  })
}
