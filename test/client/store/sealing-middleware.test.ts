import { Dexie, liveQuery, type Table } from 'dexie'
import { expect, test } from 'vitest'
import { Tampered } from '#client/store/fault.ts'
import { sealingMiddleware } from '#client/store/sealing-middleware.ts'
import type { RecordRow } from '#client/store/tables.ts'
import { cipherOf, memoryStorehouse, openInMemory } from './support.ts'

const fileId = '3f0c8f1e-6a55-4b0a-9b3e-0d6a5f6c1a01'
const row = (id: string, words: string, over: Partial<RecordRow> = {}): RecordRow => ({
  fileId,
  id,
  kind: 'contact-note',
  version: 1,
  waiting: 0,
  receivedAt: null,
  reference: null,
  body: { kind: 'contact-note', words },
  ...over,
})

test('a note comes back as it was written, by its compound key', async () => {
  const db = await openInMemory()
  await db.records.put(row('a', 'Mum says the bus pass ran out.'))
  expect(await db.records.get([fileId, 'a'])).toEqual(row('a', 'Mum says the bus pass ran out.'))
  expect(
    await db.records.bulkGet([
      [fileId, 'zz'],
      [fileId, 'a'],
    ]),
  ).toEqual([undefined, row('a', 'Mum says the bus pass ran out.')])
})
