import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SoftwarePasskey } from '#test/support/software-passkey.ts'
import { type Visitor, visit } from '#test/support/visitor.ts'
import { type Hollins, type Person, openHollins, signIn } from './hollins.ts'

const register = async (browser: Visitor, passkey: SoftwarePasskey, name = 'This tablet') => {
  const options = await browser.get('/api/auth/passkey/generate-register-options')
  if (options.status !== 200) return options
  expect(options.body.authenticatorSelection).toMatchObject({ userVerification: 'required', residentKey: 'required' })
  return browser.post('/api/auth/passkey/verify-registration', { response: passkey.created(options.body), name })
}

const enter = async (browser: Visitor, passkey: SoftwarePasskey) => {
  const options = await browser.get('/api/auth/passkey/generate-authenticate-options')
  return browser.post('/api/auth/passkey/verify-authentication', { response: passkey.used(options.body) })
}

describe('passkeys', () => {
  let hollins: Hollins
  const people: Person[] = []

  beforeAll(async () => {
    hollins = await openHollins(['pastoral', 'pastoral', 'pastoral'])
    for (let place = 0; place < 3; place += 1) people.push(await hollins.account(place))
  })
  afterAll(() => hollins.stop())

  test('somebody adds a passkey as their second factor, gets a new token, and signs in with nothing else', async () => {
    const passkey = new SoftwarePasskey(hollins.office.origin)
    const browser = visit(hollins.office)
    await signIn(browser, people[0]!)
    const before = browser.cookies.get('doorstep.session_token')
    expect((await register(browser, passkey)).body).toEqual({ id: expect.any(String), next: 'signed-in' })
    expect(browser.cookies.get('doorstep.session_token')).not.toBe(before)
    expect((await browser.get('/api/session')).body.mfa).toEqual({ totp: false, passkey: true })

    const other = visit(hollins.office)
    expect((await enter(other, passkey)).body).toEqual({ next: 'signed-in' })
    expect((await other.get('/api/session')).body.account.personId).toBe(people[0]!.personId)
    expect((await other.get('/api/auth/passkey/list-user-passkeys')).body.passkeys).toEqual([
      { id: expect.any(String), name: 'This tablet', createdAt: expect.any(String) },
    ])

    // The password alone no longer opens anything, but leads to the passkey.
    const half = visit(hollins.office)
    expect(await signIn(half, people[0]!)).toBe('signed-in')
    expect((await half.get('/api/session')).body).toMatchObject({
      error: 'mfa-required',
      mfa: { totp: false, passkey: true },
    })
    expect((await register(half, new SoftwarePasskey(hollins.office.origin))).body.error).toBe('mfa-required')
    expect((await enter(half, passkey)).status).toBe(200)
    expect((await half.get('/api/session')).status).toBe(200)
  })

  test('a passkey of another site, one whose owner was not checked, an old answer and an unknown passkey are refused', async () => {
    const passkey = new SoftwarePasskey(hollins.office.origin)
    const browser = visit(hollins.office)
    await signIn(browser, people[1]!)
    for (const bad of [
      new SoftwarePasskey('http://localhost.evil.example'),
      new SoftwarePasskey(hollins.office.origin, false),
    ]) {
      expect(await register(browser, bad)).toMatchObject({ status: 403, body: { error: 'wrong-passkey' } })
    }
    expect((await register(browser, passkey)).status).toBe(200)

    const other = visit(hollins.office)
    expect((await enter(other, new SoftwarePasskey(hollins.office.origin))).body.error).toBe('wrong-passkey')
    const options = (await other.get('/api/auth/passkey/generate-authenticate-options')).body
    const response = passkey.used(options)
    expect((await other.post('/api/auth/passkey/verify-authentication', { response })).status).toBe(200)
    expect((await visit(hollins.office).post('/api/auth/passkey/verify-authentication', { response })).body.error).toBe(
      'wrong-passkey',
    )
    expect((await other.post('/api/auth/passkey/verify-authentication', { response })).body.error).toBe('wrong-passkey')
    for (const nonsense of [
      {},
      { id: 'a\u0000b' },
      { id: 7 },
      { id: passkey.id.toString('base64url'), response: {} },
      { id: 'x', response: { clientDataJSON: '!' } },
    ]) {
      const answer = await other.post('/api/auth/passkey/verify-authentication', { response: nonsense })
      expect({ nonsense, below500: answer.status >= 400 && answer.status < 500 }).toEqual({ nonsense, below500: true })
    }
  })

  test('somebody else cannot remove a passkey, and removing the last one leaves the account asking for a factor', async () => {
    const passkey = new SoftwarePasskey(hollins.office.origin)
    const browser = visit(hollins.office)
    await signIn(browser, people[2]!)
    const { id } = (await register(browser, passkey)).body
    const thief = visit(hollins.office)
    await signIn(thief, people[1]!)
    expect((await thief.post('/api/auth/passkey/delete-passkey', { id })).status).toBe(403)
    const other = visit(hollins.office)
    const otherPasskey = new SoftwarePasskey(hollins.office.origin)
    const stranger = await hollins.office.office.accounts.resetFactors(people[1]!.accountId, 'test').then(async () => {
      await signIn(other, people[1]!)
      return register(other, otherPasskey)
    })
    expect(stranger.status).toBe(200)
    expect((await other.post('/api/auth/passkey/delete-passkey', { id })).status).toBeGreaterThanOrEqual(400)
    expect((await browser.get('/api/auth/passkey/list-user-passkeys')).body.passkeys).toHaveLength(1)
    expect((await browser.post('/api/auth/passkey/delete-passkey', { id })).status).toBe(200)
    expect((await enter(visit(hollins.office), passkey)).body.error).toBe('wrong-passkey')
  })

  test('after a reset, every factor and session is gone', async () => {
    const passkey = new SoftwarePasskey(hollins.office.origin)
    const browser = visit(hollins.office)
    await signIn(browser, people[2]!)
    expect((await register(browser, passkey)).status).toBe(200)
    await hollins.office.office.accounts.resetFactors(people[2]!.accountId, 'test')
    expect((await browser.get('/api/session')).body.error).toBe('signed-out')
    expect((await enter(visit(hollins.office), passkey)).body.error).toBe('wrong-passkey')
  })
})
