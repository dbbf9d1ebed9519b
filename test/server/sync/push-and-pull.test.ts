import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#domain/permissions/actor.ts'
import { mutationNamed } from '#domain/mutations/index.ts'
import type { Database } from '#server/store/database.ts'
import { PassingFault } from '#server/store/passing-fault.ts'
import { answerPull } from '#server/sync/answer-pull.ts'
import { applyPush } from '#server/sync/apply-push.ts'
import { linkAfter, ROOT } from '#sync/chain.ts'
import type { Pull, PullAnswer, Push, WireMutation } from '#sync/protocol.ts'
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '../../support/small-school.ts'

let store: TestDatabase
let school: SmallSchool
let elsewhere: SmallSchool
let officer: Actor
let headOfYear: Actor
let poked: { files: string[]; grants: string[] }

beforeAll(async () => {
  store = await createTestDatabase()
  school = await foundSmallSchool(store.database, {
    code: 'upper',
    name: 'Upper',
    roles: ['education-welfare-officer', 'head-of-year', 'attendance-lead'],
    pupils: 3,
  })
  elsewhere = await foundSmallSchool(store.database, {
    code: 'other',
    name: 'Other',
    roles: ['attendance-lead'],
    pupils: 1,
  })
  officer = school.staff[0]!
  headOfYear = school.staff[1]!
}, 90_000)
afterAll(() => store.close())
beforeEach(() => {
  poked = { files: [], grants: [] }
})

const now = () => '2026-11-20T09:00:00.000Z'
const around = () => ({
  database: store.database,
  clock: now,
  poke: (touched: readonly { file: string }[], grants: readonly string[]) => {
    poked.files.push(...touched.map((each) => each.file))
    poked.grants.push(...grants)
  },
})

/** An office whose tablets stopped raising barriers this way on a day. */
const retiring = (lastMade: string) => ({
  ...around(),
  known: { find: mutationNamed, retired: { 'add-barrier@1': lastMade } },
})

/** A device that numbers and chains as the tablet does. */
const line = (client = crypto.randomUUID()) => {
  let prev = ROOT
  let id = 0
  return {
    client,
    make: (name: string, args: unknown, uid: string = crypto.randomUUID()): WireMutation => {
      id += 1
      const act = { uid, name, args, recordedAt: '2026-11-20T08:59:00.000Z' }
      const made = { id, ...act, files: [], prev, chain: linkAfter(prev, act) }
      prev = made.chain
      return made
    },
  }
}
const push = (client: string, ...mutations: WireMutation[]): Push => ({
  protocol: 1,
  client,
  device: crypto.randomUUID(),
  app: 'test',
  mutations,
})
const pull = (client: string, part: Partial<Pull> = {}): Pull => ({
  protocol: 1,
  client,
  device: crypto.randomUUID(),
  epoch: null,
  schema: 1,
  cursors: {},
  want: [],
  lmid: 0,
  made: 0,
  limit: 1000,
  ...part,
})
const asked = async (by: Actor, question: Pull): Promise<PullAnswer> => {
  const answer = await answerPull(around(), by, question)
  if (answer === 'other-person') throw new Error('The line is another person’s.')
  return answer
}

const barrier = (pupil: { id: string; caseId: string }, words: string) => ({
  pupilId: pupil.id,
  caseId: pupil.caseId,
  raisedOn: '2026-11-20',
  barrierId: crypto.randomUUID(),
  about: 'travel',
  raisedBy: 'parent',
  words,
  status: 'suspected',
  severity: null,
  agreedByFamily: 'not-discussed',
  evidence: '',
  reviewOn: null,
})

