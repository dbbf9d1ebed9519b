import { z } from 'zod'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { Dexie } from 'dexie'
import { openDatabase, type DoorstepDatabase, type OpeningOptions } from '#client/store/database.ts'
import type { Clock } from '#domain/time/instant.ts'
import { createCipher, type Cipher } from '#client/store/seal.ts'
import type { Storehouse } from '#client/store/storehouse.ts'
import type { RecordRow, TableName } from '#client/store/tables.ts'
import type { SmallStore } from '#client/store/loss.ts'
import { aPupil } from '../features/invented-family.ts'

// Live queries run only where there is an IndexedDB at all; each test still opens one of its own.
Dexie.dependencies.indexedDB = new IDBFactory()

/** An IndexedDB of its own, in memory. */
export const memoryStorehouse = (): Storehouse => ({ indexedDB: new IDBFactory(), IDBKeyRange })

/** A local storage of its own, in memory. */
export const memorySmallStore = (): SmallStore => {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value)
    },
    removeItem: (key) => {
      kept.delete(key)
    },
  }
}

/** A cipher with a key made of one repeated byte. */
export const cipherOf = (byte = 7): Cipher => createCipher([{ id: 1, bytes: new Uint8Array(32).fill(byte) }])

/** A row that holds one pupil, who is a file of their own. */
export const pupilRow = (fileId: string, forename: string): RecordRow => ({
  fileId,
  id: fileId,
  kind: 'pupil',
  version: 1,
  waiting: 0,
  receivedAt: null,
  reference: null,
  body: aPupil({ id: fileId, forename }),
})

/** An open database in memory, or the reason why not. */
export const openInMemory = async (options: Partial<OpeningOptions> = {}): Promise<DoorstepDatabase> => {
  const opened = await openDatabase({
    databaseName: 'd0',
    cipher: cipherOf(),
    storehouse: memoryStorehouse(),
    smallStore: memorySmallStore(),
    ...options,
  })
  if (!opened.ok) throw new Error(`Did not open: ${opened.problem}`)
  return opened.db
}

const StoredRow = z.looseObject({ sealed: z.instanceof(Uint8Array) })
export type StoredRow = z.infer<typeof StoredRow>

/** A second connection below Dexie and below sealing: what a disk image would show. */
const withRaw = async <T>(
  storehouse: Storehouse,
  db: DoorstepDatabase,
  run: (raw: IDBDatabase) => Promise<T>,
): Promise<T> => {
  const raw = await asked(storehouse.indexedDB.open(db.name))
  try {
    return await run(raw)
  } finally {
    raw.close()
  }
}

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })

/** Every row of a table as it lies on disk. */
export const rawRows = async (storehouse: Storehouse, db: DoorstepDatabase, table: TableName): Promise<StoredRow[]> =>
  await withRaw(storehouse, db, (raw) => asked(raw.transaction(table).objectStore(table).getAll())).then((rows) =>
    z.array(StoredRow).parse(rows),
  )

/** Writes rows straight to disk, as someone with the file in their hands could. */
export const rewriteRaw = async (
  storehouse: Storehouse,
  db: DoorstepDatabase,
  table: TableName,
  rows: unknown[],
): Promise<void> =>
  await withRaw(storehouse, db, async (raw) => {
    const store = raw.transaction(table, 'readwrite').objectStore(table)
    await Promise.all(rows.map((row) => asked(store.put(row))))
  })

/** A clock that stands still until it is moved. */
export const steppingClock = (
  start = '2026-11-22T09:00:00.000Z',
): { now: Clock; forward: (milliseconds: number) => void } => {
  let at = Date.parse(start)
  return {
    now: () => new Date(at).toISOString(),
    forward: (milliseconds) => {
      at += milliseconds
    },
  }
}
