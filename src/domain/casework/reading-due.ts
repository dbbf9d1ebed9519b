import type { RestrictedNote } from '../records/restricted-note.ts'
import type { RestrictedThread } from '../records/restricted-thread.ts'
import { usualReadWithin, type SafeguardingPlan } from '../records/safeguarding-plan.ts'
import { addMinutes, dayOf, endOfDay, type Instant } from '../time/instant.ts'
import { addSchoolDays, type SchoolCalendar } from '../time/school-calendar.ts'

/** A note as a tablet or the office holds it: `receivedAt` is the office's, or null while it has none. */
export type HeldNote = { note: RestrictedNote; receivedAt: Instant | null }

/** Where one note stands. `late` is louder and never ends by itself. */
export type Reading =
  /** Written by a safeguarding lead: nobody waits for it. */
  { kind: 'not-awaited' } | { kind: 'read'; by: string; at: Instant } | { kind: 'waiting' | 'late'; dueAt: Instant }

/**
 * Whether a safeguarding lead has read a note, and by when one must. Counted from when it was written, because the child has
 * waited since then, by whichever of the tablet's and the office's clock says earlier: a tablet whose clock runs ahead must
 * not put the hour off. Only a lead's own word counts as read. The windows are the school's (`safeguarding-plan`).
 */
export const readingOf = (
  held: HeldNote,
  thread: Pick<RestrictedThread, 'urgency' | 'readings'>,
  around: { now: Instant; plan: Pick<SafeguardingPlan, 'readWithin'> | null; calendar: SchoolCalendar },
): Reading => {
  const { note, receivedAt } = held
  if (note.byRole === 'designated-safeguarding-lead') return { kind: 'not-awaited' }
  const read = thread.readings
    .filter((reading) => reading.noteId === note.id && reading.byRole === 'designated-safeguarding-lead')
    .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))[0]
  if (read !== undefined) return { kind: 'read', by: read.by, at: read.recordedAt }
  const since = receivedAt !== null && receivedAt < note.recordedAt ? receivedAt : note.recordedAt
  const dueAt = readBy(thread.urgency, since, around.plan?.readWithin ?? usualReadWithin, around.calendar)
  return { kind: around.now > dueAt ? 'late' : 'waiting', dueAt }
}

/** The moment after which it is late: minutes by the clock, or the end of the last school day of the window. */
const readBy = (
  urgency: RestrictedThread['urgency'],
  since: Instant,
  within: SafeguardingPlan['readWithin'],
  calendar: SchoolCalendar,
): Instant =>
  urgency === 'soon'
    ? endOfDay(addSchoolDays(dayOf(since), within.soon, calendar))
    : addMinutes(since, urgency === 'now' ? within.now : within.today)

/** A note that waits for a safeguarding lead. */
export type Awaited = Extract<Reading, { dueAt: Instant }>

export const isAwaited = (reading: Reading): reading is Awaited => reading.kind === 'waiting' || reading.kind === 'late'

/** What presses most of what waits in a thread: the earliest due, and so what is late before what is not. Null when nothing waits. */
export const pressing = (readings: readonly Reading[]): Awaited | null =>
  readings.filter(isAwaited).toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0] ?? null
