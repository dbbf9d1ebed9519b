import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Instant } from '#domain/time/instant.ts'
import { visit } from '#test/support/visitor.ts'
import { type Hollins, type Person, openHollins, password, signIn } from './hollins.ts'

describe('a one-time link', () => {
  let hollins: Hollins
  let person: Person
  let ahead = 0
  const clock = (): Instant => new Date(Date.now() + ahead).toISOString()
  const fresh = 'five dry herons by the weir'

  beforeAll(async () => {
    hollins = await openHollins(['pastoral'], { clock, config: { demo: true } })
    person = await hollins.account(0)
  })
  afterAll(() => hollins.stop())

  const invite = () => hollins.office.office.accounts.invite(person.accountId)
  const accept = (code: string, chosen?: string) =>
    visit(hollins.office).post('/api/auth/invitation', chosen === undefined ? { code } : { code, password: chosen })

  test('sets a password once, ends every older session, and keeps the code out of addresses the office sees', async () => {
    const before = visit(hollins.office)
    await signIn(before, person)
    const { code, link } = await invite()
    expect(new URL(link).hash).toBe(`#invitation=${code}`)
    expect(new URL(link).search).toBe('')
    expect(Buffer.from(code, 'base64url')).toHaveLength(32)
    const stored = await hollins.office.made.pool.query('select code from accounts.invitation')
    expect(JSON.stringify(stored.rows)).not.toContain(code)

    // A poor choice does not use the link up.
    expect((await accept(code, 'password1234')).body.error).toBe('password-too-common')
    expect((await accept(code, fresh)).body).toEqual({ next: 'sign-in' })
    expect((await accept(code, fresh)).body.error).toBe('invitation-over')
    expect((await before.get('/api/session')).body.error).toBe('signed-out')
    const after = visit(hollins.office)
    expect((await after.post('/api/auth/sign-in/email', { email: person.email, password })).status).toBe(401)
    expect((await after.post('/api/auth/sign-in/email', { email: person.email, password: fresh })).status).toBe(200)
  })

  test('of two people racing with one link one wins', async () => {
    const { code } = await invite()
    const answers = await Promise.all(
      ['six dry herons by the weir', 'seven dry herons by the weir'].map((chosen) => accept(code, chosen)),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403])
  })

  test('is dead after a day, after a newer one, and when it never was', async () => {
    const old = await invite()
    const newer = await invite()
    expect((await accept(old.code, fresh)).body.error).toBe('invitation-over')
    ahead = 24 * 3_600_000 + 1000
    expect((await accept(newer.code, fresh)).body.error).toBe('invitation-over')
    expect((await accept(newer.code)).body.error).toBe('invitation-over')
    ahead = 0
    expect((await accept('never', fresh)).body.error).toBe('invitation-over')
    expect((await accept(newer.code, fresh)).status).toBe(200)
  })

  test('nobody can make an account, and an address or a person has only one', async () => {
    const { accounts } = hollins.office.office
    const [member] = hollins.school.staff
    expect(
      await accounts.createAccount({
        name: 'X',
        email: ` ${person.email.toUpperCase()}`,
        personId: hollins.school.administrator.personId,
      }),
    ).toEqual({ ok: false, why: 'email-taken' })
    expect(await accounts.createAccount({ name: 'X', email: 'x@hollins.example', personId: member!.personId })).toEqual(
      { ok: false, why: 'person-has-account' },
    )
    expect(
      await accounts.createAccount({
        name: 'X',
        email: 'x@hollins.example',
        password: 'password1234',
        personId: hollins.school.administrator.personId,
      }),
    ).toEqual({
      ok: false,
      why: 'password-too-common',
    })
    expect(await accounts.findByEmail('x@hollins.example')).toBeNull()
  })
})
