import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestOffice, startOffice } from '#test/support/office.ts'
import { type SmallSchool, foundSmallSchool } from '#test/support/small-school.ts'
import { visit } from '#test/support/visitor.ts'

const password = 'three wet herons by the weir'

describe('signing in with a password', () => {
  let office: TestOffice
  let school: SmallSchool
  const email = 'm.adeyemi@hollins.example'

  beforeAll(async () => {
    office = await startOffice({ config: { demo: true } })
    school = await foundSmallSchool(office.made.database, {
      code: 'hollins',
      name: 'Hollins Academy',
      roles: ['head-of-year'],
      pupils: 0,
    })
    const made = await office.office.accounts.createAccount({
      name: 'Morenike Adeyemi',
      email,
      password,
      personId: school.staff[0]!.personId,
    })
    if (!made.ok) throw new Error(made.why)
  })
  afterAll(() => office.stop())

  test('a head of year signs in and the office knows who they are', async () => {
    const browser = visit(office)
    expect(await browser.get('/api/session')).toMatchObject({ status: 401, body: { error: 'signed-out' } })
    expect(
      await browser.post('/api/auth/sign-in/email', { email: ` ${email.toUpperCase()}`.trim(), password }),
    ).toMatchObject({ status: 200, body: { next: 'signed-in' } })
    const session = await browser.get('/api/session')
    expect(session.status).toBe(200)
    expect(session.body).toEqual({
      account: {
        personId: school.staff[0]!.personId,
        name: 'Morenike Adeyemi',
        databaseName: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      actor: {
        personId: school.staff[0]!.personId,
        memberships: [expect.objectContaining({ role: 'head-of-year', organisationId: school.id })],
      },
      demo: true,
      mfa: { totp: false, passkey: false },
      signedInAt: expect.any(String),
    })
    expect(session.headers.get('cache-control')).toBe('no-store')
  })

  test('a wrong password and an address that nobody has get the same answer', async () => {
    const wrong = await visit(office).post('/api/auth/sign-in/email', {
      email,
      password: 'four wet herons by the weir',
    })
    const unknown = await visit(office).post('/api/auth/sign-in/email', {
      email: `${randomUUID()}@hollins.example`,
      password,
    })
    expect(wrong.status).toBe(401)
    expect(unknown.status).toBe(401)
    expect({ ...unknown.body, reference: '' }).toEqual({ ...wrong.body, reference: '' })
    expect(wrong.body.error).toBe('wrong-email-or-password')
  })
})
