import { Dexie, liveQuery } from 'dexie'
import { describe, expect, test } from 'vitest'
import { Tampered, WrittenByNewerApp } from '#client/store/fault.ts'
import { sealingMiddleware } from '#client/store/sealing-middleware.ts'
import type { RecordRow } from '#client/store/tables.ts'
import { cipherOf, memoryStorehouse, openInMemory, rawRows, rewriteRaw } from './support.ts'

const fileId = '3f0c8f1e-6a55-4b0a-9b3e-0d6a5f6c1a01'
const note = (id: string, words: string, over: Partial<RecordRow> = {}): RecordRow => ({
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
const saysTwo = (row: RecordRow): boolean => JSON.stringify(row.body).includes('two')
const bus = 'Mum says the bus pass ran out.'

describe('what people wrote comes back as they wrote it', () => {
  test('by a compound key, one and many, and nothing where there is nothing', async () => {
    const db = await openInMemory()
    await db.records.add(note('a', bus))
    expect(await db.records.get([fileId, 'a'])).toEqual(note('a', bus))
    expect(await db.records.get([fileId, 'b'])).toBeUndefined()
    expect(
      await db.records.bulkGet([
        [fileId, 'b'],
        [fileId, 'a'],
      ]),
    ).toEqual([undefined, note('a', bus)])
  })

  test('by an index over plain columns, whole or in part, first and last', async () => {
    const db = await openInMemory()
    await db.records.bulkPut([
      note('a', 'one'),
      note('b', 'two', { kind: 'barrier' }),
      note('c', 'three', { waiting: 4 }),
    ])
    expect(await db.records.where('[fileId+kind]').equals([fileId, 'contact-note']).toArray()).toEqual([
      note('a', 'one'),
      note('c', 'three', { waiting: 4 }),
    ])
    expect(await db.records.where('waiting').above(0).toArray()).toEqual([note('c', 'three', { waiting: 4 })])
    expect(await db.records.where('fileId').equals(fileId).last()).toEqual(note('c', 'three', { waiting: 4 }))
    expect(await db.records.where('kind').equals('barrier').count()).toBe(1)
  })

  test('through update and modify, which read, change and write again', async () => {
    const db = await openInMemory()
    await db.records.bulkPut([note('a', 'one'), note('b', 'two')])
    await db.records.update([fileId, 'a'], { reference: '7F3A', 'body.words': bus })
    await db.records
      .where('fileId')
      .equals(fileId)
      .modify((row) => {
        row.version = 9
      })
    expect(await db.records.toArray()).toEqual([
      note('a', bus, { reference: '7F3A', version: 9 }),
      note('b', 'two', { version: 9 }),
    ])
  })

  test('through cursors: each, filter, until, and deleting what a filter finds', async () => {
    const db = await openInMemory()
    await db.records.bulkPut([note('a', 'one'), note('b', 'two'), note('c', 'three')])
    const seen: unknown[] = []
    await db.records.toCollection().each((row) => seen.push(row))
    expect(seen).toEqual([note('a', 'one'), note('b', 'two'), note('c', 'three')])
    expect(await db.records.filter(saysTwo).toArray()).toEqual([note('b', 'two')])
    expect(await db.records.toCollection().until(saysTwo, true).count()).toBe(2)
    await db.records.filter(saysTwo).delete()
    expect(await db.records.toCollection().primaryKeys()).toEqual([
      [fileId, 'a'],
      [fileId, 'c'],
    ])
  })

  test('through a live query, which shows only what is committed', async () => {
    const db = await openInMemory()
    const shown: unknown[][] = []
    const twice = Promise.withResolvers<void>()
    const subscription = liveQuery(() => db.records.where('fileId').equals(fileId).toArray()).subscribe((rows) => {
      shown.push(rows)
      if (shown.length === 2) twice.resolve()
    })
    await expect.poll(() => shown.length).toBe(1)
    await db
      .transaction('rw', [db.records], async () => {
        await db.records.put(note('x', 'never kept'))
        throw new Error('changed their mind')
      })
      .catch(() => undefined)
    await db.records.put(note('a', bus))
    await twice.promise
    subscription.unsubscribe()
    expect(shown).toEqual([[], [note('a', bus)]])
  })

  test('through an upgrade that rewrites rows, made by one version and read by the next', async () => {
    const storehouse = memoryStorehouse()
    const tables = { notes: { plain: ['fileId', 'id', 'day'] } }
    const database = (): Dexie => {
      const db = new Dexie('d1', { ...storehouse, cache: 'disabled' })
      db.use(sealingMiddleware({ cipher: cipherOf(), tables }))
      return db
    }
    const first = database()
    first.version(1).stores({ notes: '[fileId+id]' })
    await first.table('notes').bulkPut([
      { fileId: 'f', id: 'a', day: 0, words: bus },
      { fileId: 'f', id: 'b', day: 0, words: 'two' },
    ])
    first.close()
    const second = database()
    second
      .version(2)
      .stores({ notes: '[fileId+id], day' })
      .upgrade(async (tx) => {
        await tx
          .table<{ id: string; day: number; seen: boolean }>('notes')
          .toCollection()
          .modify((row) => {
            row.day = row.id === 'a' ? 5 : 6
            row.seen = true
          })
      })
    expect(await second.table('notes').where('day').equals(5).toArray()).toEqual([
      { fileId: 'f', id: 'a', day: 5, words: bus, seen: true },
    ])
  })

  test('words of any script, size or shape, names that JavaScript keeps for itself among them', async () => {
    const db = await openInMemory()
    const odd = JSON.parse(
      '{"kind":"later-kind","__proto__":{"words":"kept"},"constructor":"too","empty":"","nothing":null}',
    )
    const rows = [
      note('a', 'Zoë 👩‍👧 said \u2028 “كيف” and \\u0000 in words; \ud83d\ude00'),
      note('b', 'long '.repeat(40_000)),
      note('c', '', { body: odd }),
    ]
    await db.records.bulkPut(rows)
    expect(await db.records.toArray()).toEqual(rows)
    const kept = await db.records.get([fileId, 'c'])
    expect(JSON.stringify(kept?.body)).toBe(JSON.stringify(odd))
  })
})

/** One write to a table of its own making. */
const open = async (keys: string, tables: Record<string, { plain: string[] }>): Promise<unknown> => {
  const db = new Dexie('d1', { ...memoryStorehouse(), cache: 'disabled' })
  db.use(sealingMiddleware({ cipher: cipherOf(), tables }))
  db.version(1).stores({ notes: keys })
  await db.open()
  return await db.table('notes').put({ id: 'a', surname: 'Example' })
}

const twoNotes = async () => {
  const storehouse = memoryStorehouse()
  const db = await openInMemory({ storehouse })
  await db.records.bulkPut([note('a', 'one'), note('b', 'two')])
  return { storehouse, db }
}

describe('[A1] what lies on disk', () => {
  test('is only the plain columns and an envelope', async () => {
    const storehouse = memoryStorehouse()
    const db = await openInMemory({ storehouse })
    await db.records.put(note('a', bus, { reference: '7F3A', receivedAt: '2026-11-22T09:31:07.120Z' }))
    const [stored] = await rawRows(storehouse, db, 'records')
    expect(Object.keys(stored ?? {}).toSorted()).toEqual(['fileId', 'id', 'kind', 'sealed', 'version', 'waiting'])
    const text = Buffer.from(stored?.sealed ?? []).toString('latin1')
    for (const part of ['Mum', 'bus', '7F3A', '2026-11-22', 'words']) expect(text).not.toContain(part)
  })

  test('the same words are never sealed twice to the same bytes', async () => {
    const storehouse = memoryStorehouse()
    const db = await openInMemory({ storehouse })
    await db.records.put(note('a', bus))
    const [first] = await rawRows(storehouse, db, 'records')
    await db.records.put(note('a', bus))
    const [second] = await rawRows(storehouse, db, 'records')
    expect(first?.sealed).not.toEqual(second?.sealed)
  })

  test('a table without a plan for sealing cannot be used, nor one keyed by something sealed', async () => {
    await expect(open('id', {})).rejects.toThrow(TypeError)
    await expect(open('id, surname', { notes: { plain: ['id'] } })).rejects.toThrow(TypeError)
    await expect(open('++id', { notes: { plain: ['id'] } })).rejects.toThrow(TypeError)
    await expect(open('id', { notes: { plain: ['id'] } })).resolves.toBe('a')
  })
})

describe('[A3] a row that was meddled with is called tampered and shows nothing', () => {
  test('two rows with their envelopes swapped', async () => {
    const { storehouse, db } = await twoNotes()
    const [a, b] = await rawRows(storehouse, db, 'records')
    await rewriteRaw(storehouse, db, 'records', [
      { ...a, sealed: b?.sealed },
      { ...b, sealed: a?.sealed },
    ])
    await expect(db.records.get([fileId, 'a'])).rejects.toThrow(Tampered)
    await expect(db.records.toArray()).rejects.toThrow(Tampered)
    await expect(db.records.toCollection().each(() => undefined)).rejects.toThrow(Tampered)
    await expect(db.records.bulkGet([[fileId, 'b']])).rejects.toThrow(Tampered)
  })

  test.each([
    ['version', 2],
    ['kind', 'barrier'],
    ['waiting', 1],
    ['id', 'z'],
    ['fileId', '00000000-0000-4000-8000-000000000000'],
  ])('a changed plain column: %s', async (column, value) => {
    const { storehouse, db } = await twoNotes()
    const [a] = await rawRows(storehouse, db, 'records')
    await rewriteRaw(storehouse, db, 'records', [{ ...a, [column]: value }])
    const key: [string, string] = [column === 'fileId' ? String(value) : fileId, column === 'id' ? String(value) : 'a']
    await expect(db.records.get(key)).rejects.toThrow(Tampered)
  })

  test('a column that was slipped in, a missing envelope, and one cut short', async () => {
    const { storehouse, db } = await twoNotes()
    const [a] = await rawRows(storehouse, db, 'records')
    const { sealed: _sealed, ...bare } = a ?? {}
    for (const meddled of [{ ...a, reference: 'FFFF' }, bare, { ...a, sealed: a?.sealed.slice(0, 30) }]) {
      await rewriteRaw(storehouse, db, 'records', [meddled])
      await expect(db.records.get([fileId, 'a'])).rejects.toThrow(Tampered)
    }
  })

  test('a row carried to another table or another person’s database', async () => {
    const { storehouse, db } = await twoNotes()
    await db.outbox.put({
      id: 1,
      uid: 'u',
      name: 'n',
      args: {},
      files: [],
      recordedAt: '',
      prev: '',
      chain: '',
      personId: 'p',
    })
    const [act] = await rawRows(storehouse, db, 'outbox')
    await rewriteRaw(storehouse, db, 'sent', [act])
    await expect(db.sent.toArray()).rejects.toThrow(Tampered)
    const other = await openInMemory({ storehouse, databaseName: 'd9' })
    await rewriteRaw(storehouse, other, 'outbox', [act])
    await expect(other.outbox.toArray()).rejects.toThrow(Tampered)
  })

  test('another key opens nothing; a later envelope asks for an update', async () => {
    const { storehouse, db } = await twoNotes()
    const [a] = await rawRows(storehouse, db, 'records')
    const sealed = Uint8Array.from(a?.sealed ?? [])
    sealed[0] = 2
    await rewriteRaw(storehouse, db, 'records', [{ ...a, sealed }])
    await expect(db.records.get([fileId, 'a'])).rejects.toThrow(WrittenByNewerApp)
    db.close()
    const stranger = await openInMemory({ storehouse, cipher: cipherOf(8) }).catch((error: unknown) => String(error))
    expect(stranger).toContain('unreadable')
  })
})
