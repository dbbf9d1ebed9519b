import { readPlans, readThreads, threadReading } from '#client/casework/read-restricted.ts'
import { sayInstant } from '#client/casework/day-words.ts'
import type { TodayLine } from '#domain/today/today-lines.ts'
import type { Asking } from './read-today.ts'

/**
 * Restricted threads in which something waits to be read by a safeguarding lead. Nothing of what they say, and no child's
 * name: this list is read over shoulders. Late ones come before everything else and stay until they are read.
 */
export const threadLines = async ({ db, now, today }: Asking): Promise<TodayLine[]> => {
  const [threads, plans] = await Promise.all([readThreads(db), readPlans(db)])
  return threads.flatMap((held): TodayLine[] => {
    const { presses } = threadReading(held, plans, now)
    if (presses === null) return []
    const late = presses.kind === 'late'
    return [
      {
        key: `thread/${held.thread.record.id}`,
        pupilId: null,
        title: late ? 'A concern has not been read' : 'A concern waits to be read',
        why: late
          ? `It should have been read by ${sayInstant(presses.dueAt, today)}. Ring the safeguarding lead now.`
          : `To be read by ${sayInstant(presses.dueAt, today)}.`,
        act: { kind: 'thread', href: `/restricted/${held.thread.record.id}`, label: 'Open' },
        priority: late ? 0 : 2,
        dueOn: today,
        late,
      },
    ]
  })
}
