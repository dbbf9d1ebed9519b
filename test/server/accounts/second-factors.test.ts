import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authenticatorCode, visit } from '#test/support/visitor.ts'
import {
  type Hollins,
  type Person,
  addAuthenticator,
  openHollins,
  password,
  signIn,
  signedInWithTwoFactors,
} from './hollins.ts'

const step = 30_000

describe('[F3] everybody shows two factors', () => {
  let hollins: Hollins
  const people: Person[] = []

  beforeAll(async () => {
    hollins = await openHollins(['pastoral', 'pastoral', 'pastoral', 'pastoral', 'pastoral', 'pastoral'])
    for (let place = 0; place < 6; place += 1) people.push(await hollins.account(place))
  })
  afterAll(() => hollins.stop())

  test('with only a password, every route says mfa-required, except those that are open to anyone', async () => {
    const browser = visit(hollins.office)
    expect(await signIn(browser, people[0]!)).toBe('signed-in')
    const routes: { method: string; url: string }[] = []
    // Fastify prints its tree; what is in it is what can be reached.
    for (const line of hollins.office.app.printRoutes({ commonPrefix: false, includeHooks: false }).split('\n')) {
      const found = /^[│├└─ ]+(\/\S*) \(([A-Z, ]+)\)/.exec(line)
      for (const method of found?.[2]?.split(', ') ?? []) routes.push({ method, url: found?.[1] ?? '' })
    }
    const open = new Set([
      'GET /api/health',
      'GET /api/ready',
      'GET /api/sign-in-methods',
      'POST /api/client-report',
      'GET /api/auth/callback/:provider',
      'POST /api/auth/sign-in/email',
      'POST /api/auth/sign-in/social',
      'POST /api/auth/invitation',
      'POST /api/auth/sign-out',
      'POST /api/auth/passkey/verify-authentication',
      'GET /api/auth/passkey/generate-authenticate-options',
    ])
    // Setting up the first factor is what such a session is for (tested below).
    const forFirstFactor = /^\/api\/auth\/(two-factor|passkey|change-password|link-social)/
    const guarded = routes.filter(
      ({ method, url }) =>
        url.startsWith('/api/') &&
        ['GET', 'POST'].includes(method) &&
        !open.has(`${method} ${url}`) &&
        !forFirstFactor.test(url),
    )
    expect(guarded.map(({ url }) => url)).toEqual(
      expect.arrayContaining(['/api/session', '/api/devices', '/api/sync/push', '/api/sync/pull', '/api/sync/live']),
    )
    for (const { method, url } of guarded) {
      const path = url.replace(/:\w+/g, '11111111-1111-4111-8111-111111111111')
      const answer = method === 'GET' ? await browser.get(path) : await browser.post(path)
      expect({ url, status: answer.status, error: answer.body.error }).toEqual({
        url,
        status: 403,
        error: 'mfa-required',
      })
    }
    expect((await browser.get('/api/session')).body.mfa).toEqual({ totp: false, passkey: false })
  })

  test('an authenticator is set up, the session gets a new token, and the next sign-in asks for a code', async () => {
    const browser = visit(hollins.office)
    await signIn(browser, people[1]!)
    const before = new Map(browser.cookies)
    const now = Date.now()
    const { totpUri, recoveryCodes } = await addAuthenticator(browser, now)
    expect(new Set(recoveryCodes).size).toBe(10)
    expect((await browser.get('/api/session')).body.mfa).toEqual({ totp: true, passkey: false })

    const old = visit(hollins.office)
    for (const [name, value] of before) old.cookies.set(name, value)
    expect((await old.get('/api/session')).status).toBe(401)

    const again = visit(hollins.office)
    expect(await signIn(again, people[1]!)).toBe('second-factor')
    expect((await again.get('/api/session')).status).toBe(401)
    expect(
      (await again.post('/api/auth/two-factor/verify-totp', { code: authenticatorCode(totpUri, now + step) })).body,
    ).toEqual({ next: 'signed-in' })
    expect((await again.get('/api/session')).status).toBe(200)
  })

  test('[F4] a code that was used is refused, also when two requests race with it', async () => {
    const now = Date.now()
    const first = visit(hollins.office)
    await signIn(first, people[2]!)
    const { totpUri } = await addAuthenticator(first, now)
    const replayed = visit(hollins.office)
    await signIn(replayed, people[2]!)
    expect(
      (await replayed.post('/api/auth/two-factor/verify-totp', { code: authenticatorCode(totpUri, now) })).body.error,
    ).toBe('wrong-code')

    const racers = [visit(hollins.office), visit(hollins.office), visit(hollins.office)]
    for (const racer of racers) await signIn(racer, people[2]!)
    const answers = await Promise.all(
      racers.map((racer) =>
        racer.post('/api/auth/two-factor/verify-totp', { code: authenticatorCode(totpUri, now + step) }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401])
  })

  test('[F4] a recovery code lets somebody in once, and only fingerprints of codes are stored', async () => {
    const browser = visit(hollins.office)
    await signIn(browser, people[3]!)
    const { recoveryCodes } = await addAuthenticator(browser)
    const code = recoveryCodes[4] ?? ''

    const racers = [visit(hollins.office), visit(hollins.office)]
    for (const racer of racers) expect(await signIn(racer, people[3]!)).toBe('second-factor')
    const answers = await Promise.all(
      racers.map((racer) => racer.post('/api/auth/two-factor/verify-backup-code', { code })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401])

    const again = visit(hollins.office)
    await signIn(again, people[3]!)
    expect((await again.post('/api/auth/two-factor/verify-backup-code', { code })).body.error).toBe('wrong-code')
    const { rows } = await hollins.office.made.pool.query(
      'select "backupCodes" from accounts."twoFactor" where "userId" = $1',
      [people[3]!.accountId],
    )
    const kept: string[] = JSON.parse(rows[0].backupCodes)
    expect(kept).toHaveLength(9)
    for (const plain of recoveryCodes) expect(rows[0].backupCodes).not.toContain(plain)
    // What is stored is not itself a code.
    expect((await again.post('/api/auth/two-factor/verify-backup-code', { code: kept[0] })).body.error).toBe(
      'wrong-code',
    )
    expect((await again.post('/api/auth/two-factor/verify-backup-code', { code: recoveryCodes[5] })).status).toBe(200)
  })

  test('codes cannot be guessed by signing in again and again: the eleventh wrong one waits', async () => {
    const browser = visit(hollins.office)
    await signIn(browser, people[4]!)
    const { totpUri } = await addAuthenticator(browser)
    let tries = 0
    let refused
    while (refused === undefined && tries < 20) {
      const guesser = visit(hollins.office)
      await signIn(guesser, people[4]!)
      for (let at = 0; at < 4 && refused === undefined; at += 1) {
        tries += 1
        const answer = await guesser.post('/api/auth/two-factor/verify-totp', { code: String(100_000 + tries) })
        if (answer.status !== 401) refused = answer
      }
    }
    expect(tries).toBe(11)
    expect(refused?.status).toBe(429)
    expect(refused?.body.error).toBe('too-many-tries')
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(60)
    const owner = visit(hollins.office)
    await signIn(owner, people[4]!)
    expect(
      (await owner.post('/api/auth/two-factor/verify-totp', { code: authenticatorCode(totpUri, Date.now() + step) }))
        .status,
    ).toBe(429)
  })

  test('whoever knows only the password cannot add a factor of their own beside the ones that are there', async () => {
    const browser = await signedInWithTwoFactors(hollins.office, people[5]!)
    expect((await browser.post('/api/auth/two-factor/disable', { password })).body).toEqual({ next: 'mfa-required' })
    expect((await browser.get('/api/session')).body).toMatchObject({
      error: 'mfa-required',
      mfa: { totp: false, passkey: false },
    })
    // A passkey remains in this account: the password alone gets nowhere near its factors.
    await hollins.office.made.pool.query(
      `insert into accounts.passkey (id, "userId", "publicKey", "credentialID", counter, "deviceType", "backedUp") values ('a', $1, 'a', 'a', 0, 'singleDevice', false)`,
      [people[5]!.accountId],
    )
    for (const [method, path, body] of [
      ['post', '/api/auth/two-factor/enable', { password }],
      ['post', '/api/auth/two-factor/verify-totp', { code: '123456' }],
      ['post', '/api/auth/change-password', { currentPassword: password, newPassword: 'five dry herons by the weir' }],
      ['get', '/api/auth/passkey/generate-register-options', undefined],
      ['get', '/api/auth/passkey/list-user-passkeys', undefined],
    ] as const) {
      const answer = method === 'get' ? await browser.get(path) : await browser.post(path, body)
      expect({ path, error: answer.body.error }).toEqual({ path, error: 'mfa-required' })
    }
  })
})
