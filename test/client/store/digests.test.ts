import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { createDigestReader, keepDigests } from '#client/store/digests.ts'
import type { RecordRow } from '#client/store/tables.ts'
import type { DoorstepRecord } from '#domain/records/record.ts'
import { readBody } from '#sync/protocol.ts'
import { aBarrier, aCase, aNote, aPromise, aPupil, idOf } from '../features/invented-family.ts'
import { memoryStorehouse, openInMemory } from './support.ts'

/** Three files in two buckets. */
const files = [
  'a0000000-0000-4000-8000-000000000001',
  'a0000000-0000-4000-8000-000000000002',
  'b7000000-0000-4000-8000-000000000003',
] as const
const never = (): boolean => false

/** A record of each kind in turn, of one of the files. Nothing may be without words: with none it cannot be read by this app. */
const recordOf = (file: number, at: number, words: string): DoorstepRecord => {
  const pupilId = files[file] ?? files[0]
  const made = [
    aPupil({ id: pupilId, forename: words }),
    aCase({ id: idOf(at), pupilId, reasons: { child: words, family: '', school: '' } }),
    aPromise({ id: idOf(at), pupilId, words }),
    aBarrier({ id: idOf(at), pupilId, words }),
  ]
  return made[at % 5] ?? aNote({ id: idOf(at), pupilId })
}

const rowOf = (file: number, at: number, words: string): RecordRow => {
  const body = recordOf(file, at, words)
  const id = body.kind === 'pupil' ? body.id : idOf(at)
  return {
    fileId: files[file] ?? files[0],
    id,
    kind: body.kind,
    version: 1,
    waiting: 0,
    receivedAt: null,
    reference: null,
    body,
  }
}

const tabletWith = async (rows: readonly RecordRow[]): Promise<DoorstepDatabase> => {
  const db = await openInMemory()
  await db.cursors.bulkPut(files.map((fileId) => ({ fileId, version: 1, load: null })))
  await db.records.bulkPut([...rows])
  return db
}

const inOrder = (records: readonly DoorstepRecord[]): string[] => records.map((one) => JSON.stringify(one)).toSorted()

/** What the list is drawn from, and what the records themselves say. */
const bothWays = async (db: DoorstepDatabase, read: ReturnType<typeof createDigestReader>) => {
  const shown = (await read(db)).flatMap((digest) => digest.records)
  const rows = (await db.records.toArray()).filter((row) => row.kind !== 'contact-note')
  const told = rows.map((row) => readBody(row.body)).filter((record) => record !== null)
  return { shown: inOrder(shown), told: inOrder(told) }
}

/** Every way in which this app or Dexie can change a record. */
const changes = {
  put: async (db: DoorstepDatabase, row: RecordRow) => void (await db.records.put(row)),
  putMany: async (db: DoorstepDatabase, row: RecordRow) =>
    void (await db.records.bulkPut(files.map((fileId) => ({ ...row, fileId })))),
  modify: async (db: DoorstepDatabase, row: RecordRow) =>
    void (await db.records
      .where('kind')
      .equals(row.kind)
      .modify((kept) => {
        kept.body = row.body
      })),
  remove: async (db: DoorstepDatabase, row: RecordRow) => db.records.delete([row.fileId, row.id]),
  removeFile: async (db: DoorstepDatabase, row: RecordRow) =>
    void (await db.records.where('fileId').equals(row.fileId).delete()),
  clear: async (db: DoorstepDatabase) => db.records.clear(),
  rolledBack: async (db: DoorstepDatabase, row: RecordRow) => {
    await db
      .transaction('rw!', [db.records], async () => {
        await db.records.put(row)
        throw new Error('The person went away.')
      })
      .catch(() => {})
  },
  digest: async (db: DoorstepDatabase) => keepDigests(db, never),
} satisfies Record<string, (db: DoorstepDatabase, row: RecordRow) => Promise<void>>

