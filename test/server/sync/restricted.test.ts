import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#domain/permissions/actor.ts'
import type { Role } from '#domain/records/staff-member.ts'
import { verifyChain } from '#server/store/verify-chain.ts'
import { connectDatabase } from '#server/store/database.ts'
import { answerPull } from '#server/sync/answer-pull.ts'
import { applyAct } from '#server/sync/apply-acts.ts'
import { scopeOf } from '#server/sync/apply-push.ts'
import type { PullAnswer } from '#sync/protocol.ts'
import { connectedAs, createTestDatabase, type TestDatabase } from '../../support/postgres.ts'
import { foundSmallSchool, type SmallSchool } from '../../support/small-school.ts'

/** In every restricted field that holds words: where one of these turns up, it was read. */
const canaries = ['CANARY-first', 'CANARY-more', 'CANARY-outcome'] as const

const roles = [
  'education-welfare-officer',
  'head-of-year',
  'attendance-lead',
  'designated-safeguarding-lead',
  'pastoral',
  'service-manager',
] as const satisfies Role[]

let store: TestDatabase
let school: SmallSchool
const people = new Map<Role, Actor>()
const person = (role: Role): Actor => {
  const found = role === 'administrator' ? school.administrator : people.get(role)
  if (found === undefined) throw new Error(`Nobody is ${role}.`)
  return found
}
const now = '2026-11-20T09:00:00.000Z'

const act = (by: Actor, name: string, args: unknown): ReturnType<typeof applyAct> =>
  store.database.write(scopeOf(by), (tx) =>
    applyAct(tx, { uid: crypto.randomUUID(), name, args, recordedAt: now, by }, now),
  )

const thread = crypto.randomUUID()
const tell = (by: Actor, over: object = {}) =>
  act(by, 'tell-safeguarding-lead@1', {
    pupilId: school.pupils[0]!.id,
    threadId: thread,
    noteId: crypto.randomUUID(),
    urgency: 'today',
    fromNoteId: null,
    words: canaries[0],
    ...over,
  })
const letIn = (role: Role, mayRead: boolean) =>
  act(person('designated-safeguarding-lead'), 'set-restricted-reader@1', {
    threadId: thread,
    organisationId: school.id,
    personId: person(role).personId,
    mayRead,
  })
const changeRole = async (who: Actor, from: Role, to: Role): Promise<void> => {
  const personId = who.personId
  const args = { organisationId: school.id, personId, role: { from, to } }
  expect(await act(school.administrator, 'change-staff-member@1', args)).toMatchObject({ ok: true })
}

/** How many versions with a canary the serving role finds when it says that it acts for this person. */
const found = async (personId: string): Promise<number> =>
  connectedAs(store.appUrl, async (app) => {
    await app.query(`select set_config('app.person', $1, false), set_config('app.organisations', $2, false)`, [
      personId,
      school.id,
    ])
    const { rows } = await app.query<{ found: string }>(
      `select count(*) as found from record_version where body::text like '%CANARY%'`,
    )
    return Number(rows[0]?.found)
  })

/** Everything the office would ever answer this person: what is held, what is loaded, what is there to load. */
const everythingFor = async (by: Actor): Promise<PullAnswer> => {
  const ask = async (want: string[]) => {
    const answer = await answerPull({ database: store.database, clock: () => now }, by, {
      protocol: 1,
      client: crypto.randomUUID(),
      device: crypto.randomUUID(),
      epoch: null,
      schema: 1,
      cursors: {},
      want: want.map((file) => ({ file, after: null })),
      lmid: 0,
      made: 0,
      limit: 1000,
    })
    if (answer === 'other-person') throw new Error('The line is another person’s.')
    return answer
  }
  // The thread is asked for by name too: knowing its identity must not help.
  return ask([...(await ask([])).available, thread])
}
const mayRead = async (by: Actor): Promise<boolean> => {
  const answer = await everythingFor(by)
  const got = answer.pages.some((page) => page.file === thread)
  expect(answer.revoked.includes(thread)).toBe(!got)
  expect(canaries.some((canary) => JSON.stringify(answer).includes(canary))).toBe(got)
  return got
}

beforeAll(async () => {
  store = await createTestDatabase()
  school = await foundSmallSchool(store.database, { code: 'upper', name: 'Upper', roles, pupils: 2 })
  for (const actor of school.staff) people.set(actor.memberships[0]!.role, actor)
  const more = { threadId: thread, noteId: crypto.randomUUID(), words: canaries[1] }
  const outcome = { threadId: thread, words: canaries[2] }
  const begun = [
    await tell(person('education-welfare-officer')),
    await act(person('education-welfare-officer'), 'add-restricted-note@1', more),
    await act(person('designated-safeguarding-lead'), 'note-restricted-outcome@1', outcome),
  ]
  if (begun.some((applied) => !applied.ok)) throw new Error('The thread was not begun.')
}, 90_000)
afterAll(() => store.close())

