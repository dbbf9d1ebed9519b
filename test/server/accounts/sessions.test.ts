import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Instant } from '#domain/time/instant.ts'
import { createTestDatabase } from '#test/support/postgres.ts'
import { startOffice } from '#test/support/office.ts'
import { foundSmallSchool } from '#test/support/small-school.ts'
import { visit } from '#test/support/visitor.ts'
import { type Hollins, type Person, openHollins, password, signIn, signedInWithTwoFactors } from './hollins.ts'

const minutes = (count: number): number => count * 60_000

describe('a session', () => {
  let hollins: Hollins
  const people: Person[] = []
  let ahead = 0
  const clock = (): Instant => new Date(Date.now() + ahead).toISOString()

  beforeAll(async () => {
    hollins = await openHollins(['pastoral', 'pastoral', 'pastoral', 'pastoral'], { clock, config: { demo: true } })
    for (let place = 0; place < 4; place += 1) people.push(await hollins.account(place))
  })
  afterAll(() => hollins.stop())

  const openBrowser = async (person: Person) => {
    const browser = visit(hollins.office)
    await signIn(browser, person)
    return browser
  }

  test('[F7] is over after half an hour without use, and lasts while it is used', async () => {
    const browser = await openBrowser(people[0]!)
    const start = ahead
    for (const at of [29, 58, 87]) {
      ahead = start + minutes(at)
      expect((await browser.get('/api/session')).status).toBe(200)
    }
    ahead = start + minutes(87 + 31)
    expect((await browser.get('/api/session')).body.error).toBe('signed-out')
    // It is not merely asleep: the clock going back does not wake it.
    ahead = start
    expect((await browser.get('/api/session')).body.error).toBe('signed-out')
  })

  test('[F7] is over after twelve hours however much it is used', async () => {
    const browser = await openBrowser(people[0]!)
    const start = ahead
    for (let at = 25; at < 12 * 60; at += 25) {
      ahead = start + minutes(at)
      expect((await browser.get('/api/session')).status).toBe(200)
    }
    ahead = start + minutes(12 * 60 + 1)
    expect((await browser.get('/api/session')).body.error).toBe('signed-out')
    ahead = 0
  })

  test('[F7] a cookie that was there before signing in opens nothing afterwards (session fixation)', async () => {
    const victim = visit(hollins.office)
    const thief = await openBrowser(people[1]!)
    const planted = new Map(thief.cookies)
    for (const [name, value] of planted) victim.cookies.set(name, value)
    await signIn(victim, people[0]!)
    expect((await victim.get('/api/session')).body.account.personId).toBe(people[0]!.personId)
    for (const [name, value] of planted) expect(victim.cookies.get(name)).not.toBe(value)
    // The planted session is over, and is nobody's.
    expect((await thief.get('/api/session')).body.error).toBe('signed-out')
  })

  test('[F7] the cookie is HttpOnly and Lax here, and __Host- and Secure where the origin is https', async () => {
    const plain = await visit(hollins.office).post('/api/auth/sign-in/email', { email: people[0]!.email, password })
    const [cookie] = plain.headers.getSetCookie().filter((line) => line.includes('session_token'))
    expect(cookie).toMatch(/^doorstep\.session_token=[^;]{40,}; .*Path=\/; HttpOnly; SameSite=Lax/)

    const made = await createTestDatabase()
    // Only the cookie matters here, so the request says that it came over https, as it does behind a proxy.
    const origin = 'https://doorstep.hollins.example'
    const secure = await startOffice({ made, config: { demo: true, origin } })
    try {
      const school = await foundSmallSchool(made.database, {
        code: 'hollins',
        name: 'Hollins Academy',
        roles: ['pastoral'],
        pupils: 0,
      })
      await secure.office.accounts.createAccount({
        name: 'Ada Quill',
        email: 'a@hollins.example',
        password,
        personId: school.staff[0]!.personId,
      })
      const answer = await secure.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        headers: { origin, 'x-doorstep': '1' },
        payload: { email: 'a@hollins.example', password },
      })
      expect(answer.statusCode).toBe(200)
      const line = String([answer.headers['set-cookie']].flat().find((each) => String(each).includes('session_token')))
      expect(line).toMatch(/^__Host-doorstep\.session_token=/)
      expect(line).toMatch(/; Secure/)
      expect(line).toMatch(/; Path=\//)
      expect(line).not.toMatch(/Domain=/i)
    } finally {
      await secure.stop()
      await made.close()
    }
  })

  test('[F7] a copy of the database signs nobody in', async () => {
    const browser = await openBrowser(people[2]!)
    const token = decodeURIComponent(browser.cookies.get('doorstep.session_token') ?? '').split('.')[0] ?? ''
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const { rows } = await hollins.office.made.pool.query(
      `select coalesce(jsonb_agg(to_jsonb(s)), '[]')::text || (select coalesce(jsonb_agg(to_jsonb(v)), '[]')::text from accounts.verification v) as everything from accounts.session s`,
    )
    expect(rows[0].everything).not.toContain(token)
    // What is stored, presented as if it were a token, and even rightly signed, finds nothing.
    const stored = `sha256:${createHash('sha256').update(token).digest('hex')}`
    expect(rows[0].everything).toContain(stored)
    const { subtle } = globalThis.crypto
    const key = await subtle.importKey(
      'raw',
      Buffer.from(hollins.office.office.config.secret),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    )
    const signature = Buffer.from(await subtle.sign('HMAC', key, Buffer.from(stored))).toString('base64')
    const forger = visit(hollins.office)
    forger.cookies.set('doorstep.session_token', encodeURIComponent(`${stored}.${signature}`))
    expect((await forger.get('/api/session')).body.error).toBe('signed-out')
    // The control: the same signing of the real token is let in.
    const real = Buffer.from(await subtle.sign('HMAC', key, Buffer.from(token))).toString('base64')
    forger.cookies.set('doorstep.session_token', encodeURIComponent(`${token}.${real}`))
    expect((await forger.get('/api/session')).status).toBe(200)
  })

  test('[F8] an account that is switched off is out at its next request and cannot come back', async () => {
    const browser = await openBrowser(people[3]!)
    expect((await browser.get('/api/session')).status).toBe(200)
    await hollins.office.office.accounts.disableAccount(people[3]!.accountId, 'test')
    expect((await browser.get('/api/session')).body.error).toBe('signed-out')
    const again = visit(hollins.office)
    expect((await again.post('/api/auth/sign-in/email', { email: people[3]!.email, password })).body.error).toBe(
      'account-disabled',
    )
    expect([...again.cookies.keys()].filter((name) => name.includes('session'))).toEqual([])
    // Whoever does not know the password does not learn that it is switched off.
    expect(
      (await again.post('/api/auth/sign-in/email', { email: people[3]!.email, password: 'not the password at all' }))
        .body.error,
    ).toBe('wrong-email-or-password')
    await hollins.office.office.accounts.enableAccount(people[3]!.accountId, 'test')
    expect(await signIn(again, people[3]!)).toBe('signed-in')
  })

  test('[F8] somebody whose last membership ended hears that they left, between two requests', async () => {
    const browser = await openBrowser(people[3]!)
    expect((await browser.get('/api/session')).status).toBe(200)
    const { pool } = hollins.office.made
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query("select set_config('app.organisations', $1, true)", [hollins.school.id])
      await client.query(
        `update record set body = jsonb_set(body, '{leftOn}', '"2026-11-20"') where kind = 'staff-member' and id = $1`,
        [people[3]!.personId],
      )
      await client.query('commit')
    } finally {
      client.release()
    }
    const answer = await browser.get('/api/session')
    expect(answer).toMatchObject({ status: 403, body: { error: 'left' } })
  })

  test('signing out ends the session for every copy of its cookie', async () => {
    const browser = await openBrowser(people[0]!)
    const copy = visit(hollins.office)
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    expect((await browser.post('/api/auth/sign-out')).body).toEqual({ next: 'signed-out' })
    expect((await copy.get('/api/session')).body.error).toBe('signed-out')
  })

  test('changing the password gives a new token and ends every other session', async () => {
    const browser = await openBrowser(people[1]!)
    const other = await openBrowser(people[1]!)
    const next = 'five dry herons by the weir'
    expect(
      (await browser.post('/api/auth/change-password', { currentPassword: 'not my password', newPassword: next })).body
        .error,
    ).toBe('wrong-password')
    for (const poor of ['password1234', 'short']) {
      expect(
        (await browser.post('/api/auth/change-password', { currentPassword: password, newPassword: poor })).body.error,
      ).toMatch(/^password-too-/)
    }
    const before = browser.cookies.get('doorstep.session_token')
    expect(
      (await browser.post('/api/auth/change-password', { currentPassword: password, newPassword: next })).body,
    ).toEqual({ next: 'signed-in' })
    expect(browser.cookies.get('doorstep.session_token')).not.toBe(before)
    expect((await browser.get('/api/session')).status).toBe(200)
    expect((await other.get('/api/session')).body.error).toBe('signed-out')
  })

  test('the sign-in library has no door but ours', async () => {
    const browser = await openBrowser(people[0]!)
    for (const path of [
      '/get-session',
      '/list-sessions',
      '/list-accounts',
      '/error',
      '/ok',
      '/two-factor/view-backup-codes',
    ]) {
      expect({ path, status: (await browser.get(`/api/auth${path}`)).status }).toEqual({ path, status: 404 })
    }
    for (const path of [
      '/sign-up/email',
      '/update-user',
      '/change-email',
      '/delete-user',
      '/reset-password',
      '/unlink-account',
      '/revoke-sessions',
      '/get-access-token',
      '/two-factor/send-otp',
    ]) {
      expect({
        path,
        status: (await browser.post(`/api/auth${path}`, { email: 'x@hollins.example', password, name: 'X' })).status,
      }).toEqual({ path, status: 404 })
    }
  })

  test('[F10] a page of another origin cannot sign anybody in or out', async () => {
    const browser = await openBrowser(people[0]!)
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'x-doorstep': '' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await browser.post('/api/auth/sign-out', {}, headers)
      expect({ headers, error: answer.body.error }).toEqual({ headers, error: 'not-same-origin' })
    }
    expect((await browser.get('/api/session')).status).toBe(200)
  })

  test('nothing that came in is in the log: no name, address, password, code or token', async () => {
    const secure = await openHollins(['pastoral'], {})
    try {
      const person = await secure.account(0, 'zephyrine.quillfeather@hollins.example')
      const browser = await signedInWithTwoFactors(secure.office, person)
      await visit(secure.office).post('/api/auth/sign-in/email', {
        email: person.email,
        password: 'wrong wrong wrong wrong',
      })
      await visit(secure.office).post('/api/auth/sign-in/email', {
        email: 'nobody.quillfeather@hollins.example',
        password,
      })
      await browser.post('/api/auth/two-factor/verify-totp', { code: '123456' })
      await browser.post('/api/auth/invitation', { code: 'quillfeather-code', password })
      const token = decodeURIComponent(browser.cookies.get('doorstep.session_token') ?? '').split('.')[0] ?? ''
      const log = secure.office.logged.join('\n')
      expect(log).toContain('sign-in-refused')
      for (const secret of ['quillfeather', 'Colleague', 'herons', 'wrong wrong', '123456', token])
        expect(log).not.toContain(secret)
    } finally {
      await secure.stop()
    }
  })
})
