import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { mutate } from '#client/store/mutate.ts'
import { defineMutation, done, refuse, type Mutation } from '#domain/mutation.ts'
import { Amendment } from '#domain/records/amendment.ts'
import { fileOf } from '#domain/records/record.ts'
import { applyAct } from '#server/sync/apply-acts.ts'
import { actorOf, foundSmallSchool, memberOf } from '#test/support/small-school.ts'
import { createTestDatabase } from '#test/support/postgres.ts'
import { openInMemory } from '../client/store/support.ts'

const AnyBody = z.looseObject({ kind: z.string() })
type Body = z.infer<typeof AnyBody>

/** One copy of the records, behind whichever store keeps it. */
type Keeper = {
  /** Two pupils' files that this copy holds. */
  files: [string, string]
  /** Does one act as this store does acts: by the same mutation, in one transaction. */
  act: (mutation: Mutation, args: unknown) => Promise<{ ok: boolean }>
  /** Puts a record there as a newer app would have left it. */
  leave: (fileId: string, id: string, body: Body) => Promise<void>
  get: (fileId: string, id: string) => Promise<unknown>
  /** Everything of one file that the contract put there, by id. */
  ofFile: (fileId: string) => Promise<Body[]>
  close: () => Promise<void>
}

const colleague = actorOf(memberOf(randomUUID(), 'attendance-lead', 'Asha Patel'))
const clock = (): string => '2026-11-20T09:00:00.000Z'

const theTablet = async (): Promise<Keeper> => {
  const db = await openInMemory()
  const files: [string, string] = [randomUUID(), randomUUID()]
  await db.cursors.bulkPut(files.map((fileId) => ({ fileId, version: 1, load: null })))
  return {
    files,
    act: async (mutation, args) => await mutate(db, mutation, args, { uid: randomUUID(), by: colleague, clock }),
    leave: async (fileId, id, body) => {
      await db.records.put({
        fileId,
        id,
        kind: body.kind,
        version: 1,
        waiting: 0,
        receivedAt: null,
        reference: null,
        body,
      })
    },
    get: async (fileId, id) => (await db.records.get([fileId, id]))?.body ?? null,
    ofFile: async (fileId) =>
      (await db.records.where('fileId').equals(fileId).sortBy('id')).map(({ body }) => AnyBody.parse(body)),
    close: async () => db.close(),
  }
}

const theOffice = async (): Promise<Keeper> => {
  const store = await createTestDatabase()
  const plan = { code: 'upper', name: 'Upper', roles: ['attendance-lead'] as const, pupils: 2 }
  const school = await foundSmallSchool(store.database, plan)
  const by = school.staff[0] ?? colleague
  const scope = { person: by.personId, organisations: [school.id] }
  const [first, second] = school.pupils
  if (!first || !second) throw new Error('no pupils')
  const bodies = async (fileId: string, id: string | null): Promise<Body[]> => {
    const { rows } = await store.database.read(scope, (tx) =>
      tx.query<{ body: unknown }>(
        `select body from record where file_id = $1 and ($2::uuid is null or id = $2)
         and kind not in ('pupil', 'absence-case') and not deleted order by id`,
        [fileId, id],
      ),
    )
    return rows.map(({ body }) => AnyBody.parse(body))
  }
  return {
    files: [first.id, second.id],
    act: async (mutation, args) =>
      await store.database.write(scope, (tx) =>
        applyAct(tx, { uid: randomUUID(), name: mutation.name, args, recordedAt: clock(), by }, clock(), {
          find: () => mutation,
          retired: {},
        }),
      ),
    leave: async (fileId, id, body) => {
      await store.database.write(scope, (tx) =>
        tx.query(
          `insert into record (organisation_id, file_id, id, kind, version, body, received_at, reference)
           values ($1, $2, $3, $4, 1, $5, $6, '')`,
          [school.id, fileId, id, body.kind, JSON.stringify(body), clock()],
        ),
      )
    },
    get: async (fileId, id) => (await bodies(fileId, id))[0] ?? null,
    ofFile: async (fileId) => await bodies(fileId, null),
    close: async () => await store.close(),
  }
}

/** Writes one amendment, as any act writes any record. */
const keepWords = defineMutation({
  name: 'keep-words@1',
  args: z.strictObject({ record: Amendment }),
  files: ({ record }) => [fileOf(record)],
  reads: ({ record }) => [{ kind: 'amendment', fileId: fileOf(record), id: record.id }],
  apply: (records, { record }) => {
    records.put(record)
    return done
  },
})

/** Adds to the words that are there; refuses where there are none. */
const addWords = defineMutation({
  name: 'add-words@1',
  args: z.strictObject({ pupilId: z.uuid(), id: z.uuid(), words: z.string() }),
  files: ({ pupilId }) => [pupilId],
  reads: ({ pupilId, id }) => [{ kind: 'amendment', fileId: pupilId, id }],
  apply: (records, { pupilId, id, words }) => {
    const found = records.get('amendment', pupilId, id)
    if (found === null) return refuse('does-not-belong')
    records.put({ ...found, words: `${found.words}${words}` })
    return done
  },
})

