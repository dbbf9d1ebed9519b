import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Storehouse } from '#client/store/storehouse.ts'

/** For `JSON.stringify`: bytes as text. */
export const setAside = (_name: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value
const Bytes = z.object({ base64: z.base64() })
const takeUp = (_name: string, value: unknown): unknown => {
  const bytes = Bytes.safeParse(value)
  return bytes.success ? Uint8Array.from(Buffer.from(bytes.data.base64, 'base64')) : value
}

const Left = z.object({
  nativeVersion: z.int(),
  stores: z.array(
    z.object({
      name: z.string(),
      keyPath: z.union([z.string(), z.array(z.string())]),
      indexes: z.array(
        z.object({ name: z.string(), keyPath: z.union([z.string(), z.array(z.string())]), unique: z.boolean() }),
      ),
      rows: z.array(z.looseObject({})),
    }),
  ),
})
type Left = z.infer<typeof Left>

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })

/** A whole database as it lies on disk. */
export const leave = async ({ indexedDB }: Storehouse, name: string): Promise<Left> => {
  const raw = await asked(indexedDB.open(name))
  const stores = [...raw.objectStoreNames].map(async (each) => {
    const store = raw.transaction(each).objectStore(each)
    const indexes = [...store.indexNames].map((index) => {
      const { keyPath, unique } = store.index(index)
      return { name: index, keyPath, unique }
    })
    return { name: each, keyPath: store.keyPath, indexes, rows: await asked(store.getAll()) }
  })
  const left = Left.parse({ nativeVersion: raw.version, stores: await Promise.all(stores) })
  raw.close()
  return left
}

/** Puts a database back as it was left, below everything of ours. */
export const putBack = async ({ indexedDB }: Storehouse, name: string, left: Left): Promise<void> => {
  const opening = indexedDB.open(name, left.nativeVersion)
  opening.addEventListener('upgradeneeded', () => {
    for (const { name: each, keyPath, indexes, rows } of left.stores) {
      const store = opening.result.createObjectStore(each, { keyPath })
      for (const index of indexes) store.createIndex(index.name, index.keyPath, { unique: index.unique })
      for (const row of rows) store.put(row)
    }
  })
  const raw = await asked(opening)
  raw.close()
}

/** A database as a version left it, by the folder of that version. */
export const readLeft = (version: 'v1' | 'v2', name: string): Left =>
  Left.parse(JSON.parse(readFileSync(join(storedBy(version), `${name}.json`), 'utf8'), takeUp))

/** Where the databases of a version are kept. Never edited. */
export const storedBy = (version: 'v1' | 'v2'): string => join(import.meta.dirname, '../../fixtures/stored', version)
