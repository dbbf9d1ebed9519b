import { z } from 'zod'
import { millisecondsBetween, Instant, type Clock } from '#domain/time/instant.ts'
import type { FileId } from '#domain/records/record.ts'
import type { DoorstepDatabase } from './database.ts'
import { metaKey, readMeta, writeMeta } from './meta.ts'

/** That the person opened a file, and when by this tablet's clock. Not a word of what was read. */
export const Opening = z.strictObject({ id: z.uuid(), file: z.uuid(), at: Instant })
export type Opening = z.infer<typeof Opening>

/** Openings that the office has not got yet, oldest first; sealed like everything here. */
const openings = metaKey('openings', z.array(Opening))

/** Openings that the office has got, while the sitting that they began may go on. Oldest first. */
const begun = metaKey('sittingsBegun', z.array(Opening))

/** One sitting with a file is one line of the log, however often its screens are opened in it. Milliseconds. */
const ONE_SITTING = 60 * 60_000
/** So many are kept while no signal comes, the newest: months of work with no signal. */
const MOST = 5_000

/** Notes that a file was opened, to be told to the office with the next exchange. */
export const noteOpening = (db: DoorstepDatabase, file: FileId, clock: Clock): Promise<void> =>
  db.transaction('rw!', [db.meta], async () => {
    const at = clock()
    const known = (await readMeta(db, openings)) ?? []
    const last = [...((await readMeta(db, begun)) ?? []), ...known].findLast((each) => each.file === file)
    if (last !== undefined && isOneSitting(last.at, at)) return
    await writeMeta(db, openings, [...known, { id: crypto.randomUUID(), file, at }].slice(-MOST))
  })

/** A clock that went back begins another sitting: a line too many is better than one too few. */
const isOneSitting = (last: Instant, now: Instant): boolean => {
  const since = millisecondsBetween(last, now)
  return since >= 0 && since < ONE_SITTING
}

/** The oldest openings that the office has not got. */
export const openingsToTell = async (db: DoorstepDatabase, most: number): Promise<Opening[]> =>
  ((await readMeta(db, openings)) ?? []).slice(0, most)

/** How many openings the office has not got. */
export const countOpenings = async (db: DoorstepDatabase): Promise<number> =>
  ((await readMeta(db, openings)) ?? []).length

/** Forgets openings that the office has now, but for those of the last hour: to look again within it is the same sitting. */
export const forgetOpenings = (db: DoorstepDatabase, told: readonly Opening[]): Promise<void> =>
  db.transaction('rw!', [db.meta], async () => {
    const newest = told.at(-1)?.at
    if (newest === undefined) return
    const gone = new Set(told.map(({ id }) => id))
    const sittings = [...((await readMeta(db, begun)) ?? []), ...told].filter(({ at }) => isOneSitting(at, newest))
    await writeMeta(db, begun, sittings)
    const known = (await readMeta(db, openings)) ?? []
    await writeMeta(
      db,
      openings,
      known.filter(({ id }) => !gone.has(id)),
    )
  })
