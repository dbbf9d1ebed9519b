import type { DoorstepRecord, RecordKind, RecordOf } from '#domain/records/record.ts'
import type { Instant } from '#domain/time/instant.ts'

/**
 * A record with what this tablet knows about where it has got to. `waiting` is above 0 while something written here has
 * not been received; `receivedAt` and `reference` come from the office's receipt and from nowhere else.
 */
export type Kept<R extends DoorstepRecord = DoorstepRecord> = {
  record: R
  waiting: number
  receivedAt: Instant | null
  reference: string | null
}

export type KeptOf<K extends RecordKind> = Kept<Extract<DoorstepRecord, { kind: K }> & RecordOf<K>>

/** True when the record is of this kind. */
export const isKept = <K extends RecordKind>(kept: Kept, kind: K): kept is KeptOf<K> => kept.record.kind === kind
