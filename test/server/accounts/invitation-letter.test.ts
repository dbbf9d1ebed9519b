import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startMailServer, type MailServer } from '#test/support/mail-server.ts'
import { visit, type Visitor } from '#test/support/visitor.ts'
import { type Hollins, openHollins, signIn } from './hollins.ts'

/** An administrator lets the office send the one-time link, over a real mail server. */
let mail: MailServer
let hollins: Hollins
let admin: Visitor

beforeAll(async () => {
  mail = await startMailServer()
  hollins = await openHollins(['pastoral', 'administrator'], { config: { demo: true, smtpUrl: mail.url } })
  admin = visit(hollins.office)
  await signIn(admin, await hollins.account(1))
}, 60_000)
afterAll(async () => {
  await hollins.stop()
  await mail.close()
})
beforeEach(() => {
  mail.received.length = 0
  mail.isBusy = false
})

const invite = async (email: string): Promise<{ personId: string; code: string; mayMail: boolean }> => {
  const { body } = await admin.post('/api/accounts', {
    organisationId: hollins.school.id,
    name: 'Ines Vale',
    role: 'pastoral',
    yearGroups: null,
    email,
  })
  return { ...body, code: codeIn(body.link) }
}
const codeIn = (link: string): string => new URL(link).hash.replace('#invitation=', '')
const ask = (personId: string, code: string) => admin.post(`/api/accounts/${personId}/letter`, { code })
const mailedOf = async (personId: string): Promise<unknown> =>
  (await admin.get('/api/accounts')).body.accounts.find((each: { personId: string }) => each.personId === personId)
    ?.mailed

/** Letters to one address. A letter to somebody of an earlier test, whose ways to sign in changed, may come late. */
const lettersTo = (name: string) => mail.received.filter(({ to }) => to.includes(`${name}@hollins.example`))

/** A letter's words as they were before the mail's own encoding broke its lines. */
const wordsOf = (raw: string): string => raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')

test('the link reaches the address of the account, works, and is told as sent once a mail server took it', async () => {
  const { personId, code, mayMail } = await invite('i.vale@hollins.example')
  expect(mayMail).toBe(true)
  expect(await mailedOf(personId)).toBeNull()
  expect(await ask(personId, code)).toMatchObject({ status: 200, body: { mailed: 'asked' } })
  await vi.waitFor(() => expect(lettersTo('i.vale')).toHaveLength(1), 20_000)
  const [letter] = lettersTo('i.vale')
  expect(letter?.to).toEqual(['i.vale@hollins.example'])
  expect(wordsOf(letter?.raw ?? '')).toContain(`/sign-in#invitation=${code}`)
  // It may reach the wrong person: nobody is named in it, and no school.
  expect(letter?.raw).not.toMatch(/Vale|Hollins Academy/)
  await vi.waitFor(async () => expect(await mailedOf(personId)).toBe('sent'), 10_000)
  const password = 'five dry herons by the weir'
  expect((await visit(hollins.office).post('/api/auth/invitation', { code, password })).status).toBe(200)
})

test('while the mail server puts it off it is told as not sent so far, and goes by itself later', async () => {
  mail.isBusy = true
  const { personId, code } = await invite('busy@hollins.example')
  await ask(personId, code)
  await vi.waitFor(async () => expect(await mailedOf(personId)).toBe('failing'), 20_000)
  mail.isBusy = false
  await vi.waitFor(() => expect(lettersTo('busy')).toHaveLength(1), 30_000)
  await vi.waitFor(async () => expect(await mailedOf(personId)).toBe('sent'), 10_000)
}, 60_000)

test('a newer link ends the letter with the older one, which is dead', async () => {
  mail.isBusy = true
  const { personId, code } = await invite('twice@hollins.example')
  await ask(personId, code)
  await vi.waitFor(async () => expect(await mailedOf(personId)).toBe('failing'), 20_000)
  const newer = codeIn((await admin.post(`/api/accounts/${personId}/invitation`)).body.link)
  expect(await mailedOf(personId)).toBeNull()
  mail.isBusy = false
  await ask(personId, newer)
  await vi.waitFor(() => expect(lettersTo('twice')).toHaveLength(1), 20_000)
  expect(wordsOf(lettersTo('twice')[0]?.raw ?? '')).toContain(newer)
  expect(await ask(personId, code)).toMatchObject({ status: 403, body: { error: 'invitation-over' } })
}, 60_000)

test('nobody else can have one sent, and a link of one colleague is not sent to another', async () => {
  const first = await invite('first@hollins.example')
  const second = await invite('second@hollins.example')
  expect((await ask(second.personId, first.code)).body.error).toBe('invitation-over')
  const pastoral = visit(hollins.office)
  await signIn(pastoral, await hollins.account(0))
  expect((await pastoral.post(`/api/accounts/${first.personId}/letter`, { code: first.code })).status).toBe(404)
  expect([...lettersTo('first'), ...lettersTo('second')]).toEqual([])
})

test('neither an address nor a link is in the log', async () => {
  const { personId, code } = await invite('quiet@hollins.example')
  await ask(personId, code)
  await vi.waitFor(() => expect(lettersTo('quiet')).toHaveLength(1), 20_000)
  const log = hollins.office.logged.join('\n')
  expect(log.length).toBeGreaterThan(0)
  expect(log).not.toContain('quiet@')
  expect(log).not.toContain(code)
})
