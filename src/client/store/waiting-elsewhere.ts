import type { DoorstepDatabase } from './database.ts'
import { forgetMeta, meta, readMeta, writeMeta } from './meta.ts'
import type { Storehouse } from './storehouse.ts'
import type { RejectedRow, TableName } from './tables.ts'

/** Tables of which every row is work that the office has not got yet. */
const WORK: readonly TableName[] = ['outbox', 'drafts']

/**
 * Whether an account's database holds unsent work, seen from outside: rows are counted and none is opened, so no key is
 * asked for and nothing else is learnt. False when there is no such database, or when it cannot be looked at just now.
 */
export const hasUnsentWork = async ({ indexedDB: factory }: Storehouse, databaseName: string): Promise<boolean> => {
  const raw = await openAsItIs(factory, databaseName)
  if (raw === null) return false
  try {
    const tables = WORK.filter((table) => raw.objectStoreNames.contains(table))
    if (tables.length === 0) return false
    const transaction = raw.transaction([...tables, NOTED_IN], 'readonly')
    const counts = await Promise.all([
      ...tables.map((table) => answerOf(transaction.objectStore(table).count())),
      answerOf(transaction.objectStore(NOTED_IN).count(meta.keepsWork.key)),
    ])
    return counts.some((count) => count > 0)
  } catch {
    return false
  } finally {
    raw.close()
  }
}

/** The table that tells the rest: whether a name is in it can be seen without a key. */
const NOTED_IN = 'meta' satisfies TableName

/**
 * Keeps words that need their author, and notes at once that they are here: a tablet may be killed before it locks. Runs inside the
 * caller's transaction.
 */
export const keepForAuthor = async (db: DoorstepDatabase, rows: readonly RejectedRow[]): Promise<void> => {
  if (rows.length === 0) return
  await db.rejected.bulkPut(rows)
  await writeMeta(db, meta.keepsWork, true)
}

/**
 * Notes, as the tablet locks, whether pictures or refused words are still here that nobody else has. A refusal and the saving of a
 * picture's note say so at once; until then a picture belongs to a draft, which is counted itself.
 */
export const noteWork = (db: DoorstepDatabase): Promise<void> =>
  // Together: another tab may be taking a refusal in at this moment.
  db.transaction('rw', [db.meta, db.rejected, db.attachments], () => noteNow(db))

const noteNow = async (db: DoorstepDatabase): Promise<void> => {
  const isNoted = (await readMeta(db, meta.keepsWork)) !== null
  const refused = await db.rejected.filter(({ handledAt }) => handledAt === null).count()
  // Opened for nothing else: a picture is large, and the lock does not wait for long.
  const pictures = isNoted && refused === 0 ? await db.attachments.filter(({ sentAt }) => sentAt === null).count() : 0
  const keepsWork = refused + pictures > 0
  if (keepsWork && !isNoted) await writeMeta(db, meta.keepsWork, true)
  if (!keepsWork && isNoted) await forgetMeta(db, meta.keepsWork)
}

/** The database at whatever version it has; null rather than a new, empty one. */
const openAsItIs = (factory: IDBFactory, name: string): Promise<IDBDatabase | null> =>
  new Promise((resolve) => {
    const request = factory.open(name)
    request.addEventListener('upgradeneeded', () => request.transaction?.abort())
    request.addEventListener('error', () => resolve(null))
    request.addEventListener('blocked', () => resolve(null))
    request.addEventListener('success', () => {
      // A tab that opens it for real, or takes it off the tablet, must not wait for us.
      request.result.addEventListener('versionchange', () => request.result.close())
      resolve(request.result)
    })
  })

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('Not read.')))
  })
