import { randomUUID } from 'node:crypto'
import webPush from 'web-push'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '#domain/permissions/actor.ts'
import { theOffice } from '#domain/permissions/actor.ts'
import type { Outing } from '#domain/records/outing.ts'
import { outingsFileOf } from '#domain/records/own-file.ts'
import { machineClock, timeOf, type Instant } from '#domain/time/instant.ts'
import { applyAct } from '#server/sync/apply-acts.ts'
import { scopeOf } from '#server/sync/apply-push.ts'
import type { Poke } from '#sync/protocol.ts'
import { startMailServer, type MailServer } from '#test/support/mail-server.ts'
import { startPushService } from '#test/support/push-service.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'
import { connectedAs, createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'

let mail: MailServer
let made: TestDatabase
let running: TestOffice
let school: SmallSchool
let officer: Actor
let lead: Actor
let stranger: Actor

beforeAll(async () => {
  mail = await startMailServer()
  made = await createTestDatabase()
  running = await startOffice({ made, config: { smtpUrl: mail.url } })
  school = await foundSmallSchool(made.database, {
    code: 'hollins',
    name: 'Hollins',
    roles: ['education-welfare-officer', 'attendance-lead', 'pastoral'],
    pupils: 1,
  })
  officer = school.staff[0]!
  lead = school.staff[1]!
  stranger = school.staff[2]!
  await running.office.accounts.createAccount({
    name: 'Dana Shah',
    email: 'dana.shah@hollins.example',
    personId: lead.personId,
  })
}, 90_000)
afterAll(async () => {
  await running.stop()
  await made.close()
  await mail.close()
})
beforeEach(() => {
  mail.received.length = 0
})

/** The clock of an office that is behind by the ten minutes, so that for its queue they have passed. */
const behind = (): Instant => inSeconds(-600)
const inSeconds = (seconds: number): Instant => new Date(Date.now() + seconds * 1000).toISOString()

type Place = { organisationId: string; personId: string; outingId: string }

/** Somebody lodges an outing, as their tablet's push does; answers where it lies. */
const lodge = async (backBy: Instant): Promise<Place> => {
  const place = { organisationId: school.id, personId: officer.personId, outingId: randomUUID() }
  await act(officer, 'lodge-outing@1', {
    ...place,
    where: '14 Mill Lane: Robin Marsh1',
    visitIds: [],
    backBy,
    watcherId: lead.personId,
    withId: null,
    phone: '07700 900555',
    watcherPhone: '07700 900666',
  })
  return place
}
const act = (by: Actor, name: string, args: unknown) => actAtOffice(made.database, by, name, args, machineClock())

const outingAt = async ({ organisationId, personId, outingId }: Place): Promise<Outing> => {
  const { rows } = await made.database.read(scopeOf(officer), (tx) =>
    tx.query<{ body: Outing }>('select body from record where file_id = $1 and id = $2', [
      outingsFileOf(organisationId, personId),
      outingId,
    ]),
  )
  if (rows[0] === undefined) throw new Error('There is no such outing.')
  return rows[0].body
}
const steps = async (place: Place) => (await outingAt(place)).steps.map(({ what }) => what)

const jobsOf = ({ outingId }: Place): Promise<{ at: string; payload: string }[]> =>
  connectedAs(made.superuserUrl, async (client) => {
    const { rows } = await client.query<{ at: Date; payload: string }>(
      `select j.run_at as at, j.payload::text as payload from graphile_worker._private_jobs j where j.key = $1`,
      [`do-office-act/${outingId}`],
    )
    return rows.map(({ at, payload }) => ({ at: at.toISOString(), payload }))
  })

const holdersOf = async (place: Place): Promise<string[]> => {
  const { rows } = await made.database.read(scopeOf(officer), (tx) =>
    tx.query<{ person_id: string }>('select person_id from file_grant where file_id = $1', [
      outingsFileOf(place.organisationId, place.personId),
    ]),
  )
  return rows.map((row) => row.person_id).toSorted()
}

test('the time passes without word: the alarm is in the app at once, and a letter goes to the colleague who was named', async () => {
  const heard: Poke[] = []
  const stop = running.office.pokes.subscribe(lead.personId, (poke) => heard.push(poke))
  const backBy = inSeconds(2)
  const place = await lodge(backBy)
  await vi.waitFor(() => expect(mail.received).toHaveLength(1), 20_000)
  stop()
  const outing = await outingAt(place)
  expect(outing.steps).toMatchObject([{ what: 'alarm-raised', by: theOffice.personId }])
  expect(outing.steps[0]!.at >= backBy).toBe(true)
  expect(heard).toContainEqual({ file: outingsFileOf(school.id, officer.personId), version: expect.any(Number) })
  const [letter] = mail.received
  expect(letter?.to).toEqual(['dana.shah@hollins.example'])
  expect(letter?.raw).toContain('Colleague 1 has not come back')
  expect(letter?.raw).toContain(timeOf(backBy))
  expect(letter?.raw).toContain(`${running.origin}/today`)
  expect(letter?.raw).not.toMatch(/Mill Lane|Marsh|Robin|07700/)
  await act(lead, 'take-alarm@1', place)
  await act(officer, 'say-safe@1', { ...place, howKnown: '' })
  expect(await steps(place)).toEqual(['alarm-raised', 'alarm-taken', 'safe'])
})

test('the moment of the alarm moves with the time that is given, and goes when somebody is safe', async () => {
  const place = await lodge(inSeconds(3600))
  const [job] = await jobsOf(place)
  expect(job?.at).toBe((await outingAt(place)).backBy)
  // Nothing lies open in the queue but identities and a time.
  expect(job?.payload).not.toMatch(/Mill Lane|Marsh|07700/)
  const later = inSeconds(7200)
  await act(officer, 'change-return@1', { ...place, backBy: later, why: 'Bus.' })
  expect((await jobsOf(place)).map(({ at }) => at)).toEqual([later])
  await act(officer, 'note-arrival@1', place)
  expect(await jobsOf(place)).toHaveLength(1)
  await act(officer, 'say-safe@1', { ...place, howKnown: '' })
  // The office takes away what was for finding them, and then nothing is due.
  await vi.waitFor(async () => expect(await jobsOf(place)).toEqual([]), 10_000)
  expect(await outingAt(place)).toMatchObject({ where: '', phone: '', watcherPhone: '' })
  expect(await steps(place)).not.toContain('alarm-raised')
})

test('a time that is put off at the last moment raises nothing at the first', async () => {
  const place = await lodge(inSeconds(2))
  await act(officer, 'change-return@1', { ...place, backBy: inSeconds(5), why: '' })
  await vi.waitFor(async () => expect(await steps(place)).toContain('alarm-raised'), 20_000)
  expect(await steps(place)).toEqual(['return-changed', 'alarm-raised'])
  expect((await outingAt(place)).steps[1]!.at >= (await outingAt(place)).backBy).toBe(true)
  await act(officer, 'say-safe@1', { ...place, howKnown: '' })
})

test('nobody’s tablet raises an alarm: the office refuses it, whoever sends it', async () => {
  const place = await lodge(inSeconds(3600))
  const { backBy } = await outingAt(place)
  for (const by of [officer, lead, school.administrator]) {
    const ended = await made.database.write(scopeOf(by), (tx) =>
      applyAct(
        tx,
        { uid: randomUUID(), name: 'raise-alarm@1', args: { ...place, backBy }, recordedAt: machineClock(), by },
        machineClock(),
      ),
    )
    expect(ended).toMatchObject({ ok: false, refusal: 'not-permitted' })
  }
  await act(officer, 'say-safe@1', { ...place, howKnown: '' })
})

test('[SPEC L7] the colleague holds somebody’s outings while they are out and sees how it ended; nobody else ever does', async () => {
  const place = await lodge(inSeconds(3600))
  const both = [officer.personId, lead.personId].toSorted()
  expect(await holdersOf(place)).toEqual(both)
  await act(officer, 'say-safe@1', { ...place, howKnown: '' })
  expect(await holdersOf(place)).toEqual(both)
  await vi.waitFor(async () => expect(JSON.stringify(await outingAt(place))).not.toMatch(/Mill Lane|07700/), 10_000)
  // The next one names another colleague, and the first has no business with it.
  const next = { ...place, outingId: randomUUID() }
  await act(officer, 'lodge-outing@1', {
    ...next,
    where: 'Hill Top',
    visitIds: [],
    backBy: inSeconds(3600),
    watcherId: stranger.personId,
    withId: null,
    phone: '07700 900555',
    watcherPhone: '07700 900777',
  })
  expect(await holdersOf(next)).toEqual([officer.personId, stranger.personId].toSorted())
  await act(officer, 'say-safe@1', { ...next, howKnown: '' })
})

test('the office and the tablets work out the same identity of the file, so that people who were there before have it', async () => {
  await connectedAs(made.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ file: string }>('select outings_file_of($1, $2) as file', [
      school.id,
      officer.personId,
    ])
    expect(rows).toEqual([{ file: outingsFileOf(school.id, officer.personId) }])
  })
})

