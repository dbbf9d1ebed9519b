import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { theOffice, type Actor } from '#domain/permissions/actor.ts'
import type { MessageTemplate } from '#domain/records/message-template.ts'
import { machineClock } from '#domain/time/instant.ts'
import { answerPull } from '#server/sync/answer-pull.ts'
import { applyAct } from '#server/sync/apply-acts.ts'
import { scopeOf } from '#server/sync/apply-push.ts'
import { verifyChain } from '#server/store/verify-chain.ts'
import type { Poke, PullAnswer } from '#sync/protocol.ts'
import { startOffice, type TestOffice } from '../../support/office.ts'
import { connectedAs, createTestDatabase, type TestDatabase } from '../../support/postgres.ts'
import { actAtOffice, actorOf, foundSmallSchool, memberOf, type SmallSchool } from '../../support/small-school.ts'

const busPasses = {
  title: 'Bus passes',
  words: 'The pass for {child} is at {school}.',
  language: null,
  isGood: true,
}
let made: TestDatabase
let running: TestOffice
const council = randomUUID()
let councils: Actor
let manager: Actor
let hollins: SmallSchool
let elsewhere: SmallSchool
let lead: Actor
let pastoral: Actor

beforeAll(async () => {
  made = await createTestDatabase()
  running = await startOffice({ made })
  const managers = randomUUID()
  const plan = { roles: ['service-manager', 'attendance-lead', 'pastoral'] as const, pupils: 1 }
  hollins = await foundSmallSchool(made.database, { code: 'hollins', name: 'Hollins', people: [managers], ...plan })
  elsewhere = await foundSmallSchool(made.database, { code: 'elsewhere', name: 'Elsewhere', ...plan })
  lead = hollins.staff[1]!
  pastoral = hollins.staff[2]!
  councils = actorOf(memberOf(council, 'administrator', 'Sunita Rao'))
  manager = actorOf(
    memberOf(council, 'service-manager', 'Marcus Pell', managers),
    memberOf(hollins.id, 'service-manager', 'Marcus Pell', managers),
  )
  const name = 'Larkmere Attendance Service'
  await act(councils, 'found-organisation@1', {
    organisation: { id: council, code: 'larkmere', name, type: 'council-service', phase: null, dfeNumber: null },
    founder: { personId: councils.personId, name: 'Sunita Rao' },
  })
  const place = { organisationId: council, personId: managers, name: 'Marcus Pell', role: 'service-manager' }
  await act(councils, 'add-staff-member@1', { ...place, yearGroups: null })
}, 90_000)
afterAll(async () => {
  await running.stop()
  await made.close()
})

const act = (by: Actor, name: string, args: unknown) => actAtOffice(made.database, by, name, args, machineClock())

