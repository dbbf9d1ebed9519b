import { Dexie, type Table } from 'dexie'
import type { FileId } from '#domain/records/record.ts'
import { machineClock, type Clock, type Instant } from '#domain/time/instant.ts'
import { after } from './after.ts'
import { digestsForgotten } from './digests-forgotten.ts'
import { classifyOpening, StoreFault, WrittenByNewerApp } from './fault.ts'
import { browserSmallStore, settleLoss, type SmallStore } from './loss.ts'
import { meta, readMeta, writeMeta, type Incident } from './meta.ts'
import { tables1 } from './migrations/0001-tables.ts'
import { tables2 } from './migrations/0002-digests.ts'
import type { Cipher } from './seal.ts'
import { sealingMiddleware } from './sealing-middleware.ts'
import { browserStorehouse, watchedStorehouse, type Opening, type Storehouse } from './storehouse.ts'
import {
  tables,
  type AttachmentRow,
  type CursorRow,
  type DigestRow,
  type DraftRow,
  type MetaRow,
  type OutboxRow,
  type RecordRow,
  type RejectedRow,
  type SearchRow,
  type SentRow,
  type UndoRow,
} from './tables.ts'
import { endAsLost, haveBack } from './with-reopen.ts'

/**
 * Raised whenever older code must no longer write what this code reads; kept in meta as `minWriter` from the first opening on.
 * 2: whatever writes a record forgets its digest and its piece of the index of words (digests-forgotten.ts), which older code
 * does not.
 */
export const WRITER_EPOCH = 2

/** The version of tables and indexes. Bodies never change with it. */
const SCHEMA_VERSION = 2

/** Dexie counts in tenths. */
const NATIVE_VERSION = SCHEMA_VERSION * 10

/** Every opening is settled by then, in milliseconds (trust C6). */
const SETTLED_WITHIN = 5_000

/**
 * One person's sealed database on this tablet. What is read from it is as it was written; on disk everything is sealed
 * but the plain columns of tables.ts. Every transaction is strict: once complete, it is on disk.
 */
export class DoorstepDatabase extends Dexie {
  readonly records: Table<RecordRow, [FileId, string]>
  readonly undo: Table<UndoRow, [number, FileId, string]>
  readonly outbox: Table<OutboxRow, number>
  readonly sent: Table<SentRow, number>
  readonly rejected: Table<RejectedRow, string>
  readonly cursors: Table<CursorRow, FileId>
  readonly drafts: Table<DraftRow, string>
  readonly attachments: Table<AttachmentRow, string>
  readonly search: Table<SearchRow, string>
  readonly digests: Table<DigestRow, [string, string, string]>
  readonly meta: Table<MetaRow, string>

  /** True when a newer app has said that this one may only read: every write is then refused with `WrittenByNewerApp`. */
  readOnly = false
  /**
   * Why this tab must not use the database any more, or null: a newer app took it over, the browser emptied it, or the
   * tablet was locked. It is then never opened again here.
   */
  ended: 'newer-app' | 'lost' | 'locked' | null = null
  /** A connection that was lost and is being opened again, shared by all who wait for it. */
  reopening: Promise<void> | null = null
  /**
   * When the database that was opened was made, by its own sentinel; null until it was looked at. Opened again, it must be
   * the same: another connection of this tablet may have made an empty one in its place first.
   */
  madeAt: Instant | null = null
  /** Told once when it was found emptied or replaced while it was in use. */
  onLost: () => void = () => {}

  constructor(name: string, cipher: Cipher, storehouse: Storehouse) {
    super(name, {
      indexedDB: storehouse.indexedDB,
      IDBKeyRange: storehouse.IDBKeyRange,
      // A tab whose database was closed under it must not come back by itself with old code (see with-reopen.ts).
      autoOpen: false,
      // Live queries show only what is committed.
      cache: 'disabled',
      chromeTransactionDurability: 'strict',
    })
    this.version(1).stores(tables1)
    this.version(SCHEMA_VERSION).stores(tables2)
    this.use(
      sealingMiddleware({
        cipher,
        tables,
        mayWrite: () => {
          if (this.readOnly) throw new WrittenByNewerApp()
          if (this.ended !== null) throw new StoreFault(this.ended)
        },
      }),
    )
    this.use(digestsForgotten)
    this.records = this.table('records')
    this.undo = this.table('undo')
    this.outbox = this.table('outbox')
    this.sent = this.table('sent')
    this.rejected = this.table('rejected')
    this.cursors = this.table('cursors')
    this.drafts = this.table('drafts')
    this.attachments = this.table('attachments')
    this.search = this.table('search')
    this.digests = this.table('digests')
    this.meta = this.table('meta')
  }
}

/** How opening ended. `blocked` goes on by itself: `later` settles when the other tab has closed. */
export type Opened =
  | { ok: true; db: DoorstepDatabase }
  | { ok: false; problem: 'newer-app' | 'unreadable' | 'no-storage' }
  | { ok: false; problem: 'blocked'; later: Promise<Opened> }
  | { ok: false; problem: 'lost'; incident: Incident }

