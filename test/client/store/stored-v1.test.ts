import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openDatabase } from '#client/store/database.ts'
import { SlotStore } from '#client/store/key-slots.ts'
import { createKeys } from '#client/store/keys.ts'
import { meta, writeMeta } from '#client/store/meta.ts'
import { createCipher } from '#client/store/seal.ts'
import type { Storehouse } from '#client/store/storehouse.ts'
import { stretchPassphrase } from '#client/store/stretch-passphrase.ts'
import { tables, type TableRows } from '#client/store/tables.ts'
import { memorySmallStore, memoryStorehouse } from './support.ts'

// What version 1 left on tablets, made once by version 1 and never edited. Every later version must open it.
// Made by: WRITE_STORED_V1=1 npx vitest run test/client/store/stored-v1.test.ts
const folder = join(import.meta.dirname, '../../fixtures/stored/v1')
const databaseName = 'f00dfeed'
const passphrase = 'four herons on the weir'
const recoverySecret = new Uint8Array(32).fill(5)

const [fileId, id, uid, personId] = [
  '0b6ab3a4-2c1b-4f0e-9a55-7d7a6a0e1c01',
  '0b6ab3a4-2c1b-4f0e-9a55-7d7a6a0e1c02',
  '0b6ab3a4-2c1b-4f0e-9a55-7d7a6a0e1c03',
  '0b6ab3a4-2c1b-4f0e-9a55-7d7a6a0e1c04',
]
const at = '2026-11-20T09:00:00.000Z'
const act = {
  id: 4,
  uid,
  name: 'amend-note@1',
  args: { words: 'Zoë says “the bus was late” 🚌' },
  files: [fileId],
  recordedAt: at,
  prev: '0'.repeat(64),
  chain: '1'.repeat(64),
  personId,
}
const record = {
  fileId,
  id,
  kind: 'amendment',
  version: 3,
  waiting: 4,
  receivedAt: at,
  reference: '7F3A',
  body: { kind: 'amendment', id, pupilId: fileId, words: 'She said Tuesday.' },
}

/** One row of each table, as version 1 wrote it. */
const written = {
  records: [record],
  undo: [{ mutationId: 4, fileId, id, before: { ...record, waiting: 0 } }],
  outbox: [act],
  sent: [{ ...act, id: 3, uid: id, acknowledgedAt: at, receivedAt: at, reference: '7F3A' }],
  rejected: [
    {
      uid: fileId,
      mutation: { ...act, id: 2 },
      code: 'case-closed',
      detail: null,
      receivedAt: at,
      reference: '7F3A',
      handledAt: null,
    },
  ],
  cursors: [{ fileId, version: 3, load: null }],
  drafts: [
    { id, fileId, form: 'log-call', uid, values: { facts: 'Rang at nine.' }, field: 'facts', savedAt: at, revision: 2 },
  ],
  attachments: [{ id, fileId, recordId: id, mediaType: 'image/png', size: 3, sha256: '', bytes: 'AAEC', sentAt: null }],
  search: [{ id: 'a', index: { words: ['heron'] } }],
  meta: [
    { key: 'sentinel', value: { madeAt: at } },
    { key: 'made', value: 4 },
    { key: 'idleMinutes', value: 3 },
  ],
} satisfies TableRows extends infer R ? { [K in keyof R]: R[K][] } : never

const setAside = (_name: string, value: unknown): unknown =>
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
const leave = async ({ indexedDB }: Storehouse, name: string): Promise<Left> => {
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
const putBack = async ({ indexedDB }: Storehouse, name: string, left: Left): Promise<void> => {
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

const readLeft = (name: string): Left =>
  Left.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'), takeUp))

test.runIf(process.env['WRITE_STORED_V1'] === '1')('writes what version 1 leaves on a tablet', async () => {
  const storehouse = memoryStorehouse()
  const keys = createKeys({ slots: new SlotStore(storehouse), stretch: stretchPassphrase, clock: () => at })
  const key = await keys.setUp({ databaseName, initials: 'JB', passphrase, recoverySecret })
  if (key === null) throw new Error('not set up')
  await keys.establish(databaseName)
  const opened = await openDatabase({ databaseName, cipher: createCipher([key]), storehouse, smallStore: null })
  if (!opened.ok) throw new Error(opened.problem)
  const { db } = opened
  for (const [name, rows] of Object.entries(written)) await db.table(name).bulkPut(rows)
  await writeMeta(db, meta.idleMinutes, 3)
  db.close()
  mkdirSync(folder, { recursive: true })
  for (const name of [databaseName, 'doorstep-slots']) {
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(await leave(storehouse, name), setAside, 1)}\n`)
  }
  expect(readLeft(databaseName).stores).toHaveLength(Object.keys(tables).length)
})

/** A tablet as version 1 left it. */
const tablet = async () => {
  const storehouse = memoryStorehouse()
  for (const name of [databaseName, 'doorstep-slots']) await putBack(storehouse, name, readLeft(name))
  return { storehouse, keys: createKeys({ slots: new SlotStore(storehouse), stretch: stretchPassphrase }) }
}

describe('what version 1 left on a tablet', () => {
  test.each(['passphrase', 'recovery'])('opens by its %s, and every row reads as it was written', async (way) => {
    const { storehouse, keys } = await tablet()
    const unlocked =
      way === 'passphrase'
        ? await keys.unlockWithPassphrase(databaseName, passphrase)
        : await keys.unlockWithRecovery(databaseName, recoverySecret)
    if (!unlocked.ok) throw new Error(unlocked.why)
    const cipher = createCipher([unlocked.key])
    const opened = await openDatabase({ databaseName, cipher, storehouse, smallStore: memorySmallStore(), known: true })
    if (!opened.ok) throw new Error(opened.problem)
    const { db } = opened
    for (const [name, rows] of Object.entries(written)) {
      const read: unknown[] = await db.table(name).toArray()
      for (const row of rows) expect(read).toContainEqual(row)
    }
    expect(await db.records.where('waiting').above(0).count()).toBe(1)
    expect(await db.outbox.get({ uid })).toEqual(act)
    db.close()
  })

  test('is sealed in its files too: not one word of it, nor the passphrase', () => {
    const text = [databaseName, 'doorstep-slots']
      .map((name) => readFileSync(join(folder, `${name}.json`), 'utf8'))
      .join('')
    for (const words of ['Tuesday', 'bus was late', 'Rang at nine', 'heron', passphrase])
      expect(text).not.toContain(words)
  })
})