const amendment = (pupilId: string, words: string, id: string = randomUUID()): Amendment => ({
  kind: 'amendment',
  id,
  pupilId,
  noteId: randomUUID(),
  field: 'facts',
  words,
  why: 'Misheard on the phone',
  by: colleague.personId,
  byRole: 'attendance-lead',
  recordedAt: clock(),
})

describe.each([
  ['the tablet', theTablet],
  ['the office', theOffice],
])('%s keeps records', (_name, open) => {
  let keeper: Keeper
  let file: string
  let other: string
  beforeAll(async () => {
    keeper = await open()
    ;[file, other] = keeper.files
  }, 90_000)
  afterAll(async () => await keeper.close())

  const keep = async (record: Amendment): Promise<{ ok: boolean }> => await keeper.act(keepWords, { record })

  test('and gives one back by its file and id, as it was written', async () => {
    const record = amendment(file, 'She said Tuesday, not Thursday.')
    expect(await keep(record)).toMatchObject({ ok: true })
    expect(await keeper.get(file, record.id)).toEqual(record)
    expect(await keeper.get(file, randomUUID())).toBeNull()
  })

  test('the latest of each: writing again replaces, and adds no second one', async () => {
    const record = amendment(file, 'First')
    await keep(record)
    await keep({ ...record, words: 'Second' })
    const same = (await keeper.ofFile(file)).filter(({ id }) => id === record.id)
    expect(same).toEqual([{ ...record, words: 'Second' }])
  })

  test('an act sees what the act before it wrote', async () => {
    const record = amendment(file, 'One')
    await keep(record)
    await keeper.act(addWords, { pupilId: file, id: record.id, words: ', two' })
    await keeper.act(addWords, { pupilId: file, id: record.id, words: ', three' })
    expect(await keeper.get(file, record.id)).toMatchObject({ words: 'One, two, three' })
  })

  test('a refused act changes nothing', async () => {
    const before = await keeper.ofFile(file)
    expect(await keeper.act(addWords, { pupilId: file, id: randomUUID(), words: 'x' })).toMatchObject({
      ok: false,
      refusal: 'does-not-belong',
    })
    expect(await keeper.ofFile(file)).toEqual(before)
  })

  test('files stay apart, even where ids are the same', async () => {
    const here = amendment(file, 'Here')
    const there = { ...amendment(other, 'There'), id: here.id }
    await keep(here)
    await keep(there)
    expect(await keeper.get(file, here.id)).toEqual(here)
    expect(await keeper.get(other, here.id)).toEqual(there)
    expect((await keeper.ofFile(other)).every(({ pupilId }) => pupilId === other)).toBe(true)
  })

  test.each([
    ['another script', 'قالت الأم إن الحافلة لم تأت'],
    ['letters made of several', 'Zoe\u0308, Zoë, 👩‍👧‍👦, 🏳️‍🌈, ﬁ'],
    ['line ends and tabs inside', 'one\ntwo\r\nthree\tfour\u2028five'],
    ['quotes, backslashes and markup', `"it's" \\u0000 <script>&amp;</script> ' ; drop table record; --`],
    ['names that machines keep for themselves', '__proto__ constructor toString null undefined NaN'],
    ['unseen letters', 'a\u200bb\u202ec\ufeffd\u0001e'],
    ['a letter beyond the basic plane at the end', 'thumbs up 👍'],
  ])('words of any sort exactly: %s', async (_sort, words) => {
    const record = amendment(file, words)
    expect(await keep(record)).toMatchObject({ ok: true })
    expect(await keeper.get(file, record.id)).toEqual(record)
  })

  test('forty pages of words', async () => {
    const record = amendment(file, 'Ünd so. '.repeat(12_499))
    const trimmed = { ...record, words: record.words.trim() }
    expect(await keep(record)).toMatchObject({ ok: true })
    expect(await keeper.get(file, record.id)).toEqual(trimmed)
  })

  test.each([
    ['a NUL', 'a\u0000b'],
    ['half a letter', 'a\ud83d'],
    ['more than forty pages', 'x'.repeat(100_001)],
    ['nothing but space', '  \n '],
  ])('words that could not be kept faithfully are refused whole, never changed: %s', async (_sort, words) => {
    const record = amendment(file, words)
    expect(await keep(record)).toMatchObject({ ok: false, refusal: 'bad-arguments' })
    expect(await keeper.get(file, record.id)).toBeNull()
  })

  test('[SPEC O2] a kind it does not know, unread and untouched, whatever is in it', async () => {
    const id = randomUUID()
    const later: Body = JSON.parse(
      `{"kind":"sleep-diary","id":"${id}","pupilId":"${file}","nights":[7.5,0,null,true,{"__proto__":{"x":1},"constructor":"kept"}],"":"unnamed"}`,
    )
    await keeper.leave(file, id, later)
    await keep(amendment(file, 'Something else'))
    const kept = await keeper.get(file, id)
    expect(kept).toEqual(later)
    expect(JSON.stringify(kept)).toContain('"__proto__":{"x":1}')
    // An act that asks for it under a kind it knows finds nothing there, and so cannot write over it by mistake.
    expect(await keeper.act(addWords, { pupilId: file, id, words: 'x' })).toMatchObject({ ok: false })
    expect(await keeper.get(file, id)).toEqual(later)
  })
})
