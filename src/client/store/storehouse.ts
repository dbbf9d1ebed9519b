import { after } from './after.ts'
import { WrittenByNewerApp } from './fault.ts'

/** Where databases live: the browser's own IndexedDB, or a test's. */
export type Storehouse = { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }

/** The browser's own, or null where it has none (storage switched off). */
export const browserStorehouse = (): Storehouse | null =>
  typeof indexedDB === 'undefined' || typeof IDBKeyRange === 'undefined' ? null : { indexedDB, IDBKeyRange }

/**
 * Deletes a database. Settles within `patience` milliseconds even when a tab that sleeps holds it open: the browser then
 * deletes it once that tab is gone.
 */
export const deleteDatabase = async (
  { indexedDB: factory }: Storehouse,
  name: string,
  patience = 3_000,
): Promise<void> => {
  const waiting = after(patience)
  const deleted = new Promise((resolve) => {
    const request = factory.deleteDatabase(name)
    request.addEventListener('success', resolve)
    request.addEventListener('error', resolve)
  })
  await Promise.race([deleted, waiting.over])
  waiting.cancel()
}

/** What the browser said while a database was opened. */
export type Opening = { created: boolean; dataLoss: 'none' | 'total' }

/**
 * The same storehouse, which notes what the browser says while opening and when it closes a database by itself (Dexie does not
 * pass it on), and which refuses to raise a database above `highest`: faced with a database made by a newer app, Dexie would
 * otherwise add what it misses to it and write old-shaped rows.
 */
export const watchedStorehouse = (
  real: Storehouse,
  highest: number,
  heard: (opening: Opening) => void,
  closed: () => void = () => {},
): Storehouse => ({
  IDBKeyRange: real.IDBKeyRange,
  indexedDB: {
    open(name, version) {
      if (version !== undefined && version > highest) throw new WrittenByNewerApp()
      const request = version === undefined ? real.indexedDB.open(name) : real.indexedDB.open(name, version)
      request.addEventListener('upgradeneeded', (event) => {
        const lost = 'dataLoss' in event && event.dataLoss === 'total'
        heard({ created: event.oldVersion === 0, dataLoss: lost ? 'total' : 'none' })
      })
      // Heard only when the browser closes it: closing it ourselves is no news.
      request.addEventListener('success', () => request.result.addEventListener('close', closed))
      return request
    },
    deleteDatabase: (name) => real.indexedDB.deleteDatabase(name),
    databases: () => real.indexedDB.databases(),
    cmp: (first, second) => real.indexedDB.cmp(first, second),
  },
})
