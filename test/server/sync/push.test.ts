import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mutationNamed } from '#domain/mutations/index.ts'
import type { Database } from '#server/store/database.ts'
import { PassingFault } from '#server/store/passing-fault.ts'
import { answerPull } from '#server/sync/answer-pull.ts'
import { applyPush } from '#server/sync/apply-push.ts'
import { barrier, line, openUpper, pull, push, type Upper } from './upper-school.ts'

let upper: Upper
let school: Upper['school']
let officer: Upper['officer']
beforeAll(async () => {
  upper = await openUpper()
  ;({ school, officer } = upper)
}, 90_000)
afterAll(() => upper.store.close())
beforeEach(() => {
  upper.poked.files = []
  upper.poked.grants = []
})

/** An office whose tablets stopped raising barriers this way on a day. */
const retiring = (lastMade: string) => ({
  ...upper.around(),
  known: { find: mutationNamed, retired: { 'add-barrier@1': lastMade } },
})

describe('push', () => {
  test.each([
    { app: '0.0.1', protocol: 0 },
    { app: '0.1.0', protocol: 1 },
    { app: '99.0.0', protocol: 99 },
  ])('[SPEC O3] of an app of any version is taken: $app, which speaks $protocol', async (theirs) => {
    const { client, make } = line()
    const words = `written in ${theirs.app}`
    const act = make('add-barrier@1', barrier(school.pupils[0]!, words))
    expect(await applyPush(upper.around(), officer, { ...push(client, act), ...theirs })).toMatchObject({ lmid: 1 })
    const answer = await upper.asked(officer, pull(client, { want: [{ file: school.pupils[0]!.id, after: null }] }))
    expect(answer.pages[0]!.put.filter(({ body }) => body['words'] === words)).toHaveLength(1)
  })

  test('[SPEC P4] a push sent twice, and sent again later with more, happens once', async () => {
    const { client, make } = line()
    const first = make('add-barrier@1', barrier(school.pupils[0]!, 'the bus was full'))
    const second = make('add-barrier@1', barrier(school.pupils[0]!, 'no coat'))
    expect(await applyPush(upper.around(), officer, push(client, first))).toMatchObject({ lmid: 1 })
    expect(await applyPush(upper.around(), officer, push(client, first))).toMatchObject({ lmid: 1, chain: first.chain })
    expect(await applyPush(upper.around(), officer, push(client, first, second))).toMatchObject({
      lmid: 2,
      chain: second.chain,
    })
    const answer = await upper.asked(officer, pull(client, { want: [{ file: school.pupils[0]!.id, after: null }] }))
    const words = answer.pages[0]!.put.map((row) => row.body['words'])
    expect(words.filter((each) => each === 'the bus was full')).toHaveLength(1)
  })

  test('[SPEC P4] a number too high is a gap, and a number already used for something else is a fork', async () => {
    const { client, make } = line()
    make('add-barrier@1', {})
    expect(await applyPush(upper.around(), officer, push(client, make('add-barrier@1', {})))).toEqual({
      problem: 'gap',
      lmid: 0,
    })
    const mine = line(client)
    await applyPush(upper.around(), officer, push(client, mine.make('add-barrier@1', barrier(school.pupils[0]!, 'a'))))
    const copy = line(client)
    expect(
      await applyPush(
        upper.around(),
        officer,
        push(client, copy.make('add-barrier@1', barrier(school.pupils[0]!, 'b'))),
      ),
    ).toEqual({ problem: 'forked', lmid: 1 })
  })

  test('[SPEC P4] the same act sent from two copies of one profile at the same moment happens once', async () => {
    const uid = crypto.randomUUID()
    const args = barrier(school.pupils[1]!, 'said once')
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => {
        const { client, make } = line()
        return applyPush(upper.around(), officer, push(client, make('add-barrier@1', args, uid)))
      }),
    )
    for (const answer of answers) expect(answer).toMatchObject({ lmid: 1 })
    const held = await upper.asked(
      officer,
      pull(crypto.randomUUID(), { want: [{ file: school.pupils[1]!.id, after: null }] }),
    )
    expect(held.pages[0]!.put.filter((row) => row.body['words'] === 'said once')).toHaveLength(1)
  })

  test('[SPEC P7] a refused act advances the line, says why once asked, and holds up nothing', async () => {
    const { client, make } = line()
    const bad = make('add-barrier@1', { nothing: 'of use' })
    const unknown = make('write-a-poem@1', {})
    const foreign = make('add-barrier@1', barrier(upper.elsewhere.pupils[0]!, 'not ours'))
    const good = make('add-barrier@1', barrier(school.pupils[0]!, 'after the bad ones'))
    expect(await applyPush(upper.around(), officer, push(client, bad, unknown, foreign, good))).toMatchObject({
      lmid: 4,
    })
    const { results } = await upper.asked(officer, pull(client))
    expect(results.map((result) => result.code)).toEqual(['bad-arguments', 'unknown-mutation', 'not-permitted', null])
    expect(results[3]!.reference).toMatch(/^[0-9A-Z]{4}$/)
  })

  test('[SPEC P3] acts of one push see what those before them left, and each raises the file by one', async () => {
    const { client, make } = line()
    const pupil = school.pupils[0]!
    const said = barrier(pupil, 'said twice under one identity')
    const before = await upper.asked(officer, pull(client, { want: [{ file: pupil.id, after: null }] }))
    await applyPush(
      upper.around(),
      officer,
      push(
        client,
        make('add-barrier@1', said),
        make('add-barrier@1', said),
        make('add-barrier@1', barrier(pupil, 'and another')),
      ),
    )
    const after = await upper.asked(officer, pull(client, { want: [{ file: pupil.id, after: null }] }))
    expect(after.results.map((result) => result.code)).toEqual([null, 'already-exists', null])
    expect(after.pages[0]!.head).toBe(before.pages[0]!.head + 2)
    const versions = new Map(after.pages[0]!.put.map((row) => [row.body['words'], row.version]))
    expect(versions.get('said twice under one identity')).toBe(before.pages[0]!.head + 1)
    expect(versions.get('and another')).toBe(before.pages[0]!.head + 2)
  })

  test('[SPEC P4] a uid that stands twice in one push happens once, and the line advances over both', async () => {
    const { client, make } = line()
    const uid = crypto.randomUUID()
    const once = make('add-barrier@1', barrier(school.pupils[0]!, 'one uid'), uid)
    const again = make('add-barrier@1', barrier(school.pupils[0]!, 'the same uid'), uid.toUpperCase())
    expect(await applyPush(upper.around(), officer, push(client, once, again))).toMatchObject({ lmid: 2 })
    const held = await upper.asked(officer, pull(client, { want: [{ file: school.pupils[0]!.id, after: null }] }))
    const words = held.pages[0]!.put.map((row) => row.body['words'])
    expect(words).toContain('one uid')
    expect(words).not.toContain('the same uid')
  })

  test('[SPEC P8] a connection lost in the middle of a push leaves nothing of it, and the same push is taken later', async () => {
    const { client, make } = line()
    const acts = [1, 2, 3].map((number) =>
      make('add-barrier@1', barrier(school.pupils[1]!, `before the cut ${number}`)),
    )
    const cut: Database = {
      ...upper.store.database,
      write: (scope, run) =>
        upper.store.database.write(scope, (tx) =>
          run({
            savepoint: (part) => tx.savepoint(part),
            query: (text, values) =>
              text.includes('keep_versions')
                ? Promise.reject(new PassingFault('connection-lost'))
                : tx.query(text, values),
          }),
        ),
    }
    await expect(applyPush({ ...upper.around(), database: cut }, officer, push(client, ...acts))).rejects.toThrow(
      PassingFault,
    )
    expect(upper.poked.files).toEqual([])
    expect(await upper.asked(officer, pull(client))).toMatchObject({ lmid: 0, results: [] })
    expect(await applyPush(upper.around(), officer, push(client, ...acts))).toMatchObject({ lmid: 3 })
    const { results } = await upper.asked(officer, pull(client))
    expect(results.map((result) => result.code)).toEqual([null, null, null])
  })

  test('[SPEC P8] what the database itself will never take is refused alone: the acts around it are done', async () => {
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
      upper.around(),
      school.administrator,
      push(
        client,
        make('enrol-pupil@1', pupil(first)),
        // The identity of a child at another school, whom this one cannot see.
        make('enrol-pupil@1', pupil(upper.elsewhere.pupils[0]!.id)),
        make('enrol-pupil@1', pupil(last)),
      ),
    )
    expect(answer).toMatchObject({ lmid: 3 })
    const { results } = await upper.asked(school.administrator, pull(client))
    expect(results.map(({ code, detail }) => [code, detail])).toEqual([
      [null, null],
      ['bad-arguments', 'database'],
      [null, null],
    ])
    expect(upper.poked.files).toEqual([first, last])
  })

  test('[SPEC O1] a name retired more than twelve months ago is answered obsolete; until then it is done', async () => {
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
    const { lmid, results } = await upper.asked(officer, pull(client))
    expect(lmid).toBe(2)
    expect(results.map((result) => result.code)).toEqual([null, 'obsolete'])
  })

  test('[SPEC P5] a pupil of another school and a pupil who does not exist are refused alike', async () => {
    const { client, make } = line()
    const nobody = { id: crypto.randomUUID(), caseId: crypto.randomUUID() }
    await applyPush(
      upper.around(),
      officer,
      push(
        client,
        make('add-barrier@1', barrier(upper.elsewhere.pupils[0]!, 'x')),
        make('add-barrier@1', barrier(nobody, 'x')),
      ),
    )
    const { results } = await upper.asked(officer, pull(client))
    expect(results[0]).toMatchObject({ code: 'not-permitted', detail: null })
    expect(results[1]).toMatchObject({ code: 'not-permitted', detail: null })
  })

  test('[SPEC P10] a line belongs to one person: nobody else can push or pull under it', async () => {
    const { client, make } = line()
    await applyPush(upper.around(), officer, push(client, make('add-barrier@1', barrier(school.pupils[0]!, 'mine'))))
    expect(
      await applyPush(
        upper.around(),
        upper.headOfYear,
        push(client, make('add-barrier@1', barrier(school.pupils[0]!, 'not mine'))),
      ),
    ).toBe('other-person')
    const answer = await answerPull(upper.around(), upper.headOfYear, pull(client))
    expect(answer).toMatchObject({ lmid: 0, results: [] })
  })

  test('[SPEC P6] whoever may hold the file is upper.poked, and those whose grants changed are told so', async () => {
    const pupil = school.pupils[2]!
    const lead = school.staff[2]!
    const { client, make } = line()
    await applyPush(
      upper.around(),
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
    expect(upper.poked.files).toEqual([pupil.id])
    expect(upper.poked.grants).toEqual([officer.personId])
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
    for (const mutation of made)
      await applyPush(upper.around(), officer, push(client, JSON.parse(JSON.stringify(mutation))))
    const { lmid, results } = await upper.asked(officer, pull(client))
    expect(lmid).toBe(hostile.length)
    expect(new Set(results.map((result) => result.code))).toEqual(new Set(['bad-arguments']))
  })
})
