import type { KeptState } from '#client/ui/state-chip.tsx'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { sayInstant } from './day-words.ts'
import type { Kept } from './kept-record.ts'

/**
 * What may be said about where a record is: only on this tablet, or received by the office (from its receipt and from
 * nothing else). Null when there is neither waiting work nor a receipt: then nothing is said.
 */
export const stateOf = (
  kept: Pick<Kept, 'waiting' | 'receivedAt' | 'reference'>,
  today: SchoolDay,
): KeptState | null => {
  if (kept.waiting > 0) return { kind: 'only-here' }
  if (kept.receivedAt === null) return null
  return { kind: 'received', at: sayInstant(kept.receivedAt, today), reference: kept.reference }
}
