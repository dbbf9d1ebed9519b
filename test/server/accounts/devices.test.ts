import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linkAfter, ROOT } from '#sync/chain.ts'
import { PROTOCOL_VERSION } from '#sync/protocol.ts'
import type { Scope } from '#server/store/database.ts'
import type { Instant } from '#domain/time/instant.ts'
import { type Visitor, visit } from '#test/support/visitor.ts'
import { type Hollins, type Person, openHollins, signIn } from './hollins.ts'

const minute = 60_000

/** What a tablet asks at an exchange. */
const aPull = (device: string, more: { made: number; cursors?: Record<string, number>; client?: string }): unknown => ({
  protocol: PROTOCOL_VERSION,
  client: randomUUID(),
  device,
  epoch: null,
  schema: 1,
  cursors: {},
  want: [],
  lmid: 0,
  limit: 100,
  ...more,
})

describe('tablets of a person', () => {
  let hollins: Hollins
  let officer: Person
  let colleague: Person
  let administrator: Person
  let ahead = 0
  const clock = (): Instant => new Date(Date.now() + ahead).toISOString()

  beforeAll(async () => {
    hollins = await openHollins(['education-welfare-officer', 'pastoral', 'administrator', 'service-manager'], {
      clock,
      config: { demo: true },
    })
    officer = await hollins.account(0)
    colleague = await hollins.account(1)
    administrator = await hollins.account(2)
  })
  afterAll(() => hollins.stop())

  const openBrowser = async (person: Person, headers: Record<string, string> = {}): Promise<Visitor> => {
    const browser = visit(hollins.office)
    await signIn(browser, person, headers)
    return browser
  }
  const addTablet = async (
    person: Person,
  ): Promise<{ id: string; browser: Visitor; recoverySecret: string; headers: Record<string, string> }> => {
    const id = randomUUID()
    const browser = await openBrowser(person)
    const added = await browser.post('/api/devices', { id, name: 'Tablet 7' })
    expect(added.status).toBe(200)
    return { id, browser, recoverySecret: added.body.recoverySecret, headers: { 'x-doorstep-device': id } }
  }
  const audit = async (deviceId: string): Promise<string[]> => {
    const { rows } = await hollins.office.made.pool.query<{ event: string }>(
      'select event from accounts.audit where device_id = $1 order by id',
      [deviceId],
    )
    return rows.map(({ event }) => event)
  }

  /** The rows of a table that have this id, as the office shows them to whoever is in the scope. */
  const rowsOf = (scope: Scope, table: 'device' | 'sync_client' | 'attachment_bytes', id: string): Promise<unknown[]> =>
    hollins.office.made.database.read(scope, async (tx) => {
      const { rows } = await tx.query(`select * from ${table} where id = $1`, [id])
      return rows
    })

  /** An act whose arguments are not its own, the first of its line whatever its number. */
  const act = (mid: number, args: unknown) => {
    const plain = { id: mid, uid: randomUUID(), name: 'make-promise@1', args, files: [], recordedAt: clock() }
    return { ...plain, prev: ROOT, chain: linkAfter(ROOT, plain) }
  }

  test('a tablet is added, gets 32 bytes, and is stored without them', async () => {
    const { id, browser, recoverySecret, headers } = await addTablet(officer)
    expect(Buffer.from(recoverySecret, 'base64')).toHaveLength(32)
    const stored = await hollins.office.made.database.read({ person: officer.personId, organisations: [] }, (tx) =>
      tx.query<{ recovery_secret: Buffer }>('select recovery_secret from device where id = $1', [id]),
    )
    expect(stored.rows[0]?.recovery_secret.includes(Buffer.from(recoverySecret, 'base64'))).toBe(false)
    expect((await browser.get('/api/devices', headers)).body.devices).toContainEqual(
      expect.objectContaining({ id, name: 'Tablet 7', current: true, revokedAt: null }),
    )
    // The answer was lost, and the tablet asks again.
    expect((await browser.post('/api/devices', { id, name: 'Tablet 7' })).body).toEqual({ recoverySecret })
    expect(await audit(id)).toEqual(['device-added', 'recovery-secret-released'])
  })

  test('the recovery secret is released within five minutes of a sign-in and not after, and every release is in the audit', async () => {
    const { id, recoverySecret } = await addTablet(officer)
    const later = ahead
    const browser = await openBrowser(officer)
    ahead = later + 5 * minute - 1000
    expect((await browser.post(`/api/devices/${id}/recovery`)).body).toEqual({ recoverySecret })
    ahead = later + 5 * minute + 1000
    expect(await browser.post(`/api/devices/${id}/recovery`)).toMatchObject({
      status: 403,
      body: { error: 'sign-in-again' },
    })
    // Adding the same tablet again is no way round it.
    expect(await browser.post('/api/devices', { id, name: 'Tablet 7' })).toMatchObject({
      status: 403,
      body: { error: 'sign-in-again' },
    })
    await signIn(browser, officer)
    expect((await browser.post(`/api/devices/${id}/recovery`)).body).toEqual({ recoverySecret })
    expect(await audit(id)).toEqual(['device-added', 'recovery-secret-released', 'recovery-secret-released'])
    ahead = later
  })

  test('[F8] a tablet that is taken away is refused at its next request, and the sessions begun on it are over', async () => {
    const { id, browser, headers } = await addTablet(officer)
    const elsewhere = await openBrowser(officer)
    expect((await browser.get('/api/session', headers)).status).toBe(200)
    const revoked = await elsewhere.post(`/api/devices/${id}/revoke`)
    expect(revoked.status).toBe(200)
    expect((await elsewhere.post(`/api/devices/${id}/revoke`)).body).toEqual(revoked.body)
    // Said without a session too, so that the tablet forgets what it holds; without its name it is only signed out.
    expect((await browser.get('/api/session', headers)).body.error).toBe('device-revoked')
    expect((await browser.get('/api/session')).body.error).toBe('signed-out')
    // Signing in on it does not help, and its secret stays in the office.
    await signIn(browser, officer, headers)
    expect(await browser.get('/api/session', headers)).toMatchObject({ status: 403, body: { error: 'device-revoked' } })
    expect((await browser.post(`/api/devices/${id}/recovery`)).body.error).toBe('device-revoked')
    expect((await browser.post('/api/devices', { id, name: 'Tablet 7' })).body.error).toBe('device-revoked')
    expect((await elsewhere.get('/api/session')).status).toBe(200)
  })

  test('[G1] somebody else finds nothing: not in the list, not by its id, and their header names no tablet', async () => {
    const { id, headers } = await addTablet(officer)
    const other = await openBrowser(colleague)
    expect((await other.get('/api/devices')).body).toEqual({ devices: [], managed: [] })
    for (const path of [
      `/api/devices/${id}/recovery`,
      `/api/devices/${id}/revoke`,
      `/api/devices/${randomUUID()}/revoke`,
      '/api/devices/not-an-id/revoke',
    ]) {
      expect({ path, ...(await other.post(path)) }).toMatchObject({ status: 404, body: { error: 'not-found' } })
    }
    expect(await other.post('/api/devices', { id, name: 'Mine now' })).toMatchObject({
      status: 404,
      body: { error: 'not-found' },
    })
    expect((await other.get('/api/session', headers)).status).toBe(200)
    const owner = await openBrowser(officer)
    expect((await owner.get('/api/devices', headers)).body.devices).toContainEqual(
      expect.objectContaining({ id, name: 'Tablet 7', revokedAt: null }),
    )
  })

  test('an administrator sees and takes away tablets of their people, never a secret, and nobody else does', async () => {
    const { id, browser, headers } = await addTablet(officer)
    const admin = await openBrowser(administrator)
    const managed: Record<string, unknown>[] = (await admin.get('/api/devices')).body.managed
    expect(managed.find((device) => device['id'] === id)).toEqual({
      id,
      name: 'Tablet 7',
      addedAt: expect.any(String),
      lastSeenAt: expect.any(String),
      revokedAt: null,
      leftAt: null,
      shared: false,
      filesHeld: null,
      unsent: null,
      refused: 0,
      refusedAt: null,
      failed: 0,
      failedAt: null,
      neverArrived: 0,
      personId: officer.personId,
      personName: 'Colleague 1',
      organisationIds: [hollins.school.id],
    })
    expect((await admin.post(`/api/devices/${id}/recovery`)).status).toBe(404)
    expect((await admin.post(`/api/devices/${id}/revoke`)).status).toBe(200)
    expect((await browser.get('/api/session', headers)).status).toBe(403)
    const { rows } = await hollins.office.made.pool.query(
      'select account_id, by_account_id from accounts.audit where device_id = $1 and event = $2',
      [id, 'device-revoked'],
    )
    expect(rows).toEqual([{ account_id: officer.accountId, by_account_id: administrator.accountId }])
  })

  test('[SPEC I17] [B5] asks in the name of whose tablet it is: with a colleague’s session it is given nothing, and nothing is taken', async () => {
    const { id, headers } = await addTablet(officer)
    const shared = await openBrowser(colleague)
    const named = { ...headers, 'x-doorstep-person': officer.personId }
    const push = { protocol: PROTOCOL_VERSION, client: randomUUID(), device: id, app: 'test', mutations: [] }
    const bytes = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    const picture = {
      id: randomUUID(),
      organisation: hollins.school.id,
      mediaType: 'image/png',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.toString('base64'),
    }
    for (const [path, body] of [
      ['/api/sync/pull', aPull(id, { made: 0 })],
      ['/api/sync/push', push],
      ['/api/access-log', { openings: [] }],
      ['/api/attachments', picture],
    ] as const)
      expect(await shared.post(path, body, named)).toMatchObject({ status: 401, body: { error: 'signed-out' } })
    const own = await openBrowser(officer)
    expect((await own.post('/api/sync/pull', aPull(id, { made: 0 }), named)).status).toBe(200)
    expect((await own.post('/api/sync/push', push, named)).status).toBe(200)
    expect((await own.post('/api/attachments', picture, named)).status).toBe(200)
    expect(
      await rowsOf({ person: null, organisations: [hollins.school.id] }, 'attachment_bytes', picture.id),
    ).toMatchObject([{ person_id: officer.personId }])
  })

  test('[F8] a tablet of a colleague, named in a push or a pull, is neither written to nor bound to the line', async () => {
    const { id, headers } = await addTablet(officer)
    const rowOf = () => rowsOf({ person: officer.personId, organisations: [] }, 'device', id)
    const before = await rowOf()
    expect(before).toHaveLength(1)
    ahead = 5 * minute
    const browser = await openBrowser(colleague)
    const client = randomUUID()
    const question = aPull(id, { made: 9, client })
    // One that the office refuses, and one that leaves a gap: each would be counted.
    const push = { protocol: PROTOCOL_VERSION, client, device: id, app: 'test', mutations: [act(1, {}), act(3, {})] }
    expect((await browser.post('/api/sync/push', push)).body).toEqual({ problem: 'gap', lmid: 1 })
    expect((await browser.post('/api/sync/pull', question)).status).toBe(200)
    expect(await rowOf()).toEqual(before)
    expect(await rowsOf({ person: colleague.personId, organisations: [] }, 'sync_client', client)).toMatchObject([
      { device_id: null },
    ])

    // Its owner's are noted.
    const own = await openBrowser(officer, headers)
    expect((await own.post('/api/sync/pull', aPull(id, { made: 9 }), headers)).status).toBe(200)
    expect(await rowOf()).toMatchObject([{ unsent: 9, files_held: 0 }])
    ahead = 0
  })

  test('[SPEC D1] what it announced on a line that it ended, and what never came under another, is counted for whoever looks after tablets', async () => {
    const { id, browser, headers } = await addTablet(officer)
    const admin = await openBrowser(administrator)
    const counted = async (): Promise<number[]> => {
      const [own, managed] = [await browser.get('/api/devices'), await admin.get('/api/devices')]
      const all: { id: string; neverArrived: number }[] = [...own.body.devices, ...managed.body.managed]
      return all.filter((each) => each.id === id).map(({ neverArrived }) => neverArrived)
    }
    /** One line of the tablet: sends so many acts, which the office refuses, and tells how many it made. */
    const lineOf = (client: string) => {
      let prev = ROOT
      let made = 0
      return async (acts: number, announced: number): Promise<number[]> => {
        const mutations = Array.from({ length: acts }, () => {
          made += 1
          const plain = act(made, {})
          const link = linkAfter(prev, plain)
          const linked = { ...plain, prev, chain: link }
          prev = link
          return linked
        })
        const push = { protocol: PROTOCOL_VERSION, client, device: id, app: 'test', mutations }
        expect((await browser.post('/api/sync/push', push, headers)).body).toMatchObject({ lmid: made })
        const question = aPull(id, { made: announced, client })
        expect((await browser.post('/api/sync/pull', question, headers)).status).toBe(200)
        return counted()
      }
    }
    const before = lineOf(randomUUID())
    // It waits, and may yet come.
    expect(await before(2, 7)).toEqual([0, 0])
    const after = lineOf(randomUUID())
    // Of the five that were announced two come under the new line, and one waits there: two are nowhere.
    expect(await after(2, 3)).toEqual([2, 2])
    expect(await after(1, 3)).toEqual([2, 2])
    // What is written later fills no gap.
    ahead = 2 * 60 * minute
    await Promise.all([signIn(browser, officer, headers), signIn(admin, administrator)])
    expect(await after(3, 6)).toEqual([2, 2])
    ahead = 0
  })

  test('[F8] one that was found again is given back by whoever took it away, never by its owner, and what waits on it is sent', async () => {
    const { id, browser, headers } = await addTablet(officer)
    const admin = await openBrowser(administrator)
    await admin.post(`/api/devices/${id}/revoke`)
    expect((await browser.post('/api/sync/pull', aPull(id, { made: 3 }), headers)).body.error).toBe('device-revoked')
    await signIn(browser, officer, headers)
    expect((await browser.post('/api/sync/pull', aPull(id, { made: 3 }), headers)).body.error).toBe('device-revoked')
    const elsewhere = await openBrowser(officer)
    expect((await elsewhere.post(`/api/devices/${id}/give-back`)).status).toBe(404)
    expect(await admin.post(`/api/devices/${id}/give-back`)).toMatchObject({ status: 200, body: { revokedAt: null } })
    expect((await browser.post('/api/sync/pull', aPull(id, { made: 3 }), headers)).status).toBe(200)
    expect(await audit(id)).toEqual(['device-added', 'device-revoked', 'device-given-back'])
  })

  test('says at each exchange how many files it holds and how much of its work has not arrived, and its administrator sees it', async () => {
    const { id, browser, headers } = await addTablet(officer)
    const held = { [hollins.school.id]: 1, [randomUUID()]: 4 }
    expect((await browser.post('/api/sync/pull', aPull(id, { made: 3, cursors: held }), headers)).status).toBe(200)
    const admin = await openBrowser(administrator)
    const seen = async () =>
      (await admin.get('/api/devices')).body.managed.find((device: { id: string }) => device.id === id)
    expect(await seen()).toMatchObject({ filesHeld: 2, unsent: 3, shared: false })
    expect((await browser.post(`/api/devices/${id}/shared`, { shared: true }, headers)).status).toBe(200)
    expect((await browser.post(`/api/devices/${id}/shared`, { shared: 'yes' }, headers)).status).toBe(400)
    expect(await seen()).toMatchObject({ shared: true })
  })

  test('what the office did not take, and an exchange that could not go on, are counted for whoever looks after tablets', async () => {
    const { id, browser, headers } = await addTablet(officer)
    const client = randomUUID()
    const push = (mutations: unknown[]) =>
      browser.post(
        '/api/sync/push',
        { protocol: PROTOCOL_VERSION, client, device: id, app: 'test', mutations },
        headers,
      )
    const admin = await openBrowser(administrator)
    const seen = async () =>
      (await admin.get('/api/devices')).body.managed.find((device: { id: string }) => device.id === id)
    expect(await seen()).toMatchObject({ refused: 0, refusedAt: null, failed: 0, failedAt: null })
    const refused = act(1, { words: 'Mum cried at the door.' })
    expect(await push([refused])).toMatchObject({ status: 200, body: { lmid: 1 } })
    expect(await seen()).toMatchObject({ refused: 1, refusedAt: expect.any(String), failed: 0 })
    // Sent again because the answer was lost: it is still one.
    await push([refused])
    expect(await push([act(9, {})])).toMatchObject({ body: { problem: 'gap' } })
    const told = await seen()
    expect(told).toMatchObject({ refused: 1, failed: 1, failedAt: expect.any(String) })
    expect(JSON.stringify(told)).not.toMatch(/cried|make-promise/)
    // A colleague who looks after nobody is told nothing of it.
    expect((await (await openBrowser(colleague)).get('/api/devices')).body.managed).toEqual([])
  })

  test('one that its owner left for good gives out no secret any more, and the session on it is over', async () => {
    const { id, browser, headers } = await addTablet(officer)
    expect((await browser.post(`/api/devices/${id}/leave`, {}, headers)).status).toBe(200)
    expect((await browser.get('/api/session', headers)).status).toBe(401)
    await signIn(browser, officer, headers)
    expect((await browser.post(`/api/devices/${id}/recovery`, {}, headers)).status).toBe(404)
    expect((await browser.get('/api/devices', headers)).body.devices).toContainEqual(
      expect.objectContaining({ id, leftAt: expect.any(String), filesHeld: 0, unsent: 0 }),
    )
    expect(await audit(id)).toEqual(['device-added', 'device-left'])
  })

  test('a service manager sees and takes away the tablets of officers, and nobody else’s', async () => {
    const officers = await addTablet(officer)
    const colleagues = await addTablet(colleague)
    const manager = await openBrowser(await hollins.account(3))
    const seen: { id: string }[] = (await manager.get('/api/devices')).body.managed
    expect(seen.map(({ id }) => id)).toContain(officers.id)
    expect(seen.map(({ id }) => id)).not.toContain(colleagues.id)
    expect((await manager.post(`/api/devices/${colleagues.id}/revoke`)).status).toBe(404)
    expect((await manager.post(`/api/devices/${officers.id}/revoke`)).status).toBe(200)
    expect((await manager.post(`/api/devices/${officers.id}/give-back`)).status).toBe(200)
    expect((await manager.post(`/api/devices/${officers.id}/recovery`)).status).toBe(404)
  })

  test('an administrator of another school finds nothing', async () => {
    const { foundSmallSchool } = await import('#test/support/small-school.ts')
    const { id } = await addTablet(officer)
    const { administrator: stranger } = await foundSmallSchool(hollins.office.made.database, {
      code: 'ferndale',
      name: 'Ferndale Primary',
      roles: ['pastoral'],
      pupils: 0,
    })
    const made = await hollins.office.office.accounts.createAccount({
      name: 'Imran Shah',
      email: 'i.shah@ferndale.example',
      personId: stranger.personId,
    })
    if (!made.ok) throw new Error(made.why)
    const { code } = await hollins.office.office.accounts.invite(made.accountId)
    const browser = visit(hollins.office)
    await browser.post('/api/auth/invitation', { code, password: 'three wet herons by the weir' })
    await signIn(browser, { email: 'i.shah@ferndale.example' })
    expect((await browser.get('/api/devices')).body.managed).toEqual([])
    expect((await browser.post(`/api/devices/${id}/revoke`)).status).toBe(404)
  })

  test('malformed tablets are refused plainly', async () => {
    const browser = await openBrowser(officer)
    for (const body of [
      {},
      { id: 'x', name: 'T' },
      { id: randomUUID(), name: '' },
      { id: randomUUID(), name: 'T', more: 1 },
      { id: randomUUID(), name: 'x'.repeat(81) },
      { id: randomUUID(), name: 'a\u0000b' },
      [],
    ]) {
      const answer = await browser.post('/api/devices', body)
      expect({ body, status: answer.status, error: answer.body.error }).toEqual({
        body,
        status: 400,
        error: 'bad-request',
      })
    }
  })
})