describe('what lists are drawn from', () => {
  test('is what the records say, whatever was written and whenever digests were made', async () => {
    const aChange = fc.record({
      how: fc.constantFrom(...Object.values(changes)),
      file: fc.nat({ max: 2 }),
      at: fc.nat({ max: 9 }),
      words: fc.string({ maxLength: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(aChange, { maxLength: 12 }), async (made) => {
        const db = await tabletWith([0, 1, 2].flatMap((file) => [0, 1, 2, 3, 4].map((at) => rowOf(file, at, 'first'))))
        const read = createDigestReader()
        await keepDigests(db, never)
        for (const { how, file, at, words } of made) {
          await how(db, rowOf(file, at, words))
          const { shown, told } = await bothWays(db, read)
          expect(shown).toEqual(told)
        }
        db.close()
      }),
      { numRuns: 60 },
    )
  })

  test('comes from digests where there are some: nothing is opened but them', async () => {
    const db = await tabletWith([rowOf(0, 0, 'Robin'), rowOf(2, 0, 'Alia')])
    await keepDigests(db, never)
    expect(await db.digests.count()).toBe(2)
    const asked: string[] = []
    db.use({
      stack: 'dbcore',
      name: 'listening',
      create: (core) => ({
        ...core,
        table: (name) => ({
          ...core.table(name),
          query: (request) => {
            if (request.values === true) asked.push(name)
            return core.table(name).query(request)
          },
        }),
      }),
    })
    db.close()
    await db.open()
    const read = createDigestReader()
    expect((await read(db)).flatMap((digest) => digest.records)).toHaveLength(2)
    expect(new Set(asked)).toEqual(new Set(['digests']))
    await db.records.put(rowOf(2, 0, 'Alia Marsh'))
    const again = await read(db)
    expect(again.flatMap((digest) => digest.records)).toContainEqual(recordOf(2, 0, 'Alia Marsh'))
    expect(asked.filter((name) => name === 'records')).toHaveLength(1)
  })

  test('is the same object as before for what did not change, so that nothing is worked out twice', async () => {
    const db = await tabletWith([rowOf(0, 0, 'Robin'), rowOf(2, 0, 'Alia')])
    await keepDigests(db, never)
    const read = createDigestReader()
    const [first, second] = await read(db)
    await db.records.put(rowOf(2, 0, 'Alia Marsh'))
    await keepDigests(db, never)
    const after = await read(db)
    expect(after[0]).toBe(first)
    expect(after[1]).not.toBe(second)
  })

  test('[SPEC W1] holds nothing of a file that was withdrawn, in the same transaction', async () => {
    const db = await tabletWith([rowOf(2, 0, 'Alia')])
    await keepDigests(db, never)
    await db.transaction('rw!', [db.records, db.cursors], async () => {
      await db.records.where('fileId').equals(files[2]).delete()
      await db.cursors.delete(files[2])
    })
    expect((await db.digests.toArray()).filter((digest) => digest.bucket === 'b7')).toEqual([])
  })

  test('a digest that an app of other lists made is never read, and goes', async () => {
    const db = await tabletWith([rowOf(0, 0, 'Robin')])
    await db.digests.put({ bucket: 'a0', of: 'pupil', stamp: 'then', records: [recordOf(0, 0, 'as it was')] })
    const { shown, told } = await bothWays(db, createDigestReader())
    expect(shown).toEqual(told)
    await keepDigests(db, never)
    expect((await db.digests.toArray()).map(({ of }) => of)).not.toContain('pupil')
  })

  test('[SPEC O2] a record that this app cannot read is on no list, stays stored, and keeps no other from being shown', async () => {
    const later = { ...rowOf(0, 1, 'Robin'), body: { ...recordOf(0, 1, 'Robin'), fromALaterApp: true } }
    const db = await tabletWith([rowOf(0, 0, 'Robin'), later])
    const before = await createDigestReader()(db)
    await keepDigests(db, never)
    for (const read of [before, await createDigestReader()(db)])
      expect(read.flatMap(({ records }) => records)).toEqual([recordOf(0, 0, 'Robin')])
    expect(await db.records.toArray()).toContainEqual(later)
  })

  test('two tabs that make digests at once leave none that is untrue', async () => {
    const storehouse = memoryStorehouse()
    const [one, other] = [await openInMemory({ storehouse }), await openInMemory({ storehouse })]
    await one.cursors.put({ fileId: files[0], version: 1, load: null })
    await one.records.put(rowOf(0, 0, 'Robin'))
    await Promise.all([keepDigests(one, never), keepDigests(other, never)])
    await other.records.put(rowOf(0, 0, 'Robin Lacey'))
    expect(await one.digests.count()).toBe(0)
    const { shown, told } = await bothWays(one, createDigestReader())
    expect(shown).toEqual(told)
    one.close()
    other.close()
  })
})
