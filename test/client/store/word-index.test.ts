import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DoorstepDatabase } from '#client/store/database.ts'
import type { RecordRow } from '#client/store/tables.ts'
import { askPieces, createWordReader, keepWords } from '#client/store/word-index.ts'
import { openInMemory } from './support.ts'

/** Two files in one bucket, one in another. */
const ayesha = 'a0000000-0000-4000-8000-000000000001'
const callum = 'a0000000-0000-4000-8000-000000000002'
const zoe = 'b7000000-0000-4000-8000-000000000003'
const files = [ayesha, callum, zoe]
const never = (): boolean => false

const rowOf = (fileId: string, id: string, body: Record<string, unknown>): RecordRow => ({
  fileId,
  id,
  kind: id === fileId ? 'pupil' : 'contact-note',
  version: 1,
  waiting: 0,
  receivedAt: null,
  reference: null,
  body: { kind: id === fileId ? 'pupil' : 'contact-note', ...body },
})

const tabletWith = async (rows: readonly RecordRow[]): Promise<DoorstepDatabase> => {
  const db = await openInMemory()
  await db.cursors.bulkPut(files.map((fileId) => ({ fileId, version: 1, load: null })))
  await db.records.bulkPut([
    rowOf(ayesha, ayesha, { forename: 'Ayesha', surname: 'Rahman' }),
    rowOf(callum, callum, { forename: 'Callum', surname: 'O’Neill' }),
    rowOf(zoe, zoe, { forename: 'Zoë', surname: 'Hargreaves' }),
    ...rows,
  ])
  return db
}

const find = async (db: DoorstepDatabase, search: string, read = createWordReader()): Promise<string[]> =>
  [...askPieces(await read(db), search).keys()].toSorted()

describe('what people wrote', () => {
  test('is found begun, mistyped, without accents and apostrophes, and over a whole file', async () => {
    const db = await tabletWith([
      rowOf(zoe, 'n1', { facts: 'Mum cannot manage the stairs since the operation.' }),
      rowOf(ayesha, 'n2', { facts: 'The stairs are wet.' }),
      rowOf(callum, 'n3', { facts: 'Breakfast club helps.' }),
    ])
    expect(await find(db, 'stai')).toEqual([ayesha, zoe])
    expect(await find(db, 'opertaion')).toEqual([zoe])
    expect(await find(db, 'brekfast')).toEqual([callum])
    expect(await find(db, 'zoe stairs')).toEqual([zoe])
    expect(await find(db, 'oneill')).toEqual([callum])
    expect(await find(db, 'trampoline')).toEqual([])
  })

  test('is found in sealed pieces that nobody can read, and in none that an earlier app made', async () => {
    const db = await tabletWith([rowOf(zoe, 'n1', { facts: 'The canary is in the kitchen.' })])
    await db.search.put({ id: 'b7/0/then', index: 'what another app made' })
    await keepWords(db, never)
    const pieces = await db.search.toArray()
    expect(pieces.map(({ id }) => id.slice(0, 5))).toEqual(['a0/1/', 'b7/1/'])
    expect(JSON.stringify(pieces)).toContain('canary')
    const onDisk = await new Promise((resolve, reject) => {
      const asked = db.backendDB().transaction('search').objectStore('search').getAll()
      asked.addEventListener('success', () =>
        resolve(JSON.stringify(asked.result, (_name, value) => (value instanceof Uint8Array ? [...value] : value))),
      )
      asked.addEventListener('error', reject)
    })
    expect(onDisk).toContain('b7/1/')
    expect(onDisk).not.toContain('canary')
    expect(onDisk).not.toContain(new TextEncoder().encode('canary').join(','))
    expect(await find(db, 'canary')).toEqual([zoe])
  })

  test('a piece that cannot be read is made again from the records', async () => {
    const db = await tabletWith([rowOf(zoe, 'n1', { facts: 'Breakfast club helps.' })])
    await db.search.put({ id: 'b7/1/broken', index: '{"no":' })
    expect(await find(db, 'breakfast')).toEqual([zoe])
  })

  test('[SPEC W1] leaves no piece of a withdrawn file, in the transaction that withdraws it', async () => {
    const db = await tabletWith([rowOf(zoe, 'n1', { facts: 'Breakfast club helps.' })])
    await keepWords(db, never)
    await db.transaction('rw!', [db.records, db.cursors], async () => {
      await db.records.where('fileId').equals(zoe).delete()
      await db.cursors.delete(zoe)
    })
    expect(JSON.stringify(await db.search.toArray())).not.toContain('breakfast')
    expect(await find(db, 'breakfast')).toEqual([])
  })

  test('that few may read is searched for by nobody: a restricted thread is in no piece', async () => {
    const thread = 'b7000000-0000-4000-8000-0000000000ff'
    const db = await tabletWith([
      { ...rowOf(thread, thread, { words: 'A disclosure' }), kind: 'restricted-thread' },
      { ...rowOf(thread, 'n9', { words: 'A disclosure' }), kind: 'restricted-note' },
    ])
    await db.cursors.put({ fileId: thread, version: 1, load: null })
    await keepWords(db, never)
    expect(JSON.stringify(await db.search.toArray())).not.toContain('disclosure')
    expect(await find(db, 'disclosure')).toEqual([])
  })

  test('is found as the records say, whatever was written and whenever pieces were made', async () => {
    const word = fc.constantFrom('breakfast', 'stairs', 'trampoline')
    const file = fc.constantFrom(...files)
    const step = fc.oneof(
      fc.record({ do: fc.constant('write' as const), file, word }),
      fc.record({ do: fc.constant('remove' as const), file, word }),
      fc.record({ do: fc.constant('keep' as const), file, word }),
      fc.record({ do: fc.constant('roll back' as const), file, word }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const db = await tabletWith([])
        const read = createWordReader()
        for (const { do: how, file: fileId, word: said } of steps) {
          const row = rowOf(fileId, 'n1', { facts: `They said ${said}.` })
          if (how === 'write') await db.records.put(row)
          else if (how === 'remove') await db.records.delete([fileId, 'n1'])
          else if (how === 'keep') await keepWords(db, never)
          else
            await db
              .transaction('rw!', [db.records], async () => {
                await db.records.put(row)
                throw new Error('The person went away.')
              })
              .catch(() => {})
          for (const asked of ['breakfast', 'stairs', 'trampoline']) {
            const told = await db.records.filter(({ body }) => JSON.stringify(body).includes(asked)).toArray()
            expect(await find(db, asked, read)).toEqual(told.map((one) => one.fileId).toSorted())
          }
        }
        db.close()
      }),
      { numRuns: 20 },
    )
  })
})
