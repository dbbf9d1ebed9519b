import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { openDatabase, type DoorstepDatabase, type OpeningOptions } from '#client/store/database.ts'
import { createCipher, type Cipher } from '#client/store/seal.ts'
import type { Storehouse } from '#client/store/storehouse.ts'
import type { SmallStore } from '#client/store/loss.ts'

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