describe('the words of a restricted thread', () => {
  test('reach its author and the safeguarding lead, with a marker for everyone who has the pupil', async () => {
    for (const role of ['education-welfare-officer', 'designated-safeguarding-lead'] as const) {
      expect(await mayRead(person(role))).toBe(true)
      const answer = JSON.stringify(await everythingFor(person(role)))
      for (const canary of canaries) expect(answer).toContain(canary)
    }
    for (const role of ['head-of-year', 'attendance-lead', 'pastoral', 'service-manager'] as const) {
      expect(await mayRead(person(role))).toBe(false)
      const pupil = (await everythingFor(person(role))).pages.find((page) => page.file === school.pupils[0]!.id)
      expect(pupil?.put.filter((row) => row.body.kind === 'restricted-marker')).toHaveLength(1)
    }
    expect(await mayRead(school.administrator)).toBe(false)
  })

  test('a refusal says no more to someone who may not read it than to someone who asks about nothing', async () => {
    for (const threadId of [thread, crypto.randomUUID()])
      expect(
        await act(person('pastoral'), 'add-restricted-note@1', { threadId, noteId: crypto.randomUUID(), words: 'x' }),
      ).toEqual({ ok: false, refusal: 'not-permitted', detail: null })
    // Beginning a thread under an identity that is taken is refused without saying by what.
    expect(await tell(person('pastoral'))).toMatchObject({ ok: false })
  })

  test.each([
    ...roles.filter((role) => role !== 'designated-safeguarding-lead' && role !== 'education-welfare-officer'),
    'administrator' as const,
  ])('a %s finds none of them with any question to the database that the serving role may ask', async (role) => {
    const by = person(role)
    await connectedAs(store.appUrl, async (app) => {
      await app.query(`select set_config('app.person', $1, false), set_config('app.organisations', $2, false)`, [
        by.personId,
        school.id,
      ])
      const tables = await app.query<{ name: string }>(
        `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
           from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where c.relkind in ('r', 'v', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
             and has_table_privilege(c.oid, 'select')`,
      )
      expect(tables.rows.map((row) => row.name)).toEqual(
        expect.arrayContaining(['public.record', 'public.record_version', 'public.restricted_notes']),
      )
      for (const { name } of tables.rows) {
        const { rows } = await app.query<{ row: string }>(`select t::text as row from ${name} t`)
        const read = rows.filter(({ row }) => canaries.some((canary) => row.includes(canary)))
        expect({ name, read }).toEqual({ name, read: [] })
      }
    })
  })

  test('the same questions find them for the safeguarding lead, so that the test above can fail; and none for nobody in particular', async () => {
    expect(await found(person('designated-safeguarding-lead').personId)).toBeGreaterThan(2)
    expect(await found('')).toBe(0)
  })

  test('nobody writes into a thread past the domain either: the database refuses the row', async () => {
    const by = person('pastoral')
    await expect(
      store.database.write(scopeOf(by), (tx) =>
        tx.query(
          `insert into record (organisation_id, file_id, id, kind, version, body, received_at, reference)
           values ($1, $2, $3, 'restricted-note', 9, '{"kind":"restricted-note"}', now(), '7F3A')`,
          [school.id, thread, crypto.randomUUID()],
        ),
      ),
    ).rejects.toThrow(/row-level security/)
  })

  test('a restricted word can be put into no file of another kind, and no other word into a restricted file', async () => {
    const place = { pupilId: thread, caseId: null, raisedOn: '2026-11-20' }
    expect(
      await act(person('designated-safeguarding-lead'), 'add-barrier@1', {
        ...place,
        barrierId: crypto.randomUUID(),
        about: 'travel',
        raisedBy: 'parent',
        words: 'x',
        status: 'suspected',
        severity: null,
        agreedByFamily: 'not-discussed',
        evidence: '',
        reviewOn: null,
      }),
    ).toMatchObject({ ok: false, refusal: 'not-permitted' })
    expect(await tell(person('pastoral'), { threadId: school.id })).toMatchObject({ ok: false })
    expect(await tell(person('pastoral'), { threadId: school.pupils[1]!.id })).toMatchObject({ ok: false })
  })

  test('the chain of versions is proved by the owner of the tables, restricted ones and all', async () => {
    const owner = connectDatabase({ connectionString: store.ownerUrl }, 1)
    try {
      const scope = { person: null, organisations: [school.id] }
      expect(await owner.read(scope, (tx) => verifyChain(tx, school.id))).toMatchObject({ ok: true })
    } finally {
      await owner.close()
    }
  })
})

describe('[SPEC W1] who may read changes', () => {
  test('letting someone in grants the file; taking them out withdraws it', async () => {
    expect(await mayRead(person('head-of-year'))).toBe(false)
    expect(await letIn('head-of-year', true)).toMatchObject({
      ok: true,
      grantsChangedFor: [person('head-of-year').personId],
    })
    expect(await mayRead(person('head-of-year'))).toBe(true)
    expect(await letIn('head-of-year', false)).toMatchObject({ ok: true })
    expect(await mayRead(person('head-of-year'))).toBe(false)
  })

  test('someone who becomes safeguarding lead gets what is there; a lead who stops being one loses it, though an administrator who may read none of it makes the change', async () => {
    const pastoral = person('pastoral')
    await changeRole(pastoral, 'pastoral', 'designated-safeguarding-lead')
    expect(await mayRead(pastoral)).toBe(true)
    await changeRole(pastoral, 'designated-safeguarding-lead', 'pastoral')
    expect(await mayRead(pastoral)).toBe(false)
  })

  test('an author keeps their own words when their role changes, and loses them as an administrator or a leaver', async () => {
    const officer = person('education-welfare-officer')
    await changeRole(officer, 'education-welfare-officer', 'pastoral')
    expect(await mayRead(officer)).toBe(true)
    await changeRole(officer, 'pastoral', 'administrator')
    expect(await mayRead(officer)).toBe(false)
    await changeRole(officer, 'administrator', 'education-welfare-officer')
    expect(await mayRead(officer)).toBe(true)
    const leaving = { organisationId: school.id, personId: officer.personId, leftOn: { from: null, to: '2026-11-20' } }
    expect(await act(school.administrator, 'change-staff-member@1', leaving)).toMatchObject({ ok: true })
    expect(await mayRead(officer)).toBe(false)
  })
})
