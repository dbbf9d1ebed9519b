import { Dexie, type Table } from 'dexie'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sealingMiddleware } from '#client/store/sealing-middleware.ts'
import { cipherOf, memoryStorehouse } from './support.ts'

type Row = { fileId: string; id: string; kind: string; version: number; words?: unknown; more?: unknown }
type Rows = Table<Row, [string, string]>

const schema = '[fileId+id], [fileId+kind], kind, version'
const plain = ['fileId', 'id', 'kind', 'version']

const openRows = async (sealed: boolean): Promise<Dexie> => {
  const db = new Dexie('d0', { ...memoryStorehouse(), cache: 'disabled' })
  if (sealed) db.use(sealingMiddleware({ cipher: cipherOf(), tables: { rows: { plain } } }))
  db.version(1).stores({ rows: schema })
  return await db.open()
}

const file = fc.constantFrom('f1', 'f2')
const id = fc.constantFrom('a', 'b', 'c', 'd')
const kind = fc.constantFrom('note', 'visit', 'barrier')
const version = fc.integer({ min: 0, max: 5 })
const row: fc.Arbitrary<Row> = fc.record(
  { fileId: file, id, kind, version, words: fc.jsonValue(), more: fc.string({ unit: 'grapheme' }) },
  { requiredKeys: ['fileId', 'id', 'kind', 'version'] },
)
const key = fc.tuple(file, id)

type Act = { name: string; run: (rows: Rows) => PromiseLike<unknown> }
const act = <T>(
  name: string,
  of: fc.Arbitrary<T>,
  run: (rows: Rows, given: T) => PromiseLike<unknown>,
): fc.Arbitrary<Act> =>
  of.map((given) => ({ name: `${name} ${JSON.stringify(given)}`, run: (rows) => run(rows, given) }))

/** Every way in which the app may touch a table. */
const acts = fc.oneof(
  act('put', row, (rows, one) => rows.put(one)),
  act('add', row, (rows, one) => rows.add(one)),
  act('bulkPut', fc.array(row, { maxLength: 8 }), (rows, many) => rows.bulkPut(many, { allKeys: true })),
  act('bulkAdd', fc.array(row, { maxLength: 4 }), (rows, many) => rows.bulkAdd(many)),
  act('get', key, (rows, one) => rows.get(one)),
  act('bulkGet', fc.array(key), (rows, many) => rows.bulkGet(many)),
  act('update', fc.tuple(key, version, fc.string()), (rows, [one, to, words]) =>
    rows.update(one, { version: to, words }),
  ),
  act('upsert', fc.tuple(key, fc.string()), (rows, [one, words]) =>
    rows.upsert(one, { kind: 'note', version: 0, words }),
  ),
  act('delete', key, (rows, one) => rows.delete(one)),
  act('bulkDelete', fc.array(key), (rows, many) => rows.bulkDelete(many)),
  act('clear', fc.constant(null), (rows) => rows.clear()),
  act('by file', file, (rows, one) => rows.where('fileId').equals(one).toArray()),
  act('by file and kind', fc.tuple(file, kind), (rows, pair) => rows.where('[fileId+kind]').equals(pair).sortBy('id')),
  act('by several files and kinds', fc.array(fc.tuple(file, kind)), (rows, pairs) =>
    rows.where('[fileId+kind]').anyOf(pairs).toArray(),
  ),
  // oxlint-disable-next-line unicorn/no-array-reverse -- Dexie's, which turns a query round.
  act('above a version', version, (rows, above) => rows.where('version').above(above).reverse().sortBy('id')),
  // oxlint-disable-next-line unicorn/no-array-reverse -- Dexie's, which turns a query round.
  act('backwards', fc.nat(4), (rows, limit) => rows.orderBy('version').reverse().limit(limit).toArray()),
  act('by page', fc.tuple(fc.nat(3), fc.nat(3)), (rows, [from, limit]) => rows.offset(from).limit(limit).toArray()),
  act('first and last', kind, async (rows, one) => [
    await rows.where('kind').equals(one).first(),
    await rows.orderBy(':id').last(),
  ]),
  act('filter', fc.string({ maxLength: 2 }), (rows, part) =>
    rows.filter((one) => JSON.stringify(one).includes(part)).toArray(),
  ),
  act('each', kind, async (rows, one) => {
    const seen: unknown[] = []
    await rows
      .where('kind')
      .startsWith(one.slice(0, 2))
      .each((found) => seen.push(found))
    return seen
  }),
  act('each key', kind, (rows, one) => rows.where('kind').equals(one).primaryKeys()),
  act('unique keys', fc.constant(null), (rows) => rows.orderBy('kind').uniqueKeys()),
  act('count', version, (rows, below) => rows.where('version').below(below).count()),
  act('or', fc.tuple(kind, version), (rows, [one, at]) =>
    rows.where('kind').equals(one).or('version').equals(at).sortBy('id'),
  ),
  act('modify', fc.tuple(kind, fc.string()), (rows, [one, words]) =>
    rows
      .where('kind')
      .equals(one)
      .modify((found) => {
        found.words = words
        found.version += 1
      }),
  ),
  act('modify into nothing', fc.tuple(file, version), (rows, [one, at]) =>
    rows
      .where('fileId')
      .equals(one)
      .modify((found, context) => {
        if (found.version === at) Reflect.deleteProperty(context, 'value')
      }),
  ),
  act('delete by query', fc.tuple(file, kind), (rows, pair) => rows.where('[fileId+kind]').equals(pair).delete()),
  act('a transaction that fails', row, (rows, one) =>
    rows.db.transaction('rw', rows, async () => {
      await rows.put(one)
      throw new RangeError('changed their mind')
    }),
  ),
)

const outcome = async (rows: Rows, { run }: Act): Promise<unknown> => {
  try {
    return { answered: await run(rows) }
  } catch (error) {
    return { threw: error instanceof Error ? error.name : 'unknown' }
  }
}

test('a sealed table answers everything as one in clear does, whatever is asked of it and in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 1, maxLength: 25 }), async (script) => {
      const [clear, sealed] = await Promise.all([openRows(false), openRows(true)])
      for (const each of script) {
        const [expected, found] = [await outcome(clear.table('rows'), each), await outcome(sealed.table('rows'), each)]
        expect({ [each.name]: found }).toEqual({ [each.name]: expected })
      }
      expect(await sealed.table('rows').toArray()).toEqual(await clear.table('rows').toArray())
      for (const db of [clear, sealed]) db.close()
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 60) },
  )
})
