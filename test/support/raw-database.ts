import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Tablet } from './tablet.ts'

/** A tab of the same origin in which Doorstep does not run: what is done there to a tablet's database, it does not expect. */
export const tabBeside = async (tablet: Tablet, origin: string): Promise<Page> => {
  const page = await tablet.context.newPage()
  await page.goto(`${origin}/api/session`)
  return page
}

/** The one person's database on the tablet. */
export const databaseNameIn = async (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
    return names.find((name) => name !== 'doorstep-slots') ?? ''
  })

/**
 * Puts a database, row by row as it lies on disk, under another version of its tables: as an older Doorstep left it, or as a
 * newer one would. With `hold` the connection stays open and hears nobody who asks for the database, as a frozen tab does.
 */
export const putUnderVersion = async (
  page: Page,
  name: string,
  version: number,
  { without = [], hold = false }: { without?: string[]; hold?: boolean } = {},
): Promise<void> =>
  page.evaluate(
    async (asked) => {
      const waitFor = (request: IDBRequest): Promise<unknown> =>
        new Promise((resolve, reject) => {
          request.addEventListener('success', resolve)
          request.addEventListener('error', () => reject(new Error(`${asked.name}: ${request.error?.name}`)))
        })
      const old = indexedDB.open(asked.name)
      await waitFor(old)
      const stores = [...old.result.objectStoreNames]
        .filter((store) => !asked.without.includes(store))
        .map((store) => old.result.transaction(store).objectStore(store))
        .map((store) => ({
          name: store.name,
          keyPath: store.keyPath,
          indexes: [...store.indexNames].map((index) => store.index(index)),
          rows: store.getAll(),
        }))
      await Promise.all(stores.map(({ rows }) => waitFor(rows)))
      old.result.close()
      await waitFor(indexedDB.deleteDatabase(asked.name))
      const made = indexedDB.open(asked.name, asked.version)
      made.addEventListener('upgradeneeded', () => {
        for (const { name: storeName, keyPath, indexes, rows } of stores) {
          const store = made.result.createObjectStore(storeName, { keyPath })
          for (const index of indexes) store.createIndex(index.name, index.keyPath, { unique: index.unique })
          for (const row of rows.result) store.put(row)
        }
      })
      await waitFor(made)
      if (!asked.hold) made.result.close()
    },
    { name, version, without, hold },
  )

/** Deletes a database under the app. */
export const deleteRaw = async (page: Page, name: string): Promise<void> =>
  page.evaluate(async (database) => {
    const deleting = indexedDB.deleteDatabase(database)
    await new Promise((resolve, reject) => {
      deleting.addEventListener('success', resolve)
      deleting.addEventListener('error', reject)
    })
  }, name)

/** Changes one bit of every sealed row of a kind, as a failing disk might. */
export const damageRecords = async (page: Page, name: string, kind: string): Promise<void> =>
  page.evaluate(
    async ({ database, wanted }) => {
      const opening = indexedDB.open(database)
      await new Promise((resolve, reject) => {
        opening.addEventListener('error', reject)
        opening.addEventListener('success', () => {
          const damaging = opening.result.transaction('records', 'readwrite')
          const walk = damaging.objectStore('records').index('kind').openCursor(wanted)
          walk.addEventListener('success', () => {
            const cursor = walk.result
            if (cursor === null) return
            const row: unknown = cursor.value
            if (typeof row === 'object' && row !== null) {
              const sealed: unknown = Reflect.get(row, 'sealed')
              if (sealed instanceof Uint8Array) sealed[sealed.length - 1]! ^= 1
            }
            cursor.update(row)
            cursor.continue()
          })
          damaging.addEventListener('complete', resolve)
          damaging.addEventListener('abort', reject)
        })
      })
      opening.result.close()
    },
    { database: name, wanted: kind },
  )

/** Takes away, while the browser is closed, the folder in which it keeps its databases: something stands there that is none. */
export const takeDatabasesAway = (profile: string): { putBack: () => void } => {
  const folder = join(profile, 'Default', 'IndexedDB')
  const names = readdirSync(folder).filter((name) => name.endsWith('.leveldb'))
  for (const name of names) {
    renameSync(join(folder, name), join(folder, `${name}.away`))
    writeFileSync(join(folder, name), 'not a folder')
  }
  return {
    putBack: () => {
      for (const name of names) {
        rmSync(join(folder, name), { recursive: true })
        renameSync(join(folder, `${name}.away`), join(folder, name))
      }
    },
  }
}
