import type { Instant } from '#domain/time/instant.ts'
import type { DoorstepDatabase } from './database.ts'
import { meta, readMeta, writeMeta, type Incident } from './meta.ts'
import type { Opening } from './storehouse.ts'

/** Text kept outside IndexedDB: the browser's local storage, or a test's. */
export type SmallStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The browser's local storage, or null where it has none. */
export const browserSmallStore = (): SmallStore | null => {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage
  } catch {
    return null
  }
}

const mirrorKey = (databaseName: string): string => `doorstep:made:${databaseName}`

/**
 * How many mutations this tablet had ever made, as kept outside the database; null when this browser never held the
 * database, or when local storage went with it. A bare number under a hashed name: nothing personal.
 */
export const mirroredMade = (store: SmallStore, databaseName: string): number | null => {
  const text = store.getItem(mirrorKey(databaseName))
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

/**
 * Notes outside the database how many mutations were made. Called after the transaction committed, never before, so that
 * a crash in between raises no false alarm. The mirror only grows.
 */
export const mirrorMade = (store: SmallStore, databaseName: string, made: number): void => {
  if (made > (mirroredMade(store, databaseName) ?? -1)) setMirror(store, databaseName, made)
}

const setMirror = (store: SmallStore, databaseName: string, made: number): void => {
  try {
    store.setItem(mirrorKey(databaseName), String(made))
  } catch {
    // Full or switched off. That must not stop a person's work; the office hears the number too (Pull.made).
  }
}

/** Forgets the mirror of a database that was taken off this tablet on purpose: its absence is no loss. */
export const forgetMirror = (store: SmallStore, databaseName: string): void => store.removeItem(mirrorKey(databaseName))

/** What an opened database holds of what it ought to hold. */
type Stock = {
  sentinel: boolean
  /** How many mutations were ever made here, by the database itself. */
  made: number
  /** The next number of the line; null before the first mutation. */
  next: number | null
  /** Numbers waiting in the outbox, in order. */
  outbox: number[]
}

const takeStock = async (db: DoorstepDatabase): Promise<Stock> =>
  await db.transaction('r', [db.meta, db.outbox], async () => ({
    sentinel: (await readMeta(db, meta.sentinel)) !== null,
    made: (await readMeta(db, meta.made)) ?? 0,
    next: (await readMeta(db, meta.line))?.next ?? null,
    outbox: await db.outbox.toCollection().primaryKeys(),
  }))

/**
 * Whether the browser threw work away, judged from outside the database: a corrupt or evicted database comes back empty
 * without an error, and a cut log file comes back shorter (trust C4). `known` says that this tablet was set up for the
 * person before, by the key slots, which live in a database of their own. Null when nothing is missing.
 */
const noticeLoss = (
  stock: Stock,
  around: { dataLoss: Opening['dataLoss']; mirror: number | null; known: boolean; now: Instant },
): Incident | null => {
  const { mirror, known, dataLoss, now } = around
  const made = Math.max(stock.made, mirror ?? 0)
  const incident = (kind: Incident['kind'], found: number): Incident => ({ kind, made, found, noticedAt: now })
  const empty = !stock.sentinel && stock.made === 0 && stock.next === null && stock.outbox.length === 0
  if (dataLoss === 'total') return incident('evicted', 0)
  if (empty) {
    if (mirror !== null) return incident('evicted', 0)
    return known ? incident('cleared', 0) : null
  }
  if (!stock.sentinel || stock.made < made) return incident('truncated', stock.made)
  const gap = gapIn(stock)
  return gap > 0 ? incident('truncated', made - gap) : null
}

/** How many numbers are missing from an outbox that ought to run on to the last number given out, or be empty (sync I4). */
const gapIn = ({ outbox, next }: Stock): number => {
  const first = outbox[0]
  return first === undefined || next === null ? 0 : Math.max(0, next - first - outbox.length)
}

/**
 * Checks an opened database for loss. Answers the incident when work is missing and the person has not been told yet;
 * otherwise puts sentinel and mirror right, keeps the incident for the office, and answers null.
 */
export const settleLoss = async (
  db: DoorstepDatabase,
  options: {
    smallStore: SmallStore | null
    known: boolean
    told: boolean
    now: Instant
    dataLoss: Opening['dataLoss']
  },
): Promise<Incident | null> => {
  const { smallStore, now } = options
  const stock = await takeStock(db)
  const mirror = smallStore && mirroredMade(smallStore, db.name)
  const incident = noticeLoss(stock, { dataLoss: options.dataLoss, mirror, known: options.known, now })
  if (incident !== null && !options.told) return incident
  if (!stock.sentinel || incident !== null) {
    await db.transaction('rw', [db.meta], async () => {
      await writeMeta(db, meta.sentinel, { madeAt: now })
      // Counted on from where the tablet really was, so that the same loss is not noticed twice.
      if (incident !== null) {
        await writeMeta(db, meta.made, incident.made)
        await writeMeta(db, meta.incident, incident)
      }
    })
  }
  if (smallStore) mirrorMade(smallStore, db.name, incident?.made ?? stock.made)
  return null
}
