import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Instant } from '#domain/time/instant.ts'
import { openAudit } from '#server/accounts/audit.ts'
import { startMailServer, type MailServer } from '#test/support/mail-server.ts'
import { SoftwarePasskey } from '#test/support/software-passkey.ts'
import { visit } from '#test/support/visitor.ts'
import { type Hollins, type Person, openHollins, password, signIn, signedInWithTwoFactors } from './hollins.ts'

describe('a letter says that the ways to sign in to an account changed', () => {
  let mail: MailServer
  let hollins: Hollins
  const people: Person[] = []

  beforeAll(async () => {
    mail = await startMailServer()
    hollins = await openHollins(['pastoral', 'pastoral', 'pastoral', 'pastoral', 'pastoral'], {
      config: { smtpUrl: mail.url },
    })
    for (let place = 0; place < 5; place += 1) people.push(await hollins.account(place))
  })
  afterAll(async () => {
    await hollins.stop()
    await mail.close()
  })
  beforeEach(() => {
    mail.received.length = 0
    mail.isBusy = false
  })

  /** The words of the one letter that came since the last was read. */
  const letterTo = async ({ email }: Person): Promise<string> => {
    await vi.waitFor(() => expect(mail.received).toHaveLength(1), 10_000)
    const [letter] = mail.received.splice(0)
    expect(letter?.to).toEqual([email])
    // Long lines are wrapped on the way ("=" at the end of a line) and come whole again.
    return (letter?.raw ?? '').replaceAll('\r\n', '\n').replaceAll('=\n', '')
  }
  /** Everything that waited has gone, and there was no other letter. */
  const expectNoMore = async (): Promise<void> => {
    await vi.waitFor(async () => {
      const waiting = await hollins.office.made.pool.query('select from graphile_worker.jobs')
      expect(waiting.rowCount).toBe(0)
    }, 10_000)
    expect(mail.received).toEqual([])
  }

  test('an authenticator turned on and off; signing in itself brings none', async () => {
    const person = people[0]!
    const browser = await signedInWithTwoFactors(hollins.office, person)
    const letter = await letterTo(person)
    expect(letter).toMatch(/^Subject: How you sign in to Doorstep has changed$/m)
    expect(letter).toContain('An authenticator app was turned on.')
    expect(letter).toMatch(/^When: \S+ \d{1,2} \S+ 20\d\d, \d\d:\d\d\.$/m)
    expect(letter).toContain('Tell whoever looks after Doorstep accounts')
    expect(letter).not.toMatch(/https?:|Colleague 1|otpauth/)

    expect((await browser.post('/api/auth/two-factor/disable', { password })).status).toBe(200)
    expect(await letterTo(person)).toContain('The authenticator app was turned off.')
    await expectNoMore()
  })

  test('a passkey added and removed', async () => {
    const person = people[1]!
    const browser = visit(hollins.office)
    await signIn(browser, person)
    const options = await browser.get('/api/auth/passkey/generate-register-options')
    const added = await browser.post('/api/auth/passkey/verify-registration', {
      response: new SoftwarePasskey(hollins.office.origin).created(options.body),
      name: 'Kitchen tablet',
    })
    expect(added.status).toBe(200)
    const letter = await letterTo(person)
    expect(letter).toContain('A passkey was added.')
    expect(letter).not.toContain('Kitchen')

    expect((await browser.post('/api/auth/passkey/delete-passkey', { id: added.body.id })).status).toBe(200)
    expect(await letterTo(person)).toContain('A passkey was removed.')
  })

  test('a password changed, and set anew with a one-time link; a refused one brings none', async () => {
    const person = people[2]!
    const browser = visit(hollins.office)
    await signIn(browser, person)
    const change = (currentPassword: string, newPassword: string) =>
      browser.post('/api/auth/change-password', { currentPassword, newPassword })
    const changed = 'five dry herons by the weir'
    expect((await change('not the right one at all', changed)).status).not.toBe(200)
    expect((await change(password, changed)).status).toBe(200)
    const letter = await letterTo(person)
    expect(letter).toContain('The password was changed, and every other session was ended.')
    expect(letter).not.toContain('herons')

    const { code } = await hollins.office.office.accounts.invite(person.accountId)
    const accepted = await visit(hollins.office).post('/api/auth/invitation', {
      code,
      password: 'six dry herons by the weir',
    })
    expect(accepted.status).toBe(200)
    const second = await letterTo(person)
    expect(second).toContain('A password was set with a one-time link, and every session was ended.')
    expect(second).not.toContain(code)
    await expectNoMore()
  })

  test('factors reset by whoever looks after accounts, also while the mail server is busy', async () => {
    mail.isBusy = true
    await hollins.office.office.accounts.resetFactors(people[3]!.accountId, 'office')
    await vi.waitFor(() => expect(hollins.office.logged.join('\n')).toContain('job-failed'), 10_000)
    expect(mail.received).toEqual([])
    mail.isBusy = false
    await vi.waitFor(() => expect(mail.received).toHaveLength(1), 20_000)
    expect(await letterTo(people[3]!)).toContain('removed the authenticator and every passkey')
    expect(hollins.office.logged.join('\n')).not.toMatch(/colleague-4|hollins\.example/)
  })

  test('the line and the letter are kept together or not at all', async () => {
    const { accountId } = people[4]!
    const { database } = hollins.office.office
    const lines = async () =>
      (await hollins.office.made.pool.query('select from accounts.audit where account_id = $1', [accountId])).rowCount
    const before = await lines()
    const audit = openAudit({
      database,
      clock: (): Instant => '2026-07-01T12:30:00.000Z',
      mailer: { isSetUp: true, send: () => Promise.reject(new Error('the queue is gone')) },
    })
    await expect(audit.note({ event: 'factor-added', accountId, detail: 'passkey' })).rejects.toThrow('queue is gone')
    expect(await lines()).toBe(before)
    // Nothing about the ways to sign in: no letter is tried.
    await audit.note({ event: 'signed-in', accountId, detail: 'password' })
    expect(await lines()).toBe((before ?? 0) + 1)
  })

  test('the time is that of England, in summer too', async () => {
    const { database, mailer } = hollins.office.office
    const audit = openAudit({ database, mailer, clock: (): Instant => '2026-07-01T23:30:00.000Z' })
    await audit.note({ event: 'provider-joined', accountId: people[4]!.accountId, detail: 'microsoft' })
    expect(await letterTo(people[4]!)).toMatch(/^When: Thu 2 Jul\w* 2026, 00:30\.$/m)
  })
})
