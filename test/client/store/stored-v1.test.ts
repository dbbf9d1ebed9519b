import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '#client/store/database.ts'
import { SlotStore } from '#client/store/key-slots.ts'
import { createKeys } from '#client/store/keys.ts'
import { meta, writeMeta } from '#client/store/meta.ts'
import { createCipher } from '#client/store/seal.ts'
import { stretchPassphrase } from '#client/store/stretch-passphrase.ts'
import { tables1 } from '#client/store/migrations/0001-tables.ts'
import type { TableRows } from '#client/store/tables.ts'
import { leave, putBack, readLeft, setAside, storedBy } from './stored.ts'
import { memorySmallStore, memoryStorehouse } from './support.ts'

// What version 1 left on tablets, made once by version 1 and never edited. Every later version must open it.
// Made by: WRITE_STORED_V1=1 npx vitest run test/client/store/stored-v1.test.ts
const folder = storedBy('v1')
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
} satisfies { [K in Exclude<keyof TableRows, 'digests'>]: TableRows[K][] }

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
  expect(readLeft('v1', databaseName).stores).toHaveLength(Object.keys(tables1).length)
})

/** A tablet as version 1 left it. */
const tablet = async () => {
  const storehouse = memoryStorehouse()
  for (const name of [databaseName, 'doorstep-slots']) await putBack(storehouse, name, readLeft('v1', name))
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
