import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION, PullAnswer } from '#sync/protocol.ts'
import { actAtOffice, foundSmallSchool } from '#test/support/small-school.ts'
import { visit, type Visitor } from '#test/support/visitor.ts'
import { type Hollins, type Person, openHollins, signIn } from './hollins.ts'

const chosen = 'five dry herons by the weir'

let hollins: Hollins
let officer: Person
let lead: Person
let admin: Visitor
let adminAccount: Person

beforeAll(async () => {
  hollins = await openHollins(
    ['education-welfare-officer', 'designated-safeguarding-lead', 'administrator', 'service-manager'],
    {
      config: { demo: true },
    },
  )
  officer = await hollins.account(0)
  lead = await hollins.account(1)
  adminAccount = await hollins.account(2)
  admin = await browserOf(adminAccount)
})
afterAll(() => hollins.stop())

const browserOf = async (person: Pick<Person, 'email'>): Promise<Visitor> => {
  const browser = visit(hollins.office)
  await signIn(browser, person)
  return browser
}

const invite = (more: Record<string, unknown> = {}, by: Visitor = admin) =>
  by.post('/api/accounts', {
    organisationId: hollins.school.id,
    name: 'Ines Vale',
    role: 'pastoral',
    yearGroups: [9, 10],
    email: 'i.vale@hollins.example',
    ...more,
  })

const audit = async (event: string): Promise<{ account_id: string; by_account_id: string }[]> =>
  (
    await hollins.office.made.pool.query<{ account_id: string; by_account_id: string }>(
      'select account_id, by_account_id from accounts.audit where event = $1 order by id',
      [event],
    )
  ).rows

describe('inviting a colleague', () => {
  test('gives them their place and a link that sets a password; who invited them is in the audit', async () => {
    const answer = await invite()
    expect(answer).toMatchObject({ status: 200, body: { link: expect.stringContaining('/sign-in#invitation=') } })
    const listed = async () =>
      (await admin.get('/api/accounts')).body.accounts.find(
        (each: { personId: string }) => each.personId === answer.body.personId,
      )
    expect(await listed()).toEqual({
      organisationId: hollins.school.id,
      personId: answer.body.personId,
      email: 'i.vale@hollins.example',
      state: 'invited',
      lastSeenAt: null,
      mailed: null,
      openCases: 0,
      unsent: 0,
    })
    const code = new URL(answer.body.link).hash.replace('#invitation=', '')
    const browser = visit(hollins.office)
    expect((await browser.post('/api/auth/invitation', { code, password: chosen })).status).toBe(200)
    await browser.post('/api/auth/sign-in/email', { email: 'i.vale@hollins.example', password: chosen })
    expect((await browser.get('/api/session')).body.actor.memberships).toEqual([
      expect.objectContaining({ role: 'pastoral', yearGroups: [9, 10], name: 'Ines Vale', leftOn: null }),
    ])
    expect(await listed()).toMatchObject({ state: 'active', lastSeenAt: expect.any(String) })
    expect((await audit('invited')).at(-1)?.by_account_id).toBe(adminAccount.accountId)
  })

  test('twice to the same place changes nothing, and says where to look', async () => {
    await invite({ email: 'twice@hollins.example' })
    const before = await audit('account-made')
    expect(await invite({ email: 'Twice@hollins.example' })).toMatchObject({
      status: 409,
      body: { error: 'already-member' },
    })
    expect(await audit('account-made')).toEqual(before)
  })

  test('who works elsewhere already keeps their account: a second place, and no link that would open the first', async () => {
    const made = await hollins.office.office.accounts.createAccount({
      name: 'Nessa Brook',
      email: 'n.brook@council.example',
      password: chosen,
      personId: elsewhere.personId,
    })
    expect(made.ok).toBe(true)
    const before = await audit('invited')
    const answer = await invite({
      email: 'n.brook@council.example',
      name: 'Nessa Brook',
      role: 'education-welfare-officer',
      yearGroups: null,
    })
    expect(answer).toMatchObject({ status: 200, body: { personId: elsewhere.personId, link: null, expiresAt: null } })
    expect(await audit('invited')).toEqual(before)
    expect(await admin.post(`/api/accounts/${elsewhere.personId}/invitation`)).toMatchObject({
      status: 403,
      body: { error: 'works-elsewhere' },
    })
  })

  test.each([
    { email: 'not an address' },
    { role: 'caretaker' },
    { name: '' },
    { yearGroups: ['nine'] },
    { more: 1 },
    { organisationId: 'x' },
  ])('malformed is refused plainly: %j', async (wrong) => {
    expect((await invite(wrong)).body.error).toBe('bad-request')
  })
})

let elsewhere: { personId: string }
beforeAll(async () => {
  const council = await foundSmallSchool(hollins.office.made.database, {
    code: 'council',
    name: 'The council',
    roles: ['education-welfare-officer'],
    pupils: 0,
  })
  elsewhere = { personId: council.staff[0]?.personId ?? '' }
})

describe('a service manager', () => {
  test('invites officers and nobody else, and sees officers’ accounts and nobody else’s', async () => {
    const manager = await browserOf(await hollins.account(3))
    const asked = { yearGroups: null, email: 'o.reed@council.example' }
    expect((await invite({ ...asked, role: 'designated-safeguarding-lead' }, manager)).body.error).toBe('not-permitted')
    expect((await invite({ ...asked, role: 'education-welfare-officer' }, manager)).status).toBe(200)
    const seen: { personId: string }[] = (await manager.get('/api/accounts')).body.accounts
    expect(seen.map(({ personId }) => personId)).toContain(officer.personId)
    expect(seen.map(({ personId }) => personId)).not.toContain(lead.personId)
    expect((await manager.post(`/api/accounts/${lead.personId}/invitation`)).status).toBe(404)
  })
})

