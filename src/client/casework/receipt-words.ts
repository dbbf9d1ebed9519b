import type { SchoolDay } from '#domain/time/school-day.ts'
import { sayInstant } from './day-words.ts'
import type { Kept } from './kept-record.ts'

/** Where a piece of work is, from receipts alone: on this tablet only, or at the office since a time, under a reference. */
export type WhereItIs = { state: 'only-here' } | { state: 'received'; words: string } | { state: 'unknown' }

/** What may be said about sending a record. `unknown` when there is neither waiting work nor a receipt: then nothing is said. */
export const whereItIs = (kept: Pick<Kept, 'waiting' | 'receivedAt' | 'reference'>, today: SchoolDay): WhereItIs => {
  if (kept.waiting > 0) return { state: 'only-here' }
  if (kept.receivedAt === null) return { state: 'unknown' }
  const when = sayInstant(kept.receivedAt, today)
  return {
    state: 'received',
    words: kept.reference === null ? `Received ${when}` : `Received ${when}, ref ${kept.reference}`,
  }
}
