import type { DoorstepRecord } from '../records/record.ts'
import type { Instant } from '../time/instant.ts'
import { standingAlarm } from './outing-state.ts'

/** An act that the office is to do by itself at a time. */
export type OfficeAct = { name: string; organisationId: string; args: Record<string, string>; at: Instant }

/**
 * What the office is to do by itself about a record as it stands, or null. The office keeps one job for it, in the transaction
 * that wrote the record: put off when the time changes, gone when this answers null. So no mutation can forget it, and the
 * act is decided again by its own mutation when its time has come.
 */
export const officeActOf = (record: DoorstepRecord): OfficeAct | null => {
  if (record.kind !== 'outing' || record.ended !== null || standingAlarm(record) !== null) return null
  const { organisationId, personId, id, backBy } = record
  return {
    name: 'raise-alarm@1',
    organisationId,
    args: { organisationId, personId, outingId: id, backBy },
    at: backBy,
  }
}