describe('a colleague who forgot their password', () => {
  test('gets a new link from their administrator; the old sessions are over once it is used', async () => {
    const before = await browserOf(officer)
    const { body } = await admin.post(`/api/accounts/${officer.personId}/invitation`)
    const code = new URL(body.link).hash.replace('#invitation=', '')
    expect((await before.get('/api/session')).status).toBe(200)
    await visit(hollins.office).post('/api/auth/invitation', { code, password: chosen })
    expect((await before.get('/api/session')).status).toBe(401)
  })

  test('someone who has left gets none', async () => {
    const { personId } = (await invite({ email: 'gone@hollins.example' })).body
    await actAtOffice(hollins.office.made.database, hollins.school.administrator, 'change-staff-member@1', {
      organisationId: hollins.school.id,
      personId,
      leftOn: { from: null, to: '2026-09-01' },
    })
    expect((await admin.post(`/api/accounts/${personId}/invitation`)).status).toBe(404)
  })
})

test('who looks after colleagues sees what the office cannot do for lack of settings; nobody else is told', async () => {
  expect((await admin.get('/api/office')).body).toEqual({
    office: { mail: 'not-set-up', notifications: false, demo: true, backup: { by: 'doorstep', lastAt: null } },
  })
  expect(await (await browserOf(lead)).get('/api/office')).toMatchObject({ status: 200, body: { office: null } })
})

test('every tablet hears with each pull whether this office sends e-mail', async () => {
  const pull = {
    protocol: PROTOCOL_VERSION,
    client: randomUUID(),
    device: randomUUID(),
    epoch: null,
    schema: 1,
    cursors: {},
    want: [],
    lmid: 0,
    made: 0,
    limit: 100,
  }
  const answer = await (await browserOf(lead)).post('/api/sync/pull', pull)
  expect(PullAnswer.parse(answer.body).means).toEqual({ mail: 'not-set-up', notificationKey: null, isNotified: false })
})

test('[F8] the account of a leaver opens nothing from the next request on, and says so', async () => {
  const browser = await browserOf(lead)
  expect((await browser.get('/api/session')).status).toBe(200)
  await actAtOffice(hollins.office.made.database, hollins.school.administrator, 'change-staff-member@1', {
    organisationId: hollins.school.id,
    personId: lead.personId,
    leftOn: { from: null, to: '2026-09-01' },
  })
  for (const path of ['/api/session', '/api/accounts', '/api/devices'])
    expect(await browser.get(path)).toMatchObject({ status: 403, body: { error: 'left' } })
  // What they still hold unsent is heard, and answered with nothing but what became of it (SPEC P12, L8).
  const tablet = { protocol: 1, client: randomUUID(), device: randomUUID() }
  expect((await browser.post('/api/sync/push', { ...tablet, app: 'test', mutations: [] })).status).toBe(200)
  const asked = { ...tablet, epoch: null, schema: 1, cursors: {}, want: [], lmid: 0, made: 0, limit: 100 }
  expect(await browser.post('/api/sync/pull', asked)).toMatchObject({
    status: 200,
    body: { ended: true, files: {}, pages: [], available: [] },
  })
})

test('whoever looks after somebody sees how much of what they wrote had not come when their tablets last asked', async () => {
  const standing = async () =>
    (await admin.get('/api/accounts')).body.accounts.find(
      (each: { personId: string }) => each.personId === officer.personId,
    )
  const { personId } = officer
  const tablet = (unsent: number, leftAt: string | null) =>
    hollins.office.made.database.write({ person: personId, organisations: [] }, (tx) =>
      tx.query(
        'insert into device (id, person_id, name, added_at, last_seen_at, unsent, left_at) values ($1, $2, $3, now(), now(), $4, $5)',
        [randomUUID(), personId, 'A tablet', unsent, leftAt],
      ),
    )
  await tablet(2, null)
  await tablet(1, null)
  await tablet(5, '2026-09-01T10:00:00.000Z')
  expect(await standing()).toMatchObject({ unsent: 3 })
})

test('an administrator sees how many cases somebody answers for, and of no pupil anything', async () => {
  const school = await foundSmallSchool(hollins.office.made.database, {
    code: 'birch',
    name: 'Birch School',
    roles: ['education-welfare-officer', 'administrator'],
    pupils: 3,
  })
  const [first, second] = school.staff
  const made = await hollins.office.office.accounts.createAccount({
    name: 'Birch Administrator',
    email: 'admin@birch.example',
    password: 'three wet herons by the weir',
    personId: second?.personId ?? '',
  })
  expect(made.ok).toBe(true)
  const browser = await browserOf({ email: 'admin@birch.example' })
  const answer = await browser.get('/api/accounts')
  expect(answer.body.accounts).toContainEqual(
    expect.objectContaining({ personId: first?.personId, openCases: 3, state: 'none', email: null }),
  )
  const text = JSON.stringify([answer.body, (await browser.get('/api/devices')).body])
  for (const { id, caseId } of school.pupils) {
    expect(text).not.toContain(id)
    expect(text).not.toContain(caseId)
  }
  expect(text).not.toContain('Marsh')
})
