import { z } from 'zod'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { metaKey, readMeta, writeMeta } from '#client/store/meta.ts'
import { Id } from '#domain/records/words.ts'

/**
 * The telephone numbers that this person last gave before leaving, for the form to offer again: their own, and of each colleague who was
 * told. On this tablet alone, sealed like everything of theirs: the outing itself loses both numbers once they are safe.
 */
export type NumbersGiven = { mine: string; theirs: Readonly<Record<string, string>> }

const given = metaKey('outingNumbers', z.object({ mine: z.string(), theirs: z.record(Id, z.string()) }))

export const readNumbersGiven = async (db: DoorstepDatabase): Promise<NumbersGiven> =>
  (await readMeta(db, given)) ?? { mine: '', theirs: {} }

/** Keeps what was given now. Numbers of colleagues who cannot be told any more (`colleagues` are those who can) go. */
export const keepNumbersGiven = (
  db: DoorstepDatabase,
  now: { mine: string; watcherId: string; watcherPhone: string },
  colleagues: ReadonlySet<string>,
): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    const { theirs } = await readNumbersGiven(db)
    const still = Object.entries(theirs).filter(([id]) => colleagues.has(id))
    await writeMeta(db, given, {
      mine: now.mine,
      theirs: { ...Object.fromEntries(still), [now.watcherId]: now.watcherPhone },
    })
  })
