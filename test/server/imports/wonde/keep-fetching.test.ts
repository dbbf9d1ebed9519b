import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { theOffice } from '#domain/permissions/actor.ts'
import { readConfig } from '#server/config.ts'
import { applyImport } from '#server/imports/import-roll.ts'
import { fetchNow } from '#server/imports/wonde/keep-fetching.ts'
import { lastFetch } from '#server/imports/wonde/wonde-fetch.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'
import { foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import { end, startWonde, wondeSchoolId, wondeToken, type Wonde } from '#test/support/wonde.ts'
import { upnOf } from '../roll-of-many.ts'

let made: TestDatabase
let wonde: Wonde
let school: SmallSchool
let office: TestOffice | undefined
/** A Thursday long from now, of the last year that calendars here know, so that the next turn, planned by this clock, does not come while the test runs. */
let now = '2049-11-25T09:00:00.000Z'

const bo = { id: 'A101', upi: 'upi-bo', misId: '1042', forename: 'Bo', surname: 'Li', bornOn: '2013-11-30' }
const roll = `UPN,Surname,Forename,Date of birth,Entry date\n${upnOf(18, 3)},Li,Bo,30/11/2013,04/09/2024`

const environment = () => ({
  WONDE_TOKEN: wondeToken,
  WONDE_SCHOOLS: `hollins=${wondeSchoolId}, nobody-yet=A77`,
  WONDE_ADDRESS: `${wonde.address}/`,
})

beforeAll(async () => {
  made = await createTestDatabase()
  wonde = await startWonde()
  wonde.pupils.push({ ...bo, upn: upnOf(18, 3) })
  school = await foundSmallSchool(made.database, {
    code: 'hollins',
    name: 'Hollins School',
    roles: ['attendance-lead'],
    pupils: 0,
  })
  const file = { bytes: new TextEncoder().encode(roll), by: school.administrator, organisationId: school.id }
  await applyImport(made.database, { ...file, clock: () => '2026-11-26T09:00:00.000Z', newId: randomUUID }, () => {})
})
afterAll(async () => {
  await office?.stop()
  await wonde.stop()
  await made.close()
})

const start = async (): Promise<TestOffice> => {
  const { wonde: source } = readConfig(environment())
  office = await startOffice({ made, config: { wonde: source }, clock: () => now })
  return office
}
const kept = () =>
  made.database.read({ person: theOffice.personId, organisations: [school.id] }, (tx) => lastFetch(tx, school.id))
const marked = (code: string, day: string) =>
  wonde.marks.push({ studentId: bo.id, day, session: 'AM', code, updatedAt: `${day} 09:00:00` })
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 100 })
const planned = async (): Promise<{ run_at: Date; key: string }[]> =>
  (
    await made.pool.query<{ run_at: Date; key: string }>(
      "select run_at, key from graphile_worker.jobs where key like 'fetch-marks/%'",
    )
  ).rows

test('an office that was told of schools at Wonde fetches their marks when it starts, and plans the next turn', async () => {
  marked('/', '2049-11-24')
  const { logged } = await start()
  await until(async () => expect((await kept())?.report?.accepted).toBe(1))
  await until(async () =>
    expect(await planned()).toEqual([
      { run_at: new Date('2049-11-25T10:00:00.000Z'), key: `fetch-marks/${school.id}/turn` },
    ]),
  )
  expect(logged.filter((line) => /marks-fetched|marks-of-unknown/.test(line)).map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ event: 'marks-of-unknown-school', code: 'nobody-yet' }),
    expect.objectContaining({ event: 'marks-fetched', organisation: school.id, accepted: 1, rejected: 0 }),
  ])
  expect(logged.join('\n')).not.toMatch(new RegExp(`${wondeToken}|Li\\b|tummy`))
})

test('a turn that failed is said and logged, and the next is planned all the same', async () => {
  now = '2049-11-25T10:00:00.000Z'
  wonde.answerOnce(/students/, (response) => end(response, 401, {}))
  await made.pool.query(
    "select graphile_worker.reschedule_jobs(array_agg(id), now()) from graphile_worker.jobs where key like 'fetch-marks/%'",
  )
  await until(async () => expect((await kept())?.fault).toBe('refused'))
  await until(async () => expect((await planned())[0]?.run_at).toEqual(new Date('2049-11-25T11:00:00.000Z')))
  expect(office?.logged.join('\n')).toContain('"why":"refused"')
})

test('an office that starts again fetches at once, with no two plans for one school', async () => {
  await office?.stop()
  now = '2049-11-25T10:20:00.000Z'
  marked('N', '2049-11-25')
  await start()
  await until(async () => expect(await kept()).toMatchObject({ fault: null, report: { accepted: 1, unchanged: 1 } }))
  await until(async () =>
    expect((await planned()).map(({ run_at }) => run_at)).toEqual([new Date('2049-11-25T11:20:00.000Z')]),
  )
})

test('whoever asks is not put off by a turn that ends meanwhile', async () => {
  now = '2049-11-25T10:30:00.000Z'
  if (office === undefined) throw new Error('The office is closed.')
  const held = Promise.withResolvers<void>()
  wonde.answerOnce(
    /students/,
    (response) => void held.promise.then(() => end(response, 500, {}, { 'retry-after': '0' })),
  )
  const before = wonde.asked.length
  await made.pool.query(
    "select graphile_worker.reschedule_jobs(array_agg(id), now()) from graphile_worker.jobs where key like '%/turn'",
  )
  await until(async () => expect(wonde.asked.length).toBeGreaterThan(before))
  await fetchNow(office.office, school.id)
  held.resolve()
  const turns = () => wonde.asked.slice(before).filter(({ pathname }) => pathname.endsWith('/session')).length
  await until(async () => expect(turns()).toBe(2))
  await until(async () => expect((await planned()).map(({ key }) => key)).toEqual([`fetch-marks/${school.id}/turn`]))
})
