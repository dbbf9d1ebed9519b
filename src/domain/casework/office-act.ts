import type { DoorstepRecord } from '../records/record.ts'
import { addMinutes, type Instant } from '../time/instant.ts'
import { standingAlarm, UNTAKEN_AFTER } from './outing-state.ts'

/** An act that the office is to do by itself at a time, or as soon as it can (null). */
export type OfficeAct = { name: string; organisationId: string; args: Record<string, string>; at: Instant | null }

/**
 * What the office is to do by itself about a record as it stands, or null. The office keeps one job for it, in the transaction
 * that wrote the record: put off when the time changes, gone when this answers null. So no mutation can forget it, and the
 * act is decided again by its own mutation when its time has come.
 */
export const officeActOf = (record: DoorstepRecord): OfficeAct | null => {
  if (record.kind !== 'outing') return null
  const { organisationId, personId, id: outingId, backBy } = record
  const place = { organisationId, personId, outingId }
  if (record.ended !== null) {
    const isCleared = record.where === '' && record.phone === '' && record.watcherPhone === ''
    return isCleared ? null : { name: 'clear-outing@1', organisationId, args: place, at: null }
  }
  const alarm = standingAlarm(record)
  if (alarm !== null) {
    if (alarm.taken !== null || alarm.widened !== null) return null
    const { at: raisedAt } = alarm.raised
    return {
      name: 'widen-alarm@1',
      organisationId,
      args: { ...place, raisedAt },
      at: addMinutes(raisedAt, UNTAKEN_AFTER),
    }
  }
  return {
    name: 'raise-alarm@1',
    organisationId,
    args: { ...place, backBy },
    at: backBy,
  }
}
