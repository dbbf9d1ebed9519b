import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { providersOf } from '#server/accounts/providers.ts'
import { StartFault } from '#server/start-fault.ts'
import { freePort } from '#test/support/free-port.ts'
import {
  type Bend,
  type Claimed,
  type OpenIdProvider,
  client,
  forged,
  saying,
  startBentProvider,
  startOpenIdProvider,
  straight,
  unsigned,
} from '#test/support/open-id-provider.ts'
import { type Visitor, authenticatorCode, visit } from '#test/support/visitor.ts'
import { type Hollins, type Person, addAuthenticator, openHollins, signIn } from './hollins.ts'

const tenant = '5d1f0a52-7c1b-4d3e-9a55-0a7d0c2f7b11'
const domain = 'hollins.example'

/** Follows redirects across the provider's pages with its cookies, until the way leads back to the office. */
const throughProvider = async (start: string, office: string): Promise<string> => {
  const jar = new Map<string, string>()
  let at = start
  for (let hop = 0; hop < 10; hop += 1) {
    if (at.startsWith(office)) return at.slice(office.length)
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const line of answer.headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? ''
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    at = new URL(answer.headers.get('location') ?? '/nowhere', at).href
  }
  throw new Error('The provider never sent the browser back.')
}

/** Signs in with a work account; returns where the browser ends. */
const signInWith = async (
  hollins: Hollins,
  browser: Visitor,
  provider: string,
  path = '/api/auth/sign-in/social',
): Promise<string | null> => {
  const begun = await browser.post(path, { provider })
  if (begun.status !== 200) throw new Error(`Not begun: ${begun.body.error}`)
  const back = await throughProvider(begun.body.url, hollins.office.origin)
  const answer = await browser.get(back)
  expect(answer.status).toBe(302)
  return answer.headers.get('location')
}

