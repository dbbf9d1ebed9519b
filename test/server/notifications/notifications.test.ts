import { randomUUID } from 'node:crypto'
import webPush from 'web-push'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '#domain/permissions/actor.ts'
import { machineClock, type Instant } from '#domain/time/instant.ts'
import { PROTOCOL_VERSION, PullAnswer } from '#sync/protocol.ts'
import { signedBy, startPushService, type PushService } from '#test/support/push-service.ts'
import { actAtOffice } from '#test/support/small-school.ts'
import { visit, type Visitor } from '#test/support/visitor.ts'
import { openHollins, signIn, type Hollins, type Person } from '../accounts/hollins.ts'

const keys = { ...webPush.generateVAPIDKeys(), subject: 'mailto:doorstep@hollins.example' }

let push: PushService
let hollins: Hollins
let officer: Actor
let lead: Actor
let leadAccount: Person
let leadBrowser: Visitor

beforeAll(async () => {
  push = await startPushService()
  hollins = await openHollins(['education-welfare-officer', 'attendance-lead', 'administrator'], {
    config: { demo: true, notifications: { ...keys, toLoopback: true } },
  })
  officer = hollins.school.staff[0]!
  lead = hollins.school.staff[1]!
  leadAccount = await hollins.account(1)
})
beforeEach(async () => {
  // Leaving a tablet for good ends the sessions that were used on it.
  leadBrowser = visit(hollins.office)
  await signIn(leadBrowser, leadAccount)
})
afterAll(async () => {
  await hollins.stop()
  await push.close()
})

const inSeconds = (seconds: number): Instant => new Date(Date.now() + seconds * 1000).toISOString()

/** The lead sets up one more tablet. */
const tablet = async (): Promise<string> => {
  const id = randomUUID()
  expect((await leadBrowser.post('/api/devices', { id, name: 'Tablet' })).status).toBe(200)
  return id
}

/** One more tablet of the lead, whose browser asked to be notified. */
const notifiedTablet = async () => {
  const [id, browser] = [await tablet(), push.browser()]
  expect(await leadBrowser.post(`/api/devices/${id}/notifications`, browser.asked)).toMatchObject({
    status: 200,
    body: { notified: true },
  })
  return { id, browser }
}

/** The officer goes out, the lead looks out for them, and the time passes. */
const alarm = async (): Promise<void> => {
  await actAtOffice(
    hollins.office.made.database,
    officer,
    'lodge-outing@1',
    {
      organisationId: hollins.school.id,
      personId: officer.personId,
      outingId: randomUUID(),
      where: '14 Mill Lane: Robin Marsh1',
      visitIds: [],
      backBy: inSeconds(1),
      watcherId: lead.personId,
      withId: null,
      phone: '07700 900555',
      watcherPhone: '07700 900666',
    },
    machineClock(),
  )
}

const isNotified = async (device: string): Promise<boolean | undefined> => {
  const question = { epoch: null, schema: 1, cursors: {}, want: [], lmid: 0, made: 0, limit: 100 }
  const { body } = await leadBrowser.post('/api/sync/pull', {
    protocol: PROTOCOL_VERSION,
    client: randomUUID(),
    device,
    ...question,
  })
  return PullAnswer.parse(body).means?.isNotified
}

const forgotten = (id: string) => vi.waitFor(async () => expect(await isNotified(id)).toBe(false), 20_000)

test('an alarm reaches every tablet that asked, signed by this office, sealed for that browser, and says no name and no place', async () => {
  const [one, other] = [await notifiedTablet(), await notifiedTablet()]
  expect(await isNotified(one.id)).toBe(true)
  await alarm()
  await vi.waitFor(() => expect([...one.browser.opened, ...other.browser.opened]).toHaveLength(2), 20_000)
  expect(one.browser.opened).toEqual(['{"what":"alarm"}'])
  expect(other.browser.opened).toEqual(['{"what":"alarm"}'])
  const [headers] = one.browser.headers
  expect(headers).toMatchObject({ urgency: 'high', 'content-encoding': 'aes128gcm' })
  expect(Number(headers?.['ttl'])).toBeGreaterThan(3600)
  expect(signedBy(headers!, keys.publicKey)).toMatchObject({
    aud: new URL(one.browser.asked.address).origin,
    sub: keys.subject,
  })
  // This office writes no letters: the log says what is so, and not that nobody was told.
  const logged = hollins.office.logged.join('\n')
  expect(logged).toMatch(/"event":"alarm-notified-not-mailed".*"tablets":2/)
  expect(logged).not.toContain('alarm-told-in-app-only')
  for (const { id } of [one, other]) await leadBrowser.post(`/api/devices/${id}/leave`)
}, 60_000)

