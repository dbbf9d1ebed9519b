import { tables, type RecordRow } from '#client/store/tables.ts'

/** The browser's own store with nothing of ours above it: the floor under every row of the tablet's database. */
export type RawStore = {
  /** Puts rows in one strict transaction, in clear. */
  put: (rows: readonly object[]) => Promise<void>
  /** Every row that an index finds under a key. */
  readAll: (index: string, key: string) => Promise<unknown[]>
  clear: () => Promise<void>
  close: () => void
}

/** Opens an empty store with the very keys and indexes of the tablet's records. */
export const openRaw = async (name: string): Promise<RawStore> => {
  await settled(indexedDB.deleteDatabase(name))
  const opening = indexedDB.open(name, 1)
  opening.addEventListener('upgradeneeded', () => {
    const [key = '', ...indexes] = tables.records.keys.split(', ').map(pathOf)
    const store = opening.result.createObjectStore('records', { keyPath: key })
    for (const path of indexes) store.createIndex(String(path), path)
  })
  const db = await settled(opening)
  const write = async (act: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = db.transaction('records', 'readwrite', { durability: 'strict' })
    act(transaction.objectStore('records'))
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')))
    })
  }
  return {
    put: (rows) =>
      write((store) => {
        for (const row of rows) store.put(row)
      }),
    readAll: (index, key) => settled(db.transaction('records').objectStore('records').index(index).getAll(key)),
    clear: () => write((store) => void store.clear()),
    close: () => db.close(),
  }
}

/** Dexie's words for a key as the browser has them: `[a+b]` is a list. */
const pathOf = (key: string): string | string[] => (key.startsWith('[') ? key.slice(1, -1).split('+') : key)

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('failed')))
  })

/** A record as the tablet holds it once the office has sent it. */
export const heldRow = (fileId: string, record: RecordRow['body'] & { id: string }, version = 1): RecordRow => ({
  fileId,
  id: record.id,
  kind: record.kind,
  version,
  waiting: 0,
  receivedAt: '2026-09-14T14:06:00.000Z',
  reference: '7F3A',
  body: record,
})