describe('push', () => {
  test('[P4] a push sent twice, and sent again later with more, happens once', async () => {
    const { client, make } = line()
    const first = make('add-barrier@1', barrier(school.pupils[0]!, 'the bus was full'))
    const second = make('add-barrier@1', barrier(school.pupils[0]!, 'no coat'))
    expect(await applyPush(around(), officer, push(client, first))).toMatchObject({ lmid: 1 })
    expect(await applyPush(around(), officer, push(client, first))).toMatchObject({ lmid: 1, chain: first.chain })
    expect(await applyPush(around(), officer, push(client, first, second))).toMatchObject({
      lmid: 2,
      chain: second.chain,
    })
    const answer = await asked(officer, pull(client, { want: [{ file: school.pupils[0]!.id, after: null }] }))
    const words = answer.pages[0]!.put.map((row) => row.body['words'])
    expect(words.filter((each) => each === 'the bus was full')).toHaveLength(1)
  })

  test('[P4] a number too high is a gap, and a number already used for something else is a fork', async () => {
    const { client, make } = line()
    make('add-barrier@1', {})
    expect(await applyPush(around(), officer, push(client, make('add-barrier@1', {})))).toEqual({
      problem: 'gap',
      lmid: 0,
    })
    const mine = line(client)
    await applyPush(around(), officer, push(client, mine.make('add-barrier@1', barrier(school.pupils[0]!, 'a'))))
    const copy = line(client)
    expect(
      await applyPush(around(), officer, push(client, copy.make('add-barrier@1', barrier(school.pupils[0]!, 'b')))),
    ).toEqual({ problem: 'forked', lmid: 1 })
  })

  test('[P4] the same act sent from two copies of one profile at the same moment happens once', async () => {
    const uid = crypto.randomUUID()
    const args = barrier(school.pupils[1]!, 'said once')
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => {
        const { client, make } = line()
        return applyPush(around(), officer, push(client, make('add-barrier@1', args, uid)))
      }),
    )
    for (const answer of answers) expect(answer).toMatchObject({ lmid: 1 })
    const held = await asked(
      officer,
      pull(crypto.randomUUID(), { want: [{ file: school.pupils[1]!.id, after: null }] }),
    )
    expect(held.pages[0]!.put.filter((row) => row.body['words'] === 'said once')).toHaveLength(1)
  })

  test('[P7] a refused act advances the line, says why once asked, and holds up nothing', async () => {
    const { client, make } = line()
    const bad = make('add-barrier@1', { nothing: 'of use' })
    const unknown = make('write-a-poem@1', {})
    const foreign = make('add-barrier@1', barrier(elsewhere.pupils[0]!, 'not ours'))
    const good = make('add-barrier@1', barrier(school.pupils[0]!, 'after the bad ones'))
    expect(await applyPush(around(), officer, push(client, bad, unknown, foreign, good))).toMatchObject({ lmid: 4 })
    const { results } = await asked(officer, pull(client))
    expect(results.map((result) => result.code)).toEqual(['bad-arguments', 'unknown-mutation', 'not-permitted', null])
    expect(results[3]!.reference).toMatch(/^[0-9A-Z]{4}$/)
  })

  test('[P3] acts of one push see what those before them left, and each raises the file by one', async () => {
    const { client, make } = line()
    const pupil = school.pupils[0]!
    const said = barrier(pupil, 'said twice under one identity')
    const before = await asked(officer, pull(client, { want: [{ file: pupil.id, after: null }] }))
    await applyPush(
      around(),
      officer,
      push(
        client,
        make('add-barrier@1', said),
        make('add-barrier@1', said),
        make('add-barrier@1', barrier(pupil, 'and another')),
      ),
    )
    const after = await asked(officer, pull(client, { want: [{ file: pupil.id, after: null }] }))
    expect(after.results.map((result) => result.code)).toEqual([null, 'already-exists', null])
    expect(after.pages[0]!.head).toBe(before.pages[0]!.head + 2)
    const versions = new Map(after.pages[0]!.put.map((row) => [row.body['words'], row.version]))
    expect(versions.get('said twice under one identity')).toBe(before.pages[0]!.head + 1)
    expect(versions.get('and another')).toBe(before.pages[0]!.head + 2)
  })

  test('[P4] a uid that stands twice in one push happens once, and the line advances over both', async () => {
    const { client, make } = line()
    const uid = crypto.randomUUID()
    const once = make('add-barrier@1', barrier(school.pupils[0]!, 'one uid'), uid)
    const again = make('add-barrier@1', barrier(school.pupils[0]!, 'the same uid'), uid.toUpperCase())
    expect(await applyPush(around(), officer, push(client, once, again))).toMatchObject({ lmid: 2 })
    const held = await asked(officer, pull(client, { want: [{ file: school.pupils[0]!.id, after: null }] }))
    const words = held.pages[0]!.put.map((row) => row.body['words'])
    expect(words).toContain('one uid')
    expect(words).not.toContain('the same uid')
  })

  test('[P8] a connection lost in the middle of a push leaves nothing of it, and the same push is taken later', async () => {
    const { client, make } = line()
    const acts = [1, 2, 3].map((number) =>
      make('add-barrier@1', barrier(school.pupils[1]!, `before the cut ${number}`)),
    )
    const cut: Database = {
      ...store.database,
      write: (scope, run) =>
        store.database.write(scope, (tx) =>
          run({
            savepoint: (part) => tx.savepoint(part),
            query: (text, values) =>
              text.includes('keep_versions')
                ? Promise.reject(new PassingFault('connection-lost'))
                : tx.query(text, values),
          }),
        ),
    }
    await expect(applyPush({ ...around(), database: cut }, officer, push(client, ...acts))).rejects.toThrow(
      PassingFault,
    )
    expect(poked.files).toEqual([])
    expect(await asked(officer, pull(client))).toMatchObject({ lmid: 0, results: [] })
    expect(await applyPush(around(), officer, push(client, ...acts))).toMatchObject({ lmid: 3 })
    const { results } = await asked(officer, pull(client))
    expect(results.map((result) => result.code)).toEqual([null, null, null])
  })

  test('[P8] what the database itself will never take is refused alone: the acts around it are done', async () => {
    const { client, make } = line()
    const pupil = (id: string) => ({
      pupil: {
        id,
        organisationId: school.id,
        upn: null,
        forename: 'Robin',
        surname: 'Holt',
        preferredForename: null,
        preferredSurname: null,
        bornOn: '2012-03-04',
        sex: 'unknown',
        yearGroup: 9,
        registrationGroup: '9K',
        onRollFrom: '2023-09-04',
        address: null,
        householdId: null,
        firstLanguage: null,
        sen: 'none',
        freeSchoolMeals: 'unknown',
        lookedAfter: 'unknown',
        hasSocialWorker: 'unknown',
        youngCarer: 'unknown',
        medicalNote: null,
      },
      parents: [],
      listedOn: '2026-09-07',
    })
    const [first, last] = [crypto.randomUUID(), crypto.randomUUID()]
    const answer = await applyPush(
      around(),
      school.administrator,
      push(
        client,
        make('enrol-pupil@1', pupil(first)),
        // The identity of a child at another school, whom this one cannot see.
        make('enrol-pupil@1', pupil(elsewhere.pupils[0]!.id)),
        make('enrol-pupil@1', pupil(last)),
      ),
    )
    expect(answer).toMatchObject({ lmid: 3 })
    const { results } = await asked(school.administrator, pull(client))
    expect(results.map(({ code, detail }) => [code, detail])).toEqual([
      [null, null],
      ['bad-arguments', 'database'],
      [null, null],
    ])
    expect(poked.files).toEqual([first, last])
  })

  test('[O1] a name retired more than twelve months ago is answered obsolete; until then it is done', async () => {
    const { client, make } = line()
    await applyPush(
      retiring('2025-11-20'),
      officer,
      push(client, make('add-barrier@1', barrier(school.pupils[0]!, 'a'))),
    )
    await applyPush(
      retiring('2025-11-18'),
      officer,
      push(client, make('add-barrier@1', barrier(school.pupils[0]!, 'b'))),
    )
    const { lmid, results } = await asked(officer, pull(client))
    expect(lmid).toBe(2)
    expect(results.map((result) => result.code)).toEqual([null, 'obsolete'])
  })

  test('[P5] a pupil of another school and a pupil who does not exist are refused alike', async () => {
    const { client, make } = line()
    const nobody = { id: crypto.randomUUID(), caseId: crypto.randomUUID() }
    await applyPush(
      around(),
      officer,
      push(
        client,
        make('add-barrier@1', barrier(elsewhere.pupils[0]!, 'x')),
        make('add-barrier@1', barrier(nobody, 'x')),
      ),
    )
    const { results } = await asked(officer, pull(client))
    expect(results[0]).toMatchObject({ code: 'not-permitted', detail: null })
    expect(results[1]).toMatchObject({ code: 'not-permitted', detail: null })
  })

  test('[P10] a line belongs to one person: nobody else can push or pull under it', async () => {
    const { client, make } = line()
    await applyPush(around(), officer, push(client, make('add-barrier@1', barrier(school.pupils[0]!, 'mine'))))
    expect(
      await applyPush(
        around(),
        headOfYear,
        push(client, make('add-barrier@1', barrier(school.pupils[0]!, 'not mine'))),
      ),
    ).toBe('other-person')
    const answer = await answerPull(around(), headOfYear, pull(client))
    expect(answer).toMatchObject({ lmid: 0, results: [] })
  })

  test('[P6] whoever may hold the file is poked, and those whose grants changed are told so', async () => {
    const pupil = school.pupils[2]!
    const lead = school.staff[2]!
    const { client, make } = line()
    await applyPush(
      around(),
      lead,
      push(
        client,
        make('assign-absence-case@1', {
          pupilId: pupil.id,
          organisationId: school.id,
          caseId: pupil.caseId,
          clashId: crypto.randomUUID(),
          ownerId: { from: officer.personId, to: null },
        }),
      ),
    )
    expect(poked.files).toEqual([pupil.id])
    expect(poked.grants).toEqual([officer.personId])
  })

  test('hostile arguments are refused one by one, never a fault', async () => {
    const hostile: unknown[] = [
      null,
      7,
      'text',
      [],
      { __proto__: null },
      JSON.parse('{"__proto__":{"x":1}}'),
      { pupilId: 2 ** 63 },
      { ...barrier(school.pupils[0]!, 'nul \u0000') },
      { ...barrier(school.pupils[0]!, 'lone \ud800') },
      { ...barrier(school.pupils[0]!, 'x'.repeat(200_000)) },
    ]
    const { client, make } = line()
    const made = hostile.map((args) => make('add-barrier@1', args))
    for (const mutation of made) await applyPush(around(), officer, push(client, JSON.parse(JSON.stringify(mutation))))
    const { lmid, results } = await asked(officer, pull(client))
    expect(lmid).toBe(hostile.length)
    expect(new Set(results.map((result) => result.code))).toEqual(new Set(['bad-arguments']))
  })
})

