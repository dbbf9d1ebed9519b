import type { Instant } from '#domain/time/instant.ts'
import type { DoorstepDatabase } from './database.ts'
import { meta, readMeta, type Incident } from './meta.ts'

/** Text kept outside IndexedDB: the browser's local storage, or a test's. */
export type SmallStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const mirrorKey = (databaseName: string): string => `doorstep:made:${databaseName}`

/**
 * The number of the last mutation given out, as kept outside the database; null when this browser never held the
 * database, or local storage went with it. A bare number under a hashed name: nothing personal.
 */
export const mirroredMade = (store: SmallStore, databaseName: string): number | null => {
  const text = store.getItem(mirrorKey(databaseName))
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

/**
 * Notes outside the database how far it had got. Called after the transaction committed, never before, so that a crash in
 * between cannot raise a false alarm; the mirror only grows. A full local storage must not stop a person's work.
 */
export const mirrorMade = (store: SmallStore, databaseName: string, made: number): void => {
  if (made <= (mirroredMade(store, databaseName) ?? -1)) return
  setMirror(store, databaseName, made)
}

/** Starts the mirror again, lower if need be, after a loss that the person has been told of. */
export const resetMirror = (store: SmallStore, databaseName: string, made: number): void => {
  setMirror(store, databaseName, made)
}

/** Forgets the mirror, when the database is given up on purpose. */
export const dropMirror = (store: SmallStore, databaseName: string): void => {
  store.removeItem(mirrorKey(databaseName))
}

const setMirror = (store: SmallStore, databaseName: string, made: number): void => {
  try {
    store.setItem(mirrorKey(databaseName), String(made))
  } catch {
    // Local storage is full or switched off. The office still hears how many were made (Pull.made).
  }
}

/** What an opened database holds of what it ought to hold. */
export type Stock = {
  /** True when opening had to make the database. */
  created: boolean
  /** What the browser said it lost while opening. */
  dataLoss: 'none' | 'total'
  sentinel: boolean
  /** The highest mutation number given out, by the database itself. */
  made: number
  /** Numbers waiting in the outbox, in order. */
  outbox: number[]
}

/** Counts what an opened database holds. One read-only transaction. */
export const takeStock = async (
  db: DoorstepDatabase,
  opening: { created: boolean; dataLoss: 'none' | 'total' },
): Promise<Stock> =>
  await db.transaction('r', [db.meta, db.outbox], async () => ({
    ...opening,
    sentinel: (await readMeta(db, meta.sentinel)) !== null,
    made: (await readMeta(db, meta.made)) ?? 0,
    outbox: await db.outbox.toCollection().primaryKeys(),
  }))

/**
 * Whether the browser threw away work, judged from outside the database: a corrupt or evicted database comes back empty
 * without an error, a cut log file comes back shorter (trust C4). `known` says that this tablet was set up for the person
 * before, by the key slots, which live in a database of their own. Null when nothing is missing.
 */
export const noticeLoss = (stock: Stock, mirror: number | null, known: boolean, now: Instant): Incident | null => {
  const made = Math.max(mirror ?? 0, stock.made)
  const incident = (kind: Incident['kind'], found: number): Incident => ({ kind, made, found, noticedAt: now })
  if (stock.dataLoss === 'total') return incident('evicted', 0)
  if (!stock.sentinel) {
    if (mirror !== null) return incident(stock.created ? 'evicted' : 'truncated', stock.made)
    return known || stock.made > 0 || stock.outbox.length > 0
      ? incident(stock.created ? 'cleared' : 'truncated', stock.made)
      : null
  }
  if (stock.made < made) return incident('truncated', stock.made)
  return hasGap(stock) ? incident('truncated', stock.made - missing(stock)) : null
}

/** The outbox runs without holes up to the last number given out, or is empty (sync I4). */
const hasGap = (stock: Stock): boolean => missing(stock) > 0

const missing = ({ outbox, made }: Stock): number => {
  const first = outbox[0]
  return first === undefined ? 0 : made - first + 1 - outbox.length
}