export type OpeningOptions = {
  /** The keyed hash that names the person's database. */
  databaseName: string
  cipher: Cipher
  clock?: Clock
  storehouse?: Storehouse | null
  /** Where the loss detector keeps its mirror; null where the browser has none. */
  smallStore?: SmallStore | null
  /** True when the key slots say that this tablet was set up for the person before. */
  known?: boolean
  /** The person has been told of the loss: note it for the office and go on with what is left. */
  afterLoss?: boolean
  /** Another tab holds an older version: say so. Opening goes on when it closes. */
  onBlocked?: () => void
  /** A newer app wants the database: save what is being typed. Given a second at most. */
  beforeClosing?: () => Promise<void>
  /** The database was closed for a newer app, or deleted or emptied (`lost`): this tab can do no more until it is loaded again. */
  onReplaced?: (by: 'newer-app' | 'lost') => void
  /** Milliseconds until a blocked or hanging opening is settled; shorter only in tests. */
  settledWithin?: number
}

/** Opens a person's database and checks that nothing was lost from it. Settles within five seconds, whatever happens. */
export const openDatabase = async (options: OpeningOptions): Promise<Opened> => {
  const storehouse = options.storehouse === undefined ? browserStorehouse() : options.storehouse
  if (storehouse === null) return { ok: false, problem: 'no-storage' }
  let blocked = false
  const whole = open(options, storehouse, () => {
    blocked = true
    options.onBlocked?.()
  })
  const patience = after(options.settledWithin ?? SETTLED_WITHIN)
  const first = await Promise.race([whole, patience.over])
  patience.cancel()
  if (first !== 'over') return first
  return blocked ? { ok: false, problem: 'blocked', later: whole } : { ok: false, problem: 'unreadable' }
}

const open = async (options: OpeningOptions, storehouse: Storehouse, onBlocked: () => void): Promise<Opened> => {
  let checked = false
  let opening: Opening = { created: false, dataLoss: 'none' }
  const heard = (now: Opening): void => {
    opening = now
    // Opened again after a lost connection and found empty: nothing may be written into that as if all were well.
    if (checked && now.created) endAsLost(db)
  }
  // Looked after at once: a screen whose rows were being read when the browser closed the database would wait for ever.
  const closed = (): void => {
    if (checked && db.ended === null) void haveBack(db).catch(() => {})
  }
  const db = new DoorstepDatabase(
    options.databaseName,
    options.cipher,
    watchedStorehouse(storehouse, NATIVE_VERSION, heard, closed),
  )
  db.on('blocked', onBlocked)
  db.onLost = () => options.onReplaced?.('lost')
  closeForNewerApp(db, options)
  try {
    await db.open()
    const incident = await settleLoss(db, {
      smallStore: options.smallStore === undefined ? browserSmallStore() : options.smallStore,
      known: options.known === true,
      told: options.afterLoss === true,
      now: (options.clock ?? machineClock)(),
      dataLoss: opening.dataLoss,
    })
    if (incident !== null) {
      db.close()
      return { ok: false, problem: 'lost', incident }
    }
    db.madeAt = (await readMeta(db, meta.sentinel))?.madeAt ?? null
    checked = true
    const minWriter = (await readMeta(db, meta.minWriter)) ?? 1
    if (minWriter < WRITER_EPOCH) await writeMeta(db, meta.minWriter, WRITER_EPOCH)
    db.readOnly = minWriter > WRITER_EPOCH
    return { ok: true, db }
  } catch (error) {
    db.close()
    return { ok: false, problem: classifyOpening(error) }
  }
}

/** How long typing may take to be saved before the database is given up to a newer app, in milliseconds. */
const FLUSH_WITHIN = 1_000

/**
 * A second connection to a database that this page has open, for a worker. It looks for no loss, and lets go at once when a
 * newer app wants the database. Throws a `StoreFault`; `lost` when nothing was there to open.
 */
export const openBeside = async (databaseName: string, cipher: Cipher): Promise<DoorstepDatabase> => {
  const storehouse = browserStorehouse()
  if (storehouse === null) throw new StoreFault('no-storage')
  const db: DoorstepDatabase = new DoorstepDatabase(
    databaseName,
    cipher,
    watchedStorehouse(storehouse, NATIVE_VERSION, ({ created }) => {
      // The page made it long ago: an empty one was emptied by the browser, which the page must find and say.
      if (created) db.ended = 'lost'
    }),
  )
  closeForNewerApp(db, {})
  await db.open()
  if (db.ended !== null) {
    db.close()
    throw new StoreFault(db.ended)
  }
  db.madeAt = (await readMeta(db, meta.sentinel))?.madeAt ?? null
  db.readOnly = ((await readMeta(db, meta.minWriter)) ?? 1) > WRITER_EPOCH
  return db
}

const closeForNewerApp = (
  db: DoorstepDatabase,
  options: Pick<OpeningOptions, 'beforeClosing' | 'onReplaced'>,
): void => {
  db.on('versionchange', (event) => {
    const deleted = event.newVersion === null
    const close = (): void => {
      db.ended = deleted ? 'lost' : 'newer-app'
      db.close()
      options.onReplaced?.(db.ended)
    }
    if (deleted || !options.beforeClosing) close()
    else void flushThen(options.beforeClosing, close)
    // Answering false keeps Dexie from closing at once, before what is being typed was saved.
    return false
  })
}

const flushThen = async (flush: () => Promise<void>, then: () => void): Promise<void> => {
  const patience = after(FLUSH_WITHIN)
  try {
    await Promise.race([flush(), patience.over])
  } catch {
    // The newer app waits for this tab: a draft that cannot be saved must not hold it up.
  } finally {
    patience.cancel()
    then()
  }
}
