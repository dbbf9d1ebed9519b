import { Due } from '#client/ui/list-row.tsx'
import type { Reading } from '#domain/casework/reading-due.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { sayInstant } from './day-words.ts'
import type { Colleagues } from './people-words.ts'

/** Whether a safeguarding lead has read it, in words: from their own receipt and from nothing else. */
export const sayReading = (reading: Reading, colleagues: Colleagues, mine: string, today: SchoolDay): string => {
  switch (reading.kind) {
    case 'read': {
      const who = reading.by === mine ? 'you' : (colleagues.get(reading.by)?.name ?? 'a safeguarding lead')
      return `Read by ${who} ${sayInstant(reading.at, today)}`
    }
    case 'waiting':
      return `Not read yet, wanted by ${sayInstant(reading.dueAt, today)}`
    case 'late':
      return `Not read in time: was wanted by ${sayInstant(reading.dueAt, today)}`
    case 'not-awaited':
      return ''
  }
}

/** The same, louder the more it matters. */
export const ReadingLine = ({
  reading,
  colleagues,
  mine,
  today,
}: {
  reading: Reading
  colleagues: Colleagues
  mine: string
  today: SchoolDay
}) => {
  const words = sayReading(reading, colleagues, mine, today)
  if (reading.kind === 'late' || reading.kind === 'waiting') return <Due isLate={reading.kind === 'late'}>{words}</Due>
  return <span>{words}</span>
}