describe('[F1] signing in with a work account', () => {
  let hollins: Hollins
  let microsoft: OpenIdProvider
  let google: OpenIdProvider
  let jo: Person
  let ama: Person
  let sam: Person

  beforeAll(async () => {
    const port = await freePort()
    const origin = `http://localhost:${port}`
    microsoft = await startOpenIdProvider(`${origin}/api/auth/callback/microsoft`)
    google = await startOpenIdProvider(`${origin}/api/auth/callback/google`)
    hollins = await openHollins(['pastoral', 'pastoral', 'pastoral'], {
      config: {
        port,
        origin,
        microsoft: { tenant, issuer: microsoft.issuer, ...client },
        google: { hostedDomain: domain, issuer: google.issuer, ...client },
      },
    })
    jo = await hollins.account(0, 'jo@hollins.example')
    ama = await hollins.account(1, 'ama@hollins.example')
    sam = await hollins.account(2, 'sam@hollins.example')
    await hollins.office.office.accounts.expectIdentity(jo.accountId, 'microsoft', 'subject-of-jo')
  })
  afterAll(async () => {
    await hollins.stop()
    await microsoft.stop()
    await google.stop()
  })

  const atMicrosoft = async (person: Claimed): Promise<{ browser: Visitor; ended: string | null }> => {
    microsoft.becomes(person)
    const browser = visit(hollins.office)
    return { browser, ended: await signInWith(hollins, browser, 'microsoft') }
  }

  test('whoever has the expected subject at the expected issuer is in, and a provider that asked for two factors needs no third', async () => {
    expect((await visit(hollins.office).get('/api/sign-in-methods')).body).toEqual({
      password: true,
      passkey: true,
      demo: null,
      providers: [
        { id: 'microsoft', name: 'Microsoft' },
        { id: 'google', name: 'Google' },
      ],
    })
    const { browser, ended } = await atMicrosoft({ sub: 'subject-of-jo', tid: tenant, amr: ['pwd', 'mfa'] })
    expect(ended).toBe('/')
    expect((await browser.get('/api/session')).body.account.personId).toBe(jo.personId)
    const { rows } = await hollins.office.made.pool.query(
      'select "accessToken", "refreshToken", "idToken" from accounts.account where "providerId" = $1',
      ['microsoft'],
    )
    expect(rows).toEqual([{ accessToken: null, refreshToken: null, idToken: null }])
  })

  test('[F3] a provider that asked for one factor only leaves the other to us', async () => {
    const { browser } = await atMicrosoft({ sub: 'subject-of-jo', tid: tenant })
    expect((await browser.get('/api/session')).body).toMatchObject({
      error: 'mfa-required',
      mfa: { totp: false, passkey: false },
    })
    const now = Date.now()
    const { totpUri } = await addAuthenticator(browser, now)
    expect((await browser.get('/api/session')).status).toBe(200)
    const { browser: again } = await atMicrosoft({ sub: 'subject-of-jo', tid: tenant })
    expect((await again.get('/api/session')).body).toMatchObject({
      error: 'mfa-required',
      mfa: { totp: true, passkey: false },
    })
    // It may not add a factor of its own beside the one that is there.
    expect((await again.post('/api/auth/two-factor/disable', {})).body.error).toBe('mfa-required')
    // Proving the one that is there opens the office, with a new token.
    const before = again.cookies.get('doorstep.session_token')
    expect((await again.post('/api/auth/two-factor/verify-totp', { code: '000000' })).body.error).toBe('wrong-code')
    expect(
      (await again.post('/api/auth/two-factor/verify-totp', { code: authenticatorCode(totpUri, now + 30_000) })).body,
    ).toEqual({ next: 'signed-in' })
    expect(again.cookies.get('doorstep.session_token')).not.toBe(before)
    expect((await again.get('/api/session')).status).toBe(200)
  })

  test('[F1] the same e-mail address at another subject reaches nothing, verified or not (nOAuth)', async () => {
    for (const email_verified of [true, false]) {
      const { browser, ended } = await atMicrosoft({
        sub: 'subject-of-a-stranger',
        tid: tenant,
        email: ama.email,
        email_verified,
        amr: ['mfa'],
      })
      expect(ended).toBe('/sign-in?problem=not-known-here')
      expect((await browser.get('/api/session')).body.error).toBe('signed-out')
    }
    const { rows } = await hollins.office.made.pool.query('select count(*)::int as accounts from accounts."user"')
    expect(rows).toEqual([{ accounts: 3 }])
  })

  test('the same subject at another issuer is somebody else', async () => {
    google.becomes({ sub: 'subject-of-jo', hd: domain, email: jo.email, email_verified: true, amr: ['mfa'] })
    const browser = visit(hollins.office)
    expect(await signInWith(hollins, browser, 'google')).toBe('/sign-in?problem=not-known-here')
    expect((await browser.get('/api/session')).body.error).toBe('signed-out')
  })

  test('[F2] another tenant, or none, is refused', async () => {
    for (const tid of ['9188040d-6c67-4c5b-b112-36a304b66dad', undefined, '']) {
      const { browser, ended } = await atMicrosoft({
        sub: 'subject-of-jo',
        ...(tid === undefined ? {} : { tid }),
        amr: ['mfa'],
      })
      expect(ended).toBe('/sign-in?problem=provider-refused')
      expect((await browser.get('/api/session')).body.error).toBe('signed-out')
    }
  })

  test('[F2] a Google account outside the domain is refused, and one inside it is in', async () => {
    await hollins.office.office.accounts.expectIdentity(ama.accountId, 'google', 'subject-of-ama')
    for (const hd of ['elsewhere.example', undefined]) {
      google.becomes({ sub: 'subject-of-ama', ...(hd === undefined ? {} : { hd }), amr: ['mfa'] })
      expect(await signInWith(hollins, visit(hollins.office), 'google')).toBe('/sign-in?problem=provider-refused')
    }
    google.becomes({ sub: 'subject-of-ama', hd: domain, amr: ['mfa'] })
    const browser = visit(hollins.office)
    expect(await signInWith(hollins, browser, 'google')).toBe('/')
    expect((await browser.get('/api/session')).body.account.personId).toBe(ama.personId)
  })

  test('an invitation joins a work account once, whatever its e-mail address, and then that account signs in', async () => {
    const { code } = await hollins.office.office.accounts.invite(sam.accountId)
    const browser = visit(hollins.office)
    expect((await browser.post('/api/auth/invitation', { code })).body).toEqual({ next: 'join-provider' })
    // Such a session opens nothing else.
    expect((await browser.get('/api/session')).body.error).toBe('signed-out')
    expect((await browser.post('/api/auth/two-factor/enable', {})).body.error).toBe('mfa-required')
    microsoft.becomes({ sub: 'subject-of-sam', tid: tenant, email: 'quite.another@hollins.example', amr: ['mfa'] })
    expect(await signInWith(hollins, browser, 'microsoft', '/api/auth/link-social')).toBe('/sign-in?joined=microsoft')
    expect((await browser.get('/api/session')).body.error).toBe('signed-out')
    expect((await visit(hollins.office).post('/api/auth/invitation', { code })).body.error).toBe('invitation-over')
    const { browser: later, ended } = await atMicrosoft({ sub: 'subject-of-sam', tid: tenant, amr: ['mfa'] })
    expect(ended).toBe('/')
    expect((await later.get('/api/session')).body.account.personId).toBe(sam.personId)
  })

  test('a work account that is joined already cannot be joined to somebody else', async () => {
    const { code } = await hollins.office.office.accounts.invite(ama.accountId)
    const browser = visit(hollins.office)
    await browser.post('/api/auth/invitation', { code })
    microsoft.becomes({ sub: 'subject-of-jo', tid: tenant, amr: ['mfa'] })
    expect(await signInWith(hollins, browser, 'microsoft', '/api/auth/link-social')).toBe(
      '/sign-in?problem=already-joined',
    )
    expect(await hollins.office.office.accounts.expectIdentity(ama.accountId, 'microsoft', 'subject-of-jo')).toEqual({
      ok: false,
      why: 'identity-taken',
    })
  })

  test('a switched-off account is out by this door too', async () => {
    await hollins.office.office.accounts.disableAccount(sam.accountId, 'test')
    const { browser, ended } = await atMicrosoft({ sub: 'subject-of-sam', tid: tenant, amr: ['mfa'] })
    expect(ended).toMatch(/^\/sign-in\?problem=/)
    expect((await browser.get('/api/session')).body.error).toBe('signed-out')
  })

  test("an answer to somebody else's request, or to none, is refused", async () => {
    microsoft.becomes({ sub: 'subject-of-jo', tid: tenant, amr: ['mfa'] })
    const attacker = visit(hollins.office)
    const begun = await attacker.post('/api/auth/sign-in/social', { provider: 'microsoft' })
    const back = await throughProvider(begun.body.url, hollins.office.origin)
    const victim = visit(hollins.office)
    expect((await victim.get(back)).headers.get('location')).toMatch(/^\/sign-in\?problem=/)
    expect((await victim.get('/api/session')).body.error).toBe('signed-out')
    expect(
      (await victim.get('/api/auth/callback/microsoft?code=made-up&state=made-up')).headers.get('location'),
    ).toMatch(/^\/sign-in\?problem=/)
    expect(
      (await victim.get('/api/auth/callback/microsoft?error=access_denied&error_description=Jo%20Quill')).headers.get(
        'location',
      ),
    ).not.toContain('Quill')
    expect((await victim.get('/api/auth/callback/elsewhere?code=x&state=y')).status).toBe(404)
  })
})

