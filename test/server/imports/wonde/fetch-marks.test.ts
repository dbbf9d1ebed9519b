import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { theOffice } from '#domain/permissions/actor.ts'
import { addDays, weekdayOf } from '#domain/time/school-day.ts'
import { applyImport } from '#server/imports/import-roll.ts'
import { fetchMarks, previewFetch, type Fetched } from '#server/imports/wonde/fetch-marks.ts'
import { fetchingNow, keepAsked } from '#server/imports/wonde/fetching-now.ts'
import { lastFetch, type WondeFetch } from '#server/imports/wonde/wonde-fetch.ts'
import type { Database } from '#server/store/database.ts'
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'
import { foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import { end, startWonde, wondeSchoolId, wondeToken, type Wonde, type WondePupil } from '#test/support/wonde.ts'
import { upnOf } from '../roll-of-many.ts'

let made: TestDatabase
let wonde: Wonde
let school: SmallSchool
let poked: string[] = []

const siobhan: WondePupil = {
  id: 'A100',
  upi: 'upi-siobhan',
  misId: '1041',
  upn: upnOf(17, 1),
  forename: 'Siobhán',
  surname: "O'Connor",
  bornOn: '2013-03-04',
}
const bo: WondePupil = {
  id: 'A101',
  upi: 'upi-bo',
  misId: '1042',
  upn: upnOf(18, 3),
  forename: 'Bo',
  surname: 'Li',
  bornOn: '2013-11-30',
}
const roll = `UPN,Surname,Forename,Date of birth,Entry date
${siobhan.upn},O'Connor,Siobhán,04/03/2013,04/09/2023
${bo.upn},Li,Bo,30/11/2013,04/09/2024`

/** The first weekdays of the autumn term of 2026. */
const days = (count: number): string[] => {
  const found: string[] = []
  for (let day = '2026-09-07'; found.length < count; day = addDays(day, 1))
    if (weekdayOf(day) >= 1 && weekdayOf(day) <= 5) found.push(day)
  return found
}

let schools = 0
beforeAll(async () => {
  made = await createTestDatabase()
  wonde = await startWonde()
})
afterAll(async () => {
  await wonde.stop()
  await made.close()
})

const newSchool = async (): Promise<void> => {
  schools += 1
  school = await foundSmallSchool(made.database, {
    code: `wonde-${schools}`,
    name: 'Hollins School',
    roles: ['attendance-lead'],
    pupils: 0,
  })
  const file = { bytes: new TextEncoder().encode(roll), by: school.administrator, organisationId: school.id }
  await applyImport(made.database, { ...file, clock: () => '2026-11-26T08:00:00.000Z', newId: randomUUID }, () => {})
  wonde.pupils.splice(0, wonde.pupils.length, siobhan, bo)
  wonde.marks.length = 0
  wonde.asked.length = 0
  poked = []
}

const present = (pupil: WondePupil, day: string, updatedAt = `${day} 09:30:00`) =>
  (['AM', 'PM'] as const).map((session) => ({
    studentId: pupil.id,
    day,
    session,
    code: session === 'AM' ? '/' : '\\',
    updatedAt,
  }))

const access = () => ({ address: wonde.address, token: wondeToken })
const parts = (now: string) => ({ database: made.database, access: access(), clock: () => now })
const here = () => ({ organisationId: school.id, wondeId: wondeSchoolId })
const fetch = (now = '2026-11-26T16:00:00.000Z', isByHand = false): Promise<Fetched> =>
  fetchMarks(parts(now), here(), { isByHand, poke: (_files, people) => poked.push(...people) })

const sum = (fetched: Fetched): string =>
  fetched.ok
    ? `${fetched.report.accepted} new, ${fetched.report.updated} changed, ${fetched.report.unchanged} stood, ${fetched.report.rejected.length} not taken`
    : fetched.why

const scope = () => ({ person: theOffice.personId, organisations: [school.id] })
const kept = (): Promise<WondeFetch | null> => made.database.read(scope(), (tx) => lastFetch(tx, school.id))
const standing = async (day: string): Promise<string[]> =>
  made.database.read(scope(), async (tx) => {
    const { rows } = await tx.query<{ mark: string }>(
      `select p.body->>'forename' || ' ' || m.session || ' ' || m.code as mark from session_mark m
       join record p on p.organisation_id = m.organisation_id and p.id = m.file_id and p.kind = 'pupil'
       where m.organisation_id = $1 and m.day = $2 and m.superseded_by is null order by 1`,
      [school.id, day],
    )
    return rows.map(({ mark }) => mark)
  })
const since = () => lastAsked('attendance/session').at(-1)?.searchParams.get('updated_after')
const lastAsked = (list: string): URL[] => wonde.asked.filter(({ pathname }) => pathname.endsWith(list))

describe('marks of a school that are fetched from Wonde', () => {
  afterEach(() => {
    wonde.asked.length = 0
  })

  test('come page by page, each on its own day and session, and tablets hear of it; looking first changes nothing', async () => {
    await newSchool()
    for (const day of days(55)) wonde.marks.push(...present(siobhan, day), ...present(bo, day))
    const looked = await previewFetch(parts('2026-11-26T16:00:00.000Z'), here())
    expect(sum(looked)).toBe('220 new, 0 changed, 0 stood, 0 not taken')
    expect(await standing('2026-09-07')).toEqual([])
    expect(await kept()).toBeNull()

    expect(sum(await fetch())).toBe('220 new, 0 changed, 0 stood, 0 not taken')
    expect(lastAsked('attendance/session').map(({ searchParams }) => searchParams.get('page'))).toEqual([
      '1',
      '2',
      '1',
      '2',
    ])
    // Midnight of a summer's day told in UTC is not the day before.
    expect(await standing('2026-09-07')).toEqual([
      'Bo afternoon \\',
      'Bo morning /',
      'Siobhán afternoon \\',
      'Siobhán morning /',
    ])
    expect(await standing('2026-09-06')).toEqual([])
    expect(poked.length).toBeGreaterThan(0)
    expect(await kept()).toMatchObject({
      triedAt: '2026-11-26T16:00:00.000Z',
      takenAt: '2026-11-26T16:00:00.000Z',
      fault: null,
      rejected: [],
      unsettledFrom: null,
      report: { accepted: 220, first: { day: '2026-09-07', session: 'morning' } },
    })
  })

  test('are asked for from the start of the school year, then from two days before the last time; the same again changes nothing', async () => {
    await newSchool()
    wonde.marks.push(...present(siobhan, '2026-09-07'))
    await fetch()
    expect(lastAsked('attendance/session')[0]?.searchParams.get('updated_after')).toBe('2026-07-31 23:00:00')
    poked = []
    wonde.marks.push({
      studentId: bo.id,
      day: '2026-11-26',
      session: 'AM',
      code: 'N',
      updatedAt: '2026-11-26 09:30:00',
    })
    wonde.marks.push(...present(siobhan, '2026-11-25'))
    expect(sum(await fetch('2026-11-26T17:00:00.000Z'))).toBe('3 new, 0 changed, 0 stood, 0 not taken')
    expect(lastAsked('attendance/session').at(-1)?.searchParams.get('updated_after')).toBe('2026-11-24 16:00:00')
    poked = []
    expect(sum(await fetch('2026-11-26T18:00:00.000Z'))).toBe('0 new, 0 changed, 3 stood, 0 not taken')
    expect(poked).toEqual([])
  })

  test('a mark that the school changed takes the place of the one that stood, which stays', async () => {
    await newSchool()
    wonde.marks.push({
      studentId: bo.id,
      day: '2026-11-24',
      session: 'AM',
      code: 'N',
      updatedAt: '2026-11-24 09:30:00',
    })
    await fetch('2026-11-24T16:00:00.000Z')
    wonde.marks.splice(0, 1, {
      studentId: bo.id,
      day: '2026-11-24',
      session: 'AM',
      code: 'I',
      updatedAt: '2026-11-26 08:10:00',
    })
    expect(sum(await fetch('2026-11-26T09:00:00.000Z'))).toBe('0 new, 1 changed, 0 stood, 0 not taken')
    const all = await made.database.read(scope(), (tx) =>
      tx.query('select code, superseded_by is null as stands from session_mark where organisation_id = $1 order by 1', [
        school.id,
      ]),
    )
    expect(all.rows).toEqual([
      { code: 'I', stands: true },
      { code: 'N', stands: false },
    ])
  })

  test('a pupil enrolled again, under another identity, UPN and surname, is who they were: their UPI stays', async () => {
    await newSchool()
    wonde.marks.push(...present(siobhan, '2026-11-24'))
    await fetch('2026-11-24T16:00:00.000Z')
    const again = { ...siobhan, id: 'A900', upn: upnOf(40, 2), surname: 'Byrne' }
    wonde.pupils.splice(0, 1, again)
    wonde.marks.splice(0, 2, ...present(again, '2026-11-25'))
    expect(sum(await fetch('2026-11-25T16:00:00.000Z'))).toBe('2 new, 0 changed, 0 stood, 0 not taken')
    expect(await standing('2026-11-25')).toEqual(['Siobhán afternoon \\', 'Siobhán morning /'])
  })

  test('a UPN that moves to another child is a doubt: nothing is taken for either, and the office can find whom it is about', async () => {
    await newSchool()
    wonde.marks.push(...present(siobhan, '2026-11-24'))
    await fetch('2026-11-24T16:00:00.000Z')
    wonde.pupils.splice(0, 1, { ...siobhan, upn: bo.upn })
    wonde.marks.splice(0, 2, ...present(siobhan, '2026-11-25'))
    await fetch('2026-11-25T16:00:00.000Z')
    expect(await standing('2026-11-25')).toEqual([])
    expect((await kept())?.rejected).toEqual([
      'Pupil 1041: This UPN belongs to another pupil here than before. Nothing was taken for either.',
    ])
  })

  test('whatever cannot be taken says why: a pupil not on the roll, a code nobody knows, a student or a day that is none', async () => {
    await newSchool()
    const stranger = { ...bo, id: 'A300', upi: 'upi-x', misId: '2000', upn: upnOf(60, 1), surname: 'Stranger' }
    wonde.pupils.push(stranger)
    wonde.marks.push(...present(stranger, '2026-11-25'))
    wonde.marks.push({
      studentId: bo.id,
      day: '2026-11-25',
      session: 'AM',
      code: 'Z9',
      updatedAt: '2026-11-25 09:00:00',
    })
    wonde.marks.push({
      studentId: bo.id,
      day: '2026-11-25',
      session: 'PM',
      code: '?',
      updatedAt: '2026-11-25 09:00:00',
    })
    wonde.marks.push({
      studentId: 'A999',
      day: '2026-11-25',
      session: 'PM',
      code: '/',
      updatedAt: '2026-11-25 09:00:00',
    })
    wonde.marks.push({
      studentId: bo.id,
      day: '2026-31-12',
      session: 'AM',
      code: '/',
      updatedAt: '2026-11-25 09:00:00',
    })
    expect(sum(await fetch())).toBe('0 new, 0 changed, 0 stood, 5 not taken')
    expect((await kept())?.rejected).toEqual([
      'A mark of a student whom Wonde does not list was not taken.',
      'Pupil 1042: A mark with a code that Wonde does not list was not taken.',
      'Pupil 1042: A mark whose day cannot be read was not taken.',
      'Pupil 1042: A mark with a code that is not in the national list (“Z9”), Wed 25 Nov, morning, was not taken.',
      'Pupil 2000: This pupil is not on the roll here. Import the roll first.',
    ])
  })

  test('what was not taken is asked for again once a day, or when somebody asks, until it can be', async () => {
    await newSchool()
    const newcomer = { ...bo, id: 'A300', upi: 'upi-n', misId: '1050', upn: upnOf(61, 2), surname: 'Newcomer' }
    wonde.pupils.push(newcomer)
    wonde.marks.push(...present(newcomer, '2026-11-02'), ...present(bo, '2026-11-02'))
    expect(sum(await fetch('2026-11-20T16:00:00.000Z'))).toBe('2 new, 0 changed, 0 stood, 1 not taken')
    // The marks of a later hour of that day are taken; what could not be is still said.
    wonde.marks.push(...present(bo, '2026-11-20'))
    expect(sum(await fetch('2026-11-20T17:00:00.000Z'))).toBe('2 new, 0 changed, 0 stood, 0 not taken')
    expect(since()).toBe('2026-11-18 16:00:00')
    expect((await kept())?.rejected).toEqual(['Pupil 1050: This pupil is not on the roll here. Import the roll first.'])
    await fetch('2026-11-21T07:00:00.000Z')
    expect(since()).toBe('2026-07-31 23:00:00')
    await fetch('2026-11-21T08:00:00.000Z')
    expect(since()).toBe('2026-11-19 07:00:00')

    const text = `${roll}\n${newcomer.upn},Newcomer,Bo,30/11/2013,01/10/2026`
    const file = { bytes: new TextEncoder().encode(text), by: school.administrator, organisationId: school.id }
    await applyImport(made.database, { ...file, clock: () => '2026-11-21T08:30:00.000Z', newId: randomUUID }, () => {})
    expect(sum(await fetch('2026-11-21T09:00:00.000Z', true))).toBe('2 new, 0 changed, 4 stood, 0 not taken')
    expect(await kept()).toMatchObject({ rejected: [], unsettledFrom: null })
    await fetch('2026-11-22T09:00:00.000Z')
    expect(since()).toBe('2026-11-19 09:00:00')
  })

  test('what the school’s people wrote beside a mark is nowhere here', async () => {
    await newSchool()
    wonde.marks.push(...present(siobhan, '2026-11-24'))
    await fetch()
    for (const table of ['session_mark', 'wonde_fetch', 'source_pupil', 'mark_import']) {
      const { rows } = await made.database.read(scope(), (tx) =>
        tx.query(`select to_jsonb(t)::text as t from ${table} t`),
      )
      expect(JSON.stringify(rows)).not.toContain('tummy')
    }
  })
})

const goodThen = async (break_: () => void): Promise<Fetched> => {
  await newSchool()
  wonde.marks.push(...present(siobhan, '2026-11-24'))
  await fetch('2026-11-24T16:00:00.000Z')
  for (const day of days(54))
    wonde.marks.push(...present(siobhan, day, '2026-11-26 08:00:00'), ...present(bo, day, '2026-11-26 08:00:00'))
  break_()
  return fetch('2026-11-26T16:00:00.000Z')
}
const nothingMore = async (): Promise<void> => {
  expect(await standing('2026-09-08')).toEqual([])
  expect(await kept()).toMatchObject({ takenAt: '2026-11-24T16:00:00.000Z', report: { accepted: 2 } })
}

describe('a Wonde that does not answer as it should', () => {
  test.each<[string, () => void]>([
    ['refused', () => wonde.answerOnce(/students/, (response) => end(response, 401, {}))],
    ['refused', () => wonde.answerOnce(/page=2/, (response) => end(response, 403, {}))],
    ['no-such-school', () => wonde.answerOnce(/attendance-codes/, (response) => end(response, 404, {}))],
    ['unreadable', () => wonde.answerOnce(/page=2/, (response) => response.end('<html>Sign in to the Wi-Fi</html>'))],
    ['unreadable', () => wonde.answerOnce(/page=2/, (response) => end(response, 200, { data: [{ date: 5 }] }))],
    [
      'unreachable',
      () => wonde.answerOnce(/students/, (response) => end(response, 429, {}, { 'retry-after': '3600' })),
    ],
  ])('%s: said, nothing of the half that came is taken, and what was taken before stays', async (why, break_) => {
    expect(await goodThen(break_)).toEqual({ ok: false, why })
    expect((await kept())?.fault).toBe(why)
    await nothingMore()
  })

  test('one moment of trouble, or a wait that it asks for, is waited out', async () => {
    const fetched = await goodThen(() => {
      wonde.answerOnce(/page=2/, (response) => end(response, 500, {}, { 'retry-after': '0' }))
      wonde.answerOnce(/students/, (response) => response.destroy())
    })
    expect(sum(fetched)).toBe('216 new, 0 changed, 2 stood, 0 not taken')
    expect((await kept())?.fault).toBeNull()
  })

  test('an address that it leads to never hears the token', async () => {
    const thief = await startWonde()
    const asked = await goodThen(() => {
      const elsewhere = { location: `${thief.address}/schools/${wondeSchoolId}/students` }
      for (let turn = 0; turn < 3; turn += 1)
        wonde.answerOnce(/students/, (response) => end(response, 302, {}, elsewhere))
    })
    expect(asked).toEqual({ ok: false, why: 'unreachable' })
    expect(thief.asked).toEqual([])
    await thief.stop()
  })
})

const told = async (now: string) => {
  const { now: going, last } = fetchingNow(await kept(), now)
  return { going, fault: last?.fault ?? null, triedAt: last?.triedAt ?? null }
}
/** The office's database, which fails whatever is asked of it once `failed` says so. */
const failing = (failed: () => boolean): Database => ({
  ...made.database,
  read: (...given) => (failed() ? Promise.reject(new Error('gone')) : made.database.read(...given)),
  write: (...given) => (failed() ? Promise.reject(new Error('gone')) : made.database.write(...given)),
})
const begin = (database: Database) =>
  fetchMarks({ ...parts('2026-11-26T16:00:00.000Z'), database }, here(), { isByHand: false, poke: () => {} })

describe('a fetching that nobody runs any more is over', () => {
  test('one that a fault ends is written so at once', async () => {
    await newSchool()
    let reads = 0
    await expect(begin(failing(() => (reads += 1) === 2))).rejects.toThrow('gone')
    expect(await told('2026-11-26T16:00:01.000Z')).toEqual({
      going: null,
      fault: 'broke-off',
      triedAt: '2026-11-26T16:00:00.000Z',
    })
    // The next goes on from where the last that was taken ended.
    expect(sum(await fetch('2026-11-26T16:30:00.000Z'))).toBe('0 new, 0 changed, 0 stood, 0 not taken')
    expect(await told('2026-11-26T16:30:01.000Z')).toMatchObject({ going: null, fault: null })
  })

  test('one that loses its database, or is killed, can write nothing: a minute after its last sign of life it is over', async () => {
    await newSchool()
    let asks = 0
    await expect(begin(failing(() => (asks += 1) > 1))).rejects.toThrow('gone')
    expect(await told('2026-11-26T16:00:59.000Z')).toEqual({ going: 'fetching', fault: null, triedAt: null })
    expect(await told('2026-11-26T16:01:00.000Z')).toEqual({
      going: null,
      fault: 'broke-off',
      triedAt: '2026-11-26T16:00:00.000Z',
    })
    await fetch('2026-11-26T17:00:00.000Z')
    expect(await told('2026-11-26T17:00:01.000Z')).toMatchObject({ going: null, fault: null })
  })

  test('one that takes long gives signs of life', async () => {
    await newSchool()
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const held = Promise.withResolvers<void>()
    wonde.answerOnce(/students/, (response) => void held.promise.then(() => end(response, 401, {})))
    let now = '2026-11-26T16:00:00.000Z'
    const going = fetchMarks({ ...parts(now), clock: () => now }, here(), { isByHand: false, poke: () => {} })
    await vi.waitFor(async () => expect(await told(now)).toMatchObject({ going: 'fetching' }))
    now = '2026-11-26T16:20:00.000Z'
    vi.advanceTimersByTime(5_000)
    await vi.waitFor(async () => expect(await told('2026-11-26T16:20:30.000Z')).toMatchObject({ going: 'fetching' }))
    vi.useRealTimers()
    held.resolve()
    expect(await going).toEqual({ ok: false, why: 'refused' })
    expect(await told('2026-11-26T16:20:30.000Z')).toMatchObject({ going: null, fault: 'refused' })
  })

  test('what was asked for is said until it begins, and can be asked for again when it does not', async () => {
    await newSchool()
    await made.database.write(scope(), (tx) => keepAsked(tx, school.id, '2026-11-26T16:00:00.000Z'))
    // A turn that ends meanwhile is not what was asked for.
    await fetch('2026-11-26T16:00:01.000Z')
    expect(await told('2026-11-26T16:05:00.000Z')).toMatchObject({ going: 'asked' })
    expect(await told('2026-11-26T16:10:00.000Z')).toMatchObject({ going: null })
    await fetch('2026-11-26T16:02:00.000Z', true)
    expect(await told('2026-11-26T16:05:00.000Z')).toMatchObject({ going: null, fault: null })
  })

  test('all that was not taken is kept, however much', async () => {
    await newSchool()
    for (let place = 0; place < 230; place += 1) {
      const pupil = { ...bo, id: `B${place}`, upi: `upi-${place}`, misId: `3${place}`, upn: null, surname: 'Elsewhere' }
      wonde.pupils.push(pupil)
      wonde.marks.push({
        studentId: pupil.id,
        day: '2026-11-24',
        session: 'AM',
        code: '/',
        updatedAt: '2026-11-24 09:00:00',
      })
    }
    await fetch()
    expect((await kept())?.rejected).toHaveLength(230)
  })
})
