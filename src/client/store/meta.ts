import { z } from 'zod'
import { Instant } from '#domain/time/instant.ts'
import { OfficeMeans } from '#sync/protocol.ts'
import type { DoorstepDatabase } from './database.ts'
import type { MetaRow } from './tables.ts'

/** One thing the tablet remembers about itself: the key it is kept under and the shape of its value. */
export type MetaKey<T> = { key: string; value: z.ZodType<T> }

export const metaKey = <T>(key: string, value: z.ZodType<T>): MetaKey<T> => ({ key, value })

/** Work that the browser threw away: see loss.ts. `made` is what this tablet had given out, `found` what is left. */
export const Incident = z.object({
  kind: z.enum(['evicted', 'truncated', 'cleared']),
  made: z.int().min(0),
  found: z.int().min(0),
  noticedAt: Instant,
})
export type Incident = z.infer<typeof Incident>

/** What the store itself keeps in meta. Values are sealed like any row. Others keep theirs beside what they do. */
export const meta = {
  /** Written once, when the database is made: a database without it was emptied behind our back. */
  sentinel: metaKey('sentinel', z.object({ madeAt: Instant })),
  /** How many mutations this tablet ever made, over all its lines: it only grows. Mirrored outside the database (loss.ts). */
  made: metaKey('made', z.int().min(0)),
  /** The device's numbered line. sync/ owns its shape (`Line` in #sync/rebase.ts); the store only reads the next number. */
  line: metaKey('line', z.object({ next: z.int().min(1) })),
  /** Code with a lower writer epoch may read this database and not write it. */
  minWriter: metaKey('minWriter', z.int().min(1)),
  /** Where to come back to after unlocking. */
  returnTo: metaKey(
    'returnTo',
    z.object({ path: z.string(), draftId: z.string().nullable(), field: z.string().nullable() }),
  ),
  /** Kept until the office has been told. */
  incident: metaKey('incident', Incident),
  /** How long this person's tablet may lie idle before it locks. */
  idleMinutes: metaKey('idleMinutes', z.int().min(1).max(15)),
  /** True when several people use this device (trust A10). */
  shared: metaKey('shared', z.boolean()),
  /**
   * There while pictures or refused words may be here that nobody else has: their rows are sealed and do not tell it from outside,
   * the name of this one does (waiting-elsewhere.ts).
   */
  keepsWork: metaKey('keepsWork', z.literal(true)),
  /** What the office can do to tell somebody of an alarm, as it last said. */
  officeMeans: metaKey('officeMeans', OfficeMeans),
  /** True once this person switched notifications on, until they switch them off: what the office drops meanwhile is said. */
  wantsNotifications: metaKey('wantsNotifications', z.boolean()),
  /** The address that the office was last told to reach this browser by: another one here means that the browser changed it. */
  toldAddress: metaKey('toldAddress', z.string()),
} as const

/** The value kept under a key, or null when there is none. Runs inside the caller's transaction when there is one. */
export const readMeta = async <T>(db: DoorstepDatabase, { key, value }: MetaKey<T>): Promise<T | null> => {
  const row = await db.meta.get(key)
  return row === undefined ? null : value.parse(row.value)
}

/** Keeps a value under a key. Runs inside the caller's transaction when there is one. */
export const writeMeta = async <T>(db: DoorstepDatabase, { key }: MetaKey<T>, value: T): Promise<void> => {
  await db.meta.put(metaRow({ key }, value))
}

/** The row that keeps a value, for writers that keep several at once. */
export const metaRow = <T>({ key }: Pick<MetaKey<T>, 'key'>, value: T): MetaRow => ({ key, value })

/** Forgets what is kept under a key. */
export const forgetMeta = async <T>(db: DoorstepDatabase, { key }: MetaKey<T>): Promise<void> => {
  await db.meta.delete(key)
}
