import { closureReasonWords, type SchoolClosure } from '#domain/records/school-closure.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** What people call a closure: its own title, or why it is. */
export const sayClosure = ({ title, reason }: Pick<SchoolClosure, 'title' | 'reason'>): string =>
  title.trim() === '' ? closureReasonWords[reason] : title

/** Its days as people say them: `Mon 26 Oct to Fri 30 Oct`, `Thu 26 Nov, morning`. */
export const sayClosedDays = ({ span }: Pick<SchoolClosure, 'span'>, today: SchoolDay): string => {
  const first = sayDay(span.from, today)
  if (span.from !== span.to) return `${first} to ${sayDay(span.to, today)}`
  return span.part === 'day' ? first : `${first}, ${span.part}`
}
