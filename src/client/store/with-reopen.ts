import { Dexie, RangeSet } from 'dexie'
import { after } from './after.ts'
import type { DoorstepDatabase } from './database.ts'
import { classifyFault, StoreFault } from './fault.ts'
import { meta, readMeta } from './meta.ts'

/** Waits before each try to open a database that the browser closed, in milliseconds (trust C5). */
const REOPEN_AFTER = [250, 500, 1_000]

/**
 * Runs a transaction; when the browser has closed the database under it (iPads do so on waking), opens it again and runs
 * the transaction once more. Only for work that may be done twice: a transaction that failed did nothing, and ids and uids
 * are made before it. Throws a `StoreFault` when the database cannot be had back; never deletes anything.
 */
export const withReopen = async <T>(
  db: DoorstepDatabase,
  run: () => PromiseLike<T>,
  waits: readonly number[] = REOPEN_AFTER,
): Promise<T> => {
  try {
    return await run()
  } catch (error) {
    if (!isLostConnection(db, error)) throw error
    await haveBack(db, waits)
  }
  return await run()
}

/** Opens a database again that the browser closed, once for all who ask. Throws a `StoreFault` when it cannot be had back. */
export const haveBack = (db: DoorstepDatabase, waits: readonly number[] = REOPEN_AFTER): Promise<void> => {
  db.reopening ??= reopen(db, waits).finally(() => {
    db.reopening = null
  })
  return db.reopening
}

/** From now on nothing is read from it or written into it: what was here is gone. Whoever drew from it is told once. */
export const endAsLost = (db: DoorstepDatabase): void => {
  if (db.ended !== null) return
  db.ended = 'lost'
  db.onLost()
}

/** Two tabs, or a tab and its worker, may have lost it together: the first to open again makes an empty one for both. */
const endUnlessTheSame = async (db: DoorstepDatabase): Promise<void> => {
  if (db.ended !== null || db.madeAt === null) return
  const sentinel = await readMeta(db, meta.sentinel)
  if (sentinel?.madeAt !== db.madeAt) endAsLost(db)
}

/** A transaction that was running when the browser closed the database ends in an abort that names no cause. */
const isLostConnection = (db: DoorstepDatabase, error: unknown): boolean => {
  const fault = classifyFault(error)
  return fault === 'closed' || (fault === 'unexpected' && !db.isOpen())
}

const reopen = async (db: DoorstepDatabase, waits: readonly number[]): Promise<void> => {
  let cause: unknown
  for (const wait of waits) {
    if (db.ended !== null) break
    await after(wait).over
    try {
      // A connection can be dead without having said so: only a new one is trusted.
      if (db.ended === null) {
        db.close()
        await db.open()
        await endUnlessTheSame(db)
      }
      break
    } catch (error) {
      cause = error
    }
  }
  if (db.ended !== null) {
    db.close()
    throw new StoreFault(db.ended)
  }
  if (!db.isOpen()) throw new StoreFault('closed', cause)
  // A live query that was reading when the connection went has given up without a word: all of them read again.
  Dexie.on.storagemutated.fire({ all: new RangeSet(-Infinity, [[]]) })
}