describe('pull', () => {
  test('[L5] a first load can stop after any row and go on from there, and misses nothing that changed meanwhile', async () => {
    const pupil = school.pupils[0]!
    const { client, make } = line()
    await applyPush(
      around(),
      officer,
      push(
        client,
        ...Array.from({ length: 12 }, (_, place) => make('add-barrier@1', barrier(pupil, `barrier ${place}`))),
      ),
    )
    const whole = (await asked(officer, pull(client, { want: [{ file: pupil.id, after: null }] }))).pages[0]!
    expect(whole.done).toBe(true)

    const seen = new Map<string, unknown>()
    let after: { version: number; id: string } | null = null
    let pages = 0
    for (let done = false; !done; pages += 1) {
      const epoch: string = (await asked(officer, pull(client))).epoch
      const page: PullAnswer['pages'][number] = (
        await asked(officer, pull(client, { epoch, limit: 2, want: [{ file: pupil.id, after }] }))
      ).pages[0]!
      expect(page.start).toBe(after === null)
      for (const row of page.put) seen.set(row.id, row.body)
      ;({ after, done } = page)
      if (pages === 3)
        await applyPush(around(), officer, push(client, make('add-barrier@1', barrier(pupil, 'came in between'))))
    }
    expect(pages).toBeGreaterThan(6)
    expect(seen.size).toBe(whole.put.length + 1)
    expect([...seen.values()].some((body) => JSON.stringify(body).includes('came in between'))).toBe(true)
  })

  test('[L2] a cursor above the version, below the floor or of another epoch resets that file alone', async () => {
    const [one, two] = school.pupils
    const { client } = line()
    const start = await asked(
      officer,
      pull(client, { want: [one!, two!].map(({ id }) => ({ file: id, after: null })) }),
    )
    const heads = Object.fromEntries(start.pages.map((page) => [page.file, page.head]))
    const same = await asked(officer, pull(client, { epoch: start.epoch, cursors: heads }))
    expect(same.files).toEqual({})
    const ahead = await asked(
      officer,
      pull(client, { epoch: start.epoch, cursors: { ...heads, [one!.id]: heads[one!.id]! + 1 } }),
    )
    expect(Object.keys(ahead.files)).toEqual([one!.id])
    expect(ahead.files[one!.id]).toMatchObject({ reset: true, from: null, to: heads[one!.id] })
    const another = await asked(officer, pull(client, { epoch: crypto.randomUUID(), cursors: heads }))
    expect(Object.values(another.files).every((patch) => patch.reset)).toBe(true)
    expect(Object.keys(another.files)).toHaveLength(2)
  })

  test('[L6] files of another school are neither available nor told apart from files that do not exist', async () => {
    const { client } = line()
    const strange = elsewhere.pupils[0]!.id
    const random = crypto.randomUUID()
    const answer = await asked(officer, pull(client, { cursors: { [strange]: 1, [random]: 1 } }))
    expect(answer.revoked.toSorted()).toEqual([strange, random].toSorted())
    expect(answer.available).not.toContain(strange)
    expect((await asked(officer, pull(client, { want: [{ file: strange, after: null }] }))).pages).toEqual([])
    expect(JSON.stringify(answer)).not.toContain('Other')
  })

  test('[W1] a leaver is offered nothing, and what they held is revoked', async () => {
    const [one] = school.pupils
    const { client } = line()
    const held = await asked(headOfYear, pull(client, { want: [{ file: one!.id, after: null }] }))
    const member = headOfYear.memberships[0]!
    const leave = (from: string | null, to: string | null) =>
      actAtOffice(store.database, school.administrator, 'change-staff-member@1', {
        organisationId: school.id,
        personId: member.id,
        leftOn: { from, to },
      })
    await leave(null, '2026-11-19')
    const left = await asked(
      { ...headOfYear, memberships: [{ ...member, leftOn: '2026-11-19' }] },
      pull(client, { epoch: held.epoch, cursors: { [one!.id]: held.pages[0]!.head } }),
    )
    expect(left).toMatchObject({ available: [], revoked: [one!.id], files: {} })
    await leave('2026-11-19', null)
  })
})