describe('[F2] ID tokens that are not right', () => {
  let hollins: Hollins
  let bent: Awaited<ReturnType<typeof startBentProvider>>
  let jo: Person

  beforeAll(async () => {
    bent = await startBentProvider()
    hollins = await openHollins(['pastoral'], { config: { microsoft: { tenant, issuer: bent.issuer, ...client } } })
    jo = await hollins.account(0)
    await hollins.office.office.accounts.expectIdentity(jo.accountId, 'microsoft', 'subject-of-jo')
  })
  beforeEach(() => {
    bent.becomes({ sub: 'subject-of-jo', tid: tenant, amr: ['mfa'] })
    bent.bend(straight)
  })
  afterAll(async () => {
    await hollins.stop()
    await bent.stop()
  })

  test('the control: a straight one is taken', async () => {
    const browser = visit(hollins.office)
    expect(await signInWith(hollins, browser, 'microsoft')).toBe('/')
    expect((await browser.get('/api/session')).status).toBe(200)
  })

  const hour = 3600
  const now = Math.floor(Date.now() / 1000)
  const wrong: [string, Bend][] = [
    ['for another audience', saying({ aud: 'somebody-else' })],
    ['from another issuer', saying({ iss: 'https://login.microsoftonline.com/common/v2.0' })],
    ['without a signature', unsigned],
    ['signed by a key that nobody published', forged],
    ['that has expired', saying({ iat: now - 2 * hour, exp: now - hour })],
    ['with another nonce', saying({ nonce: 'another' })],
    ['without a nonce', saying({ nonce: undefined })],
    ['without a subject', saying({ sub: undefined })],
    ['of another tenant', saying({ tid: '9188040d-6c67-4c5b-b112-36a304b66dad' })],
    ['of another tenant under a name that reads alike', saying({ tid: `${tenant} ` })],
  ]
  test.each(wrong)('one %s is refused', async (_what, bend) => {
    bent.bend(bend)
    const browser = visit(hollins.office)
    expect(await signInWith(hollins, browser, 'microsoft')).toBe('/sign-in?problem=provider-refused')
    expect((await browser.get('/api/session')).body.error).toBe('signed-out')
  })

  test('one that was used before is refused (its nonce belongs to another sign-in)', async () => {
    await signInWith(hollins, visit(hollins.office), 'microsoft')
    const old = bent.tokenSent()
    bent.bend(() => old)
    const browser = visit(hollins.office)
    expect(await signInWith(hollins, browser, 'microsoft')).toBe('/sign-in?problem=provider-refused')
  })

  test('an office whose provider is away still starts, signs in by password, and says so at the provider’s button', async () => {
    const port = await freePort()
    const lonely = await openHollins(['pastoral'], {
      config: { demo: true, microsoft: { tenant, issuer: `http://localhost:${port}`, ...client } },
    })
    try {
      const person = await lonely.account(0)
      expect(await signIn(visit(lonely.office), person)).toBe('signed-in')
      expect(await visit(lonely.office).post('/api/auth/sign-in/social', { provider: 'microsoft' })).toMatchObject({
        status: 503,
        body: { error: 'provider-unavailable' },
      })
    } finally {
      await lonely.stop()
    }
  })

  test('a tenant that is a name, or everybody, stops the start with a sentence', () => {
    for (const name of ['common', 'organizations', 'consumers', 'hollins.onmicrosoft.example']) {
      expect(() => providersOf({ microsoft: { tenant: name, issuer: null, ...client }, google: null })).toThrow(
        StartFault,
      )
    }
    expect(providersOf({ microsoft: { tenant, issuer: null, ...client }, google: null })).toMatchObject([
      { issuer: `https://login.microsoftonline.com/${tenant}/v2.0` },
    ])
  })
})
