import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '#client/store/database.ts'
import { createDigestReader, keepDigests } from '#client/store/digests.ts'
import { meta, readMeta } from '#client/store/meta.ts'
import { createCipher } from '#client/store/seal.ts'
import type { Storehouse } from '#client/store/storehouse.ts'
import { memorySmallStore, memoryStorehouse } from './support.ts'
import { leave, putBack, readLeft, setAside, storedBy } from './stored.ts'

// What version 2 added to tablets: digests, and cursors found by version. Made once by version 2 and never edited.
// Made by: WRITE_STORED_V2=1 npx vitest run test/client/store/stored-v2.test.ts
const databaseName = 'f00dfeed'
const cipherOfThen = () => createCipher([{ id: 1, bytes: new Uint8Array(32).fill(9) }])

const fileId = '0b6ab3a4-2c1b-4f0e-9a55-7d7a6a0e1c01'
const arriving = '0b6ab3a4-2c1b-4f0e-9a55-7d7a6a0e1c05'
const promise = {
  fileId,
  id: '0b6ab3a4-2c1b-4f0e-9a55-7d7a6a0e1c02',
  kind: 'promise',
  version: 3,
  waiting: 0,
  receivedAt: '2026-11-20T09:00:00.000Z',
  reference: '7F3A',
  body: { kind: 'promise', words: 'Ring on Tuesday about the bus.' },
}

const open = async (storehouse: Storehouse) => {
  const opened = await openDatabase({
    databaseName,
    cipher: cipherOfThen(),
    storehouse,
    smallStore: memorySmallStore(),
    known: true,
    afterLoss: true,
  })
  if (!opened.ok) throw new Error(opened.problem)
  return opened.db
}

test.runIf(process.env['WRITE_STORED_V2'] === '1')('writes what version 2 leaves on a tablet', async () => {
  const storehouse = memoryStorehouse()
  const db = await open(storehouse)
  await db.records.put(promise)
  await db.cursors.bulkPut([
    { fileId, version: 3, load: null },
    { fileId: arriving, version: 0, load: { after: null, rows: [] } },
  ])
  await keepDigests(db, () => false)
  db.close()
  mkdirSync(storedBy('v2'), { recursive: true })
  const left = await leave(storehouse, databaseName)
  writeFileSync(join(storedBy('v2'), `${databaseName}.json`), `${JSON.stringify(left, setAside, 1)}\n`)
  expect(readLeft('v2', databaseName).nativeVersion).toBe(20)
})

test('what version 2 left on a tablet opens, its digests and the files still on their way among it', async () => {
  const storehouse = memoryStorehouse()
  await putBack(storehouse, databaseName, readLeft('v2', databaseName))
  const db = await open(storehouse)
  expect(await db.records.toArray()).toEqual([promise])
  // Its digests open, count for nothing, and are made anew: they hold whole rows, and what they hold was never checked.
  const digests = await db.digests.toArray()
  expect(digests).toEqual([expect.objectContaining({ rows: [promise] })])
  expect(await createDigestReader()(db)).toEqual([{ records: [] }])
  await keepDigests(db, () => false)
  expect((await db.digests.toArray()).map(({ of }) => of)).not.toContain(digests[0]?.of)
  expect(await db.cursors.where('version').equals(0).primaryKeys()).toEqual([arriving])
  db.close()
})

test('[C8] version 1 may no longer write there: it would leave digests that are not true', async () => {
  const db = await open(memoryStorehouse())
  expect(await readMeta(db, meta.minWriter)).toBe(2)
  db.close()
})