test('an alarm that nobody takes for ten minutes is told to whoever leads the work, by letter and on their tablets, and they may hold it', async () => {
  await running.stop()
  const push = await startPushService()
  const late = await startOffice({
    made,
    clock: behind,
    config: {
      smtpUrl: mail.url,
      notifications: { ...webPush.generateVAPIDKeys(), subject: 'mailto:doorstep@hollins.example', toLoopback: true },
    },
  })
  const browser = push.browser()
  const { address, p256dh, auth } = browser.asked
  await made.database.write({ person: lead.personId, organisations: [] }, async (tx) => {
    const device = randomUUID()
    await tx.query(
      'insert into device (id, person_id, name, added_at, last_seen_at) values ($1, $2, $3, now(), now())',
      [device, lead.personId, 'Tablet'],
    )
    await tx.query('insert into device_notification values ($1, $2, $3, $4, $5, now())', [
      device,
      lead.personId,
      address,
      p256dh,
      auth,
    ])
  })
  const place = { organisationId: school.id, personId: officer.personId, outingId: randomUUID() }
  const backBy = new Date(Date.parse(behind()) + 1000).toISOString()
  await actAtOffice(
    made.database,
    officer,
    'lodge-outing@1',
    {
      ...place,
      where: '14 Mill Lane: Robin Marsh1',
      visitIds: [],
      backBy,
      watcherId: stranger.personId,
      withId: null,
      phone: '07700 900555',
      watcherPhone: '07700 900666',
    },
    behind(),
  )
  expect(await holdersOf(place)).not.toContain(lead.personId)
  await vi.waitFor(async () => expect(await steps(place)).toEqual(['alarm-raised', 'alarm-widened']), 20_000)
  expect(await holdersOf(place)).toEqual([officer, lead, stranger].map(({ personId }) => personId).toSorted())
  // Nobody who was named can be written to here: the only letter is to whoever leads the work.
  await vi.waitFor(() => expect(mail.received).toHaveLength(1), 20_000)
  const [letter] = mail.received
  expect(letter?.to).toEqual(['dana.shah@hollins.example'])
  expect(letter?.raw).toContain('Nobody has taken the alarm: Colleague 1 has not come back')
  expect(letter?.raw).toContain('Colleague 3 was told at')
  expect(letter?.raw).not.toMatch(/Mill Lane|Marsh|Robin|07700/)
  await vi.waitFor(() => expect(browser.opened).toEqual(['{"what":"alarm"}']), 20_000)
  await act(lead, 'take-alarm@1', place)
  await act(officer, 'say-safe@1', { ...place, howKnown: '' })
  await late.stop()
  await push.close()
  running = await startOffice({ made, config: { smtpUrl: mail.url } })
}, 60_000)

test('an office without a mail server raises the alarm all the same, and says in its log that nobody is told outside the app', async () => {
  await running.stop()
  const without = await startOffice({ made })
  const place = await lodge(inSeconds(1))
  await vi.waitFor(async () => expect(await steps(place)).toEqual(['alarm-raised']), 20_000)
  await vi.waitFor(() => expect(without.logged.join('\n')).toContain('alarm-told-in-app-only'), 5000)
  await without.stop()
  running = await startOffice({ made, config: { smtpUrl: mail.url } })
  await act(officer, 'say-safe@1', { ...place, howKnown: '' })
})