/** Everything the office answers this person, with these files asked for by name too. */
const everythingFor = async (by: Actor, named: string[] = []): Promise<PullAnswer> => {
  const ask = async (want: string[]) => {
    const answer = await answerPull({ database: made.database, clock: machineClock }, by, {
      protocol: 1,
      client: randomUUID(),
      device: randomUUID(),
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
  return ask([...new Set([...(await ask([])).available, ...named])])
}

/** The messages of this file that reach this person's tablet. */
const messagesFor = async (by: Actor, file: string): Promise<MessageTemplate[]> => {
  const { pages } = await everythingFor(by)
  const bodies: unknown[] = pages.flatMap((page) => (page.file === file ? page.put.map(({ body }) => body) : []))
  return bodies.filter(
    (body): body is MessageTemplate =>
      typeof body === 'object' && body !== null && 'kind' in body && body.kind === 'message-template',
  )
}
const atHollins = (by = pastoral) => messagesFor(by, hollins.id)
const untilHollinsHas = (expected: object[]) =>
  vi.waitFor(async () => expect(await atHollins()).toMatchObject(expected), 15_000)

const inside = { organisationId: council, templateId: randomUUID() }
const serve = (isServed: boolean, by = manager) =>
  act(by, 'serve-school@1', { councilId: council, schoolId: hollins.id, isServed })

test('a council’s message comes to the tablets of a school it serves, with the council’s name and the name of nobody there', async () => {
  await act(councils, 'write-template@1', { ...inside, ...busPasses })
  const heard: Poke[] = []
  const stop = running.office.pokes.subscribe(pastoral.personId, (poke) => heard.push(poke))
  await serve(true)
  const keptBy = { organisationId: council, name: 'Larkmere Attendance Service' }
  await untilHollinsHas([{ ...busPasses, keptBy, by: theOffice.personId, retired: null }])
  await vi.waitFor(() => expect(heard).toContainEqual({ file: hollins.id, version: expect.any(Number) }), 10_000)
  stop()
})

test('nobody of the school reads anything of the council’s own file by it: not who works there, nor which schools it serves', async () => {
  for (const by of [lead, pastoral, hollins.administrator]) {
    const theirs = await everythingFor(by, [council])
    expect(theirs.available).not.toContain(council)
    expect(theirs.revoked).toContain(council)
    expect(JSON.stringify(theirs)).not.toMatch(/Sunita|served-school/)
  }
  // And as the serving role, beneath the office: what a transaction of theirs sees of the council is nothing.
  for (const by of [lead, hollins.administrator, ...elsewhere.staff]) {
    await made.database.read(scopeOf(by), async (tx) => {
      for (const table of ['file', 'record', 'record_version', 'file_grant', 'membership']) {
        const { rows } = await tx.query(`select 1 from ${table} where organisation_id = $1`, [council])
        expect({ table, rows }).toEqual({ table, rows: [] })
      }
      expect((await tx.query('select 1 from served_schools')).rows).toEqual([])
    })
  }
})

test('a school that is not served reads no message, and the council reads nothing of any school', async () => {
  for (const by of [...elsewhere.staff, elsewhere.administrator])
    expect(JSON.stringify(await everythingFor(by, [council, hollins.id]))).not.toContain('Bus passes')
  const theirs = await everythingFor(councils, [hollins.id, elsewhere.id])
  expect(theirs.revoked).toEqual(expect.arrayContaining([hollins.id, elsewhere.id]))
  expect(JSON.stringify(theirs)).not.toMatch(/Marsh|Colleague/)
})

test('what the council changes, the school has changed; no tablet of the school changes it, and none writes in the council’s name', async () => {
  const to = { ...busPasses, words: 'Please fetch the pass for {child} at {school}.' }
  const said = { from: busPasses, to }
  const tries: [Actor, string, object][] = [
    [lead, 'change-template@1', { ...inside, organisationId: hollins.id, said }],
    [lead, 'change-template@1', { ...inside, said }],
    [manager, 'retire-template@1', { ...inside, organisationId: hollins.id, isOffered: false }],
    [manager, 'pass-on-template@1', { councilId: council, schoolId: hollins.id, templateId: inside.templateId }],
  ]
  for (const [by, name, args] of tries) {
    const tried = { uid: randomUUID(), name, args, recordedAt: machineClock(), by }
    const ended = await made.database.write(scopeOf(by), (tx) => applyAct(tx, tried, machineClock()))
    expect(ended).toMatchObject({ ok: false, refusal: 'not-permitted' })
  }
  await act(councils, 'change-template@1', { ...inside, said })
  // At once again, as a hurried person does: the later words are those that the school ends with.
  const last = { ...to, title: 'Bus passes are here' }
  await act(councils, 'change-template@1', { ...inside, said: { from: to, to: last } })
  await untilHollinsHas([last])
  const more = { ...inside, templateId: randomUUID() }
  await act(councils, 'write-template@1', { ...more, ...busPasses, title: 'Another' })
  await vi.waitFor(async () => expect(await atHollins()).toHaveLength(2), 15_000)
  await act(councils, 'retire-template@1', { ...more, isOffered: false })
  await vi.waitFor(
    async () => expect((await atHollins()).find(({ id }) => id === more.templateId)?.retired).not.toBeNull(),
    15_000,
  )
})

test('a school that is served no longer has its copies put away, and hears no later word', async () => {
  await serve(false, councils)
  await vi.waitFor(async () => expect((await atHollins()).every(({ retired }) => retired !== null)).toBe(true), 15_000)
  const before = await atHollins()
  await act(councils, 'write-template@1', {
    ...inside,
    templateId: randomUUID(),
    ...busPasses,
    title: 'For the others',
  })
  await vi.waitFor(() => expect(waiting()).resolves.toBe(0), 15_000)
  expect(await atHollins()).toEqual(before)
})

test('the chain of versions of the council, and that of the school, is whole', async () => {
  for (const organisation of [council, hollins.id])
    expect(
      await made.database.read({ person: null, organisations: [organisation] }, (tx) => verifyChain(tx, organisation)),
    ).toMatchObject({ ok: true })
})

/** Acts of the office that are still to be done. */
const waiting = (): Promise<number> =>
  connectedAs(made.superuserUrl, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      "select count(*)::int as n from graphile_worker._private_jobs j where j.key like 'do-office-act/%'",
    )
    return rows[0]?.n ?? -1
  })
