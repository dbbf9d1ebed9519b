import type { Awaited } from '#domain/casework/reading-due.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { can } from '#domain/permissions/can.ts'
import type { RestrictedThread } from '#domain/records/restricted-thread.ts'
import type { Instant } from '#domain/time/instant.ts'
import { dayOf } from '#domain/time/instant.ts'
import { concernUnread, type ConcernSide } from '#domain/today/concern-unread.ts'
import type { Pressing } from '#domain/today/rule.ts'
import { threadReading, type HeldThread, type ReadingRules } from './read-restricted.ts'

/** A restricted thread in which something waits to be read, for whoever is to do something about it: read it, or ring. */
export type Concern = {
  thread: RestrictedThread
  side: ConcernSide
  pressing: Pressing
  presses: Awaited
  /** True while something that this person wrote in it has not left this tablet. */
  isOnlyHere: boolean
}

/** What this person is to do about a thread; null where nothing waits in it, or they were only let in. */
export const concernOf = (held: HeldThread, rules: ReadingRules, actor: Actor, now: Instant): Concern | null => {
  const thread = held.thread.record
  const { presses, readings } = threadReading(held, rules, now)
  const isLead = can(actor, 'note-restricted-outcome', { organisationId: thread.organisationId, thread })
  const mine = held.notes.filter(
    ({ record }) => record.by === actor.personId && 'dueAt' in (readings.get(record.id) ?? {}),
  )
  const stands = concernUnread(presses, { isLead, wroteIt: mine.length > 0 }, dayOf(now))
  if (stands === null || presses === null) return null
  const { side, ...pressing } = stands
  return { thread, side, pressing, presses, isOnlyHere: mine.some(({ waiting }) => waiting > 0) }
}
