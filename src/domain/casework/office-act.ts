import type { DoorstepRecord, RecordKind } from '../records/record.ts'
import { addMinutes, type Instant } from '../time/instant.ts'
import { actsOnPlan } from './companion.ts'
import { actsOnMessages } from './council-messages.ts'
import { standingAlarm, UNTAKEN_AFTER } from './outing-state.ts'

/** An act that the office is to do by itself at a time, or as soon as it can (null). */
export type OfficeAct = {
  name: string
  /** Whose files it reads and writes. */
  organisationIds: readonly string[]
  args: Record<string, string | readonly string[]>
  at: Instant | null
  /** What it is about, by identities: the office keeps at most one act about the same. */
  about: string
}

/**
 * Kinds of record on which the office's acts about another kind depend too, where they lie in the same file: the messages of a
 * council and the schools it serves, each of which is to meet each of the others.
 */
export const liesBeside: Partial<Record<RecordKind, RecordKind>> = {
  'message-template': 'served-school',
  'served-school': 'message-template',
}

/**
 * What the office is to do by itself about a record as it stands, with the records of the kind that `liesBeside` it. The office keeps one
 * job for each act, in the transaction that wrote the record: put off when the time changes, gone when the act is no longer among
 * these. So no mutation can forget it, and the act is decided again by its own mutation when its time has come.
 */
export const officeActsOf = (record: DoorstepRecord, beside: readonly DoorstepRecord[] = []): OfficeAct[] => {
  if (record.kind === 'planned-visit') return actsOnPlan(record)
  if (record.kind !== 'outing') return actsOnMessages(record, beside)
  const { organisationId, personId, id: outingId, backBy } = record
  const place = { organisationId, personId, outingId }
  const act = { organisationIds: [organisationId], about: outingId }
  if (record.ended !== null) {
    const isCleared = record.where === '' && record.phone === '' && record.watcherPhone === ''
    return isCleared ? [] : [{ ...act, name: 'clear-outing@1', args: place, at: null }]
  }
  const alarm = standingAlarm(record)
  if (alarm !== null) {
    if (alarm.taken !== null || alarm.widened !== null) return []
    const { at: raisedAt } = alarm.raised
    const at = addMinutes(raisedAt, UNTAKEN_AFTER)
    return [{ ...act, name: 'widen-alarm@1', args: { ...place, raisedAt }, at }]
  }
  return [{ ...act, name: 'raise-alarm@1', args: { ...place, backBy }, at: backBy }]
}