test('a push service that is busy is asked again; one that says the browser has gone is never asked again', async () => {
  const [busy, gone] = [await notifiedTablet(), await notifiedTablet()]
  busy.browser.answer = 503
  gone.browser.answer = 410
  await alarm()
  await vi.waitFor(() => expect(busy.browser.headers).not.toEqual([]), 20_000)
  await forgotten(gone.id)
  busy.browser.answer = 201
  await vi.waitFor(() => expect(busy.browser.opened).toEqual(['{"what":"alarm"}']), 30_000)
  expect(gone.browser.headers).toHaveLength(1)
  expect(await isNotified(busy.id)).toBe(true)
  const logged = hollins.office.logged.join('\n')
  expect(logged).toContain('notification-address-gone')
  expect(logged).not.toContain(gone.browser.asked.address)
  await leadBrowser.post(`/api/devices/${busy.id}/leave`)
}, 90_000)

test('a tablet that took it back, was signed out for good, or was taken away is notified no more', async () => {
  const [off, left, taken, kept] = [
    await notifiedTablet(),
    await notifiedTablet(),
    await notifiedTablet(),
    await notifiedTablet(),
  ]
  expect(await leadBrowser.post(`/api/devices/${off.id}/notifications/off`)).toMatchObject({
    status: 200,
    body: { notified: false },
  })
  await leadBrowser.post(`/api/devices/${left.id}/leave`)
  const administrator = visit(hollins.office)
  await signIn(administrator, await hollins.account(2))
  expect((await administrator.post(`/api/devices/${taken.id}/revoke`)).status).toBe(200)
  const { rows } = await hollins.office.made.database.read({ person: lead.personId, organisations: [] }, (tx) =>
    tx.query<{ device_id: string }>('select device_id from device_notification'),
  )
  expect(rows).toEqual([{ device_id: kept.id }])
  await alarm()
  await vi.waitFor(() => expect(kept.browser.opened).toHaveLength(1), 20_000)
  for (const { browser } of [off, left, taken]) expect(browser.headers).toEqual([])
  // Whoever was sent away cannot ask again from the tablet that was taken.
  expect(await leadBrowser.post(`/api/devices/${taken.id}/notifications`, push.browser().asked)).toMatchObject({
    status: 404,
  })
}, 60_000)

test('whom a tablet notifies is its owner’s own line: no colleague, no administrator and no other school reads or writes it', async () => {
  const { id } = await notifiedTablet()
  const { database } = hollins.office.made
  const scopes = [
    { person: officer.personId, organisations: [hollins.school.id] },
    { person: hollins.school.administrator.personId, organisations: [hollins.school.id] },
    { person: null, organisations: [hollins.school.id] },
    { person: null, organisations: [] },
  ]
  for (const scope of scopes) {
    const seen = await database.read(scope, (tx) => tx.query('select * from device_notification'))
    expect(seen.rows).toEqual([])
    const dropped = await database.write(scope, (tx) => tx.query('delete from device_notification'))
    expect(dropped.rowCount).toBe(0)
    const forged = database.write(scope, (tx) =>
      tx.query('insert into device_notification values ($1, $2, $3, $4, $5, now())', [
        id,
        lead.personId,
        'https://push.example/a',
        'k',
        'a',
      ]),
    )
    await expect(forged).rejects.toThrow(/row-level security/)
  }
  expect(await isNotified(id)).toBe(true)
})

test('what no browser gives is refused: another’s tablet, a place inside, keys that are none', async () => {
  const id = await tablet()
  const { asked } = push.browser()
  const ask = (body: unknown, device = id) => leadBrowser.post(`/api/devices/${device}/notifications`, body)
  expect((await ask(asked, randomUUID())).status).toBe(404)
  for (const wrong of [
    { ...asked, address: 'https://169.254.169.254/latest/meta-data' },
    { ...asked, address: 'https://10.0.0.5/' },
    { ...asked, address: `https://push.example/${'a'.repeat(2000)}` },
    { ...asked, p256dh: Buffer.alloc(65, 4).toString('base64url') },
    { ...asked, auth: 'short' },
    { ...asked, more: true },
  ])
    expect((await ask(wrong)).status).toBe(400)
  expect(await isNotified(id)).toBe(false)
})

test('an account names only so many addresses an hour, whatever they are; taking them back is never counted', async () => {
  const officerBrowser = visit(hollins.office)
  await signIn(officerBrowser, await hollins.account(0))
  const ask = () => officerBrowser.post(`/api/devices/${randomUUID()}/notifications`, push.browser().asked)
  for (let asked = 0; asked < 30; asked += 1) expect((await ask()).status).toBe(404)
  const refused = await ask()
  expect(refused).toMatchObject({ status: 429, body: { error: 'too-many-tries' } })
  expect((await officerBrowser.post(`/api/devices/${randomUUID()}/notifications/off`)).status).toBe(404)
  // A colleague behind the same address is not held up by it.
  expect(await notifiedTablet()).toMatchObject({ id: expect.any(String) })
})
