import type { DoorstepDatabase } from '#client/store/database.ts'
import { readLoading } from '#client/store/digests.ts'
import { isAwaited, pressing, readingOf, type Awaited, type Reading } from '#domain/casework/reading-due.ts'
import { SafeguardingPlan } from '#domain/records/safeguarding-plan.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { readCalendars, type Calendars } from './read-calendars.ts'
import { isKept, type KeptOf } from './kept-record.ts'
import { readKept } from './read-file.ts'

/** A restricted thread that this tablet may hold, with its notes, oldest first. */
export type HeldThread = { thread: KeptOf<'restricted-thread'>; notes: KeptOf<'restricted-note'>[] }

/** Every restricted thread on this tablet, of one pupil or of all. One whose first load is not whole is not shown. */
export const readThreads = async (db: DoorstepDatabase, pupilId: string | null = null): Promise<HeldThread[]> => {
  const loading = await readLoading(db)
  const [threadRows, noteRows] = await Promise.all([
    db.records.where('kind').equals('restricted-thread').toArray(),
    db.records.where('kind').equals('restricted-note').toArray(),
  ])
  const notes = noteRows
    .map(readKept)
    .filter((kept): kept is KeptOf<'restricted-note'> => kept !== null && isKept(kept, 'restricted-note'))
    .toSorted((a, b) => (a.record.recordedAt < b.record.recordedAt ? -1 : 1))
  return threadRows
    .filter((row) => !loading.has(row.fileId))
    .map(readKept)
    .filter((kept): kept is KeptOf<'restricted-thread'> => kept !== null && isKept(kept, 'restricted-thread'))
    .filter((kept) => pupilId === null || kept.record.pupilId === pupilId)
    .map((thread) => ({ thread, notes: notes.filter(({ record }) => record.threadId === thread.record.id) }))
}

/**
 * By pupil, the last day on which the safeguarding lead was told something, as far as the threads on this tablet say. A pupil's
 * own file never says when: only whoever told, and the lead, know.
 */
export const readLeadToldOn = async (db: DoorstepDatabase): Promise<Map<string, SchoolDay>> =>
  new Map([...(await readLeadToldAt(db))].map(([pupilId, at]) => [pupilId, dayOf(at)] as const))

/** The same, to the moment. */
export const readLeadToldAt = async (db: DoorstepDatabase): Promise<Map<string, Instant>> => {
  const told = new Map<string, Instant>()
  for (const { notes } of await readThreads(db))
    for (const { record } of notes)
      if (record.recordedAt > (told.get(record.pupilId) ?? '')) told.set(record.pupilId, record.recordedAt)
  return told
}

/** The safeguarding plans of the organisations on this tablet, by organisation. */
export const readPlans = async (db: DoorstepDatabase): Promise<Map<string, SafeguardingPlan>> => {
  const rows = await db.records.where('kind').equals('safeguarding-plan').toArray()
  return new Map(
    rows.flatMap((row) => {
      const plan = SafeguardingPlan.safeParse(row.body)
      return plan.success ? [[plan.data.organisationId, plan.data] as const] : []
    }),
  )
}

/** How soon each school wants to read what it is told, and on which days it is open. */
export type ReadingRules = { plans: ReadonlyMap<string, SafeguardingPlan>; calendars: Calendars }

export const readReadingRules = async (db: DoorstepDatabase): Promise<ReadingRules> => {
  const [plans, calendars] = await Promise.all([readPlans(db), readCalendars(db)])
  return { plans, calendars }
}

/** Where each note of a thread stands, and what presses most of it. */
export type ThreadReading = { readings: Map<string, Reading>; presses: Awaited | null }

export const threadReading = (
  { thread, notes }: HeldThread,
  { plans, calendars }: ReadingRules,
  now: Instant,
): ThreadReading => {
  const { organisationId } = thread.record
  const around = { now, plan: plans.get(organisationId) ?? null, calendar: calendars(organisationId) }
  const readings = new Map(
    notes.map(({ record, receivedAt }) => [record.id, readingOf({ note: record, receivedAt }, thread.record, around)]),
  )
  return { readings, presses: pressing([...readings.values()].filter(isAwaited)) }
}

/** What presses first, then the newest. */
export const byPressing = (
  a: { held: HeldThread; reading: ThreadReading },
  b: { held: HeldThread; reading: ThreadReading },
): number => {
  const [one, other] = [a.reading.presses?.dueAt ?? null, b.reading.presses?.dueAt ?? null]
  if (one !== null && other !== null) return one < other ? -1 : 1
  if (one !== null || other !== null) return one === null ? 1 : -1
  return a.held.thread.record.recordedAt < b.held.thread.record.recordedAt ? 1 : -1
}
