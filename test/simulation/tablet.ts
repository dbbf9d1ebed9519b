import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { openDatabase, type DoorstepDatabase } from '#client/store/database.ts'
import { writeMeta } from '#client/store/meta.ts'
import { createCipher, type Cipher } from '#client/store/seal.ts'
import { syncMeta } from '#client/store/waiting.ts'
import type { Actor } from '#domain/permissions/actor.ts'

/** One sealed database of one person, as the real client opens it; only the browser under it is a stand-in. */
export type Tablet = {
  name: string
  person: string
  db: DoorstepDatabase
  /** The last actor the office gave this tablet. */
  actor: Actor
  factory: IDBFactory
  /** What this tablet's clock is off by, in hours. */
  clockOff: number
  /** True from when the office told of a new actor until the next answer is taken: what shows was predicted as the old one. */
  predictedAsBefore: boolean
}

/** The same for every tablet, so that sealing costs a run little; each still has its own database. */
const key = Uint8Array.from({ length: 32 }, (_, place) => place + 1)
const cipherOf = (): Cipher => createCipher([{ id: 1, bytes: key }])

const open = async (factory: IDBFactory): Promise<DoorstepDatabase> => {
  const opened = await openDatabase({
    databaseName: 'tablet',
    cipher: cipherOf(),
    storehouse: { indexedDB: factory, IDBKeyRange },
    smallStore: null,
    afterLoss: true,
  })
  if (!opened.ok) throw new Error(`A tablet did not open: ${opened.problem}.`)
  return opened.db
}

/** A tablet that was just set up. */
export const newTablet = async (name: string, actor: Actor): Promise<Tablet> => {
  const factory = new IDBFactory()
  const db = await open(factory)
  await writeMeta(db, syncMeta.device, crypto.randomUUID())
  return { name, person: actor.personId, db, actor, factory, clockOff: 0, predictedAsBefore: false }
}

/** The tab is closed and opened again: only what is stored remains. */
export const reload = async (tablet: Tablet): Promise<void> => {
  tablet.db.close()
  tablet.db = await open(tablet.factory)
}

/** A copy of the browser profile, byte for byte, in use beside the first. */
export const cloneTablet = async (tablet: Tablet, name: string): Promise<Tablet> => {
  const factory = new IDBFactory()
  const db = await open(factory)
  const from = tablet.db.backendDB()
  const to = db.backendDB()
  const tables = [...from.objectStoreNames]
  const rows = new Map<string, unknown[]>()
  const reading = from.transaction(tables, 'readonly')
  await Promise.all(tables.map(async (table) => rows.set(table, await answerOf(reading.objectStore(table).getAll()))))
  const writing = to.transaction(tables, 'readwrite')
  await Promise.all(
    tables.map(async (table) => {
      await answerOf(writing.objectStore(table).clear())
      for (const row of rows.get(table) ?? []) await answerOf(writing.objectStore(table).put(row))
    }),
  )
  return { ...tablet, name, db, factory }
}

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(new Error('A stored row could not be copied.')))
  })
