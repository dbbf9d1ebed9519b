import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { theOffice } from '#domain/permissions/actor.ts'
import type { MarkCode } from '#domain/register/mark-codes.ts'
import { countLetters } from '#domain/register/mark-letters.ts'
import { RegisterYear } from '#domain/records/register-year.ts'
import { addDays } from '#domain/time/school-day.ts'
import { lockSchool } from '#server/imports/lock-school.ts'
import { takeMarks, type IncomingMark, type MarksTaken } from '#server/imports/marks/take-marks.ts'
import { verifyChain } from '#server/store/verify-chain.ts'
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'
import { foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'

let made: TestDatabase
let school: SmallSchool

beforeAll(async () => {
  made = await createTestDatabase()
  school = await foundSmallSchool(made.database, {
    code: 'hollins',
    name: 'Hollins School',
    roles: ['attendance-lead', 'head-of-year'],
    pupils: 2,
  })
})
afterAll(() => made.close())

const scope = () => ({ person: theOffice.personId, organisations: [school.id] })

const take = (marks: IncomingMark[], at = '2026-11-26T16:00:00.000Z'): Promise<MarksTaken> =>
  made.database.write(scope(), async (tx) => {
    await lockSchool(tx, school.id)
    return takeMarks(tx, marks, {
      organisationId: school.id,
      source: 'csv',
      personId: school.administrator.personId,
      at,
      newId: randomUUID,
    })
  })

const pupil = (place: number): string => school.pupils[place]?.id ?? ''
const mark = (place: number, day: string, session: 'morning' | 'afternoon', code: MarkCode): IncomingMark => ({
  pupilId: pupil(place),
  day,
  session,
  code,
})

const yearsOf = async (pupilId: string): Promise<RegisterYear[]> =>
  made.database.read(scope(), async (tx) => {
    const { rows } = await tx.query<{ body: unknown }>(
      "select body from record where kind = 'register-year' and file_id = $1 order by body->>'year'",
      [pupilId],
    )
    return rows.map(({ body }) => RegisterYear.parse(body))
  })

describe('marks taken in', () => {
  test('stand in the pupil’s file, the same again change nothing, and a changed one keeps the old', async () => {
    const first = [
      mark(0, '2026-11-23', 'morning', '/'),
      mark(0, '2026-11-23', 'afternoon', '\\'),
      mark(0, '2026-11-24', 'morning', 'N'),
      mark(1, '2026-11-23', 'morning', 'C2'),
    ]
    expect(await take(first)).toMatchObject({ added: 4, changed: 0, unchanged: 0 })
    expect(await yearsOf(pupil(0))).toEqual([
      expect.objectContaining({ year: 2026, from: '2026-11-23', marks: '/\\N.', takenAt: '2026-11-26T16:00:00.000Z' }),
    ])
    expect(await yearsOf(pupil(1))).toEqual([expect.objectContaining({ marks: 'd.' })])

    expect(await take(first, '2026-11-26T17:00:00.000Z')).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 4,
      people: [],
    })
    expect((await yearsOf(pupil(0)))[0]?.takenAt).toBe('2026-11-26T16:00:00.000Z')

    const later = await take([mark(0, '2026-11-24', 'morning', 'I')], '2026-11-27T16:00:00.000Z')
    expect(later).toMatchObject({ added: 0, changed: 1, unchanged: 0 })
    expect(later.people).toContain(school.staff[0]?.personId)
    expect((await yearsOf(pupil(0)))[0]?.marks).toBe('/\\I.')
    const kept = await made.database.read(scope(), (tx) =>
      tx.query<{ code: string; taken_at: string; superseded_at: string | null }>(
        `select m.code, i.taken_at, later.taken_at as superseded_at from session_mark m
         join mark_import i on i.organisation_id = m.organisation_id and i.id = m.import_id
         left join mark_import later on later.organisation_id = m.organisation_id and later.id = m.superseded_by
         where m.file_id = $1 and m.day = '2026-11-24' order by i.taken_at`,
        [pupil(0)],
      ),
    )
    expect(kept.rows).toEqual([
      { code: 'N', taken_at: '2026-11-26T16:00:00.000Z', superseded_at: '2026-11-27T16:00:00.000Z' },
      { code: 'I', taken_at: '2026-11-27T16:00:00.000Z', superseded_at: null },
    ])
  })

  test('of two school years stand in two records', async () => {
    await take([mark(1, '2026-07-20', 'morning', 'I'), mark(1, '2026-09-07', 'morning', 'L')])
    const years = await yearsOf(pupil(1))
    expect(years.map(({ year }) => year)).toEqual([2025, 2026])
    expect(years.map((each) => countLetters(each, { from: '2020-01-01', to: '2030-01-01' }))).toEqual([
      { possible: 1, attended: 0, authorised: 1, unauthorised: 0, late: 0 },
      { possible: 2, attended: 1, authorised: 1, unauthorised: 0, late: 1 },
    ])
  })

  test('join the organisation’s chain, which still proves itself', async () => {
    expect(await made.database.read(scope(), (tx) => verifyChain(tx, school.id))).toMatchObject({ ok: true })
  })
})

describe('what no statement may do to marks', () => {
  test.each([
    "update session_mark set code = '/'",
    "update session_mark set day = '2026-11-01'",
    'delete from session_mark',
    'delete from mark_import',
    "update mark_import set source = 'x'",
  ])('%s is refused', async (statement) => {
    await expect(made.database.write(scope(), (tx) => tx.query(statement))).rejects.toThrow(/permission denied/)
  })

  test('another organisation sees none of them, and cannot add one', async () => {
    const other = { person: theOffice.personId, organisations: [randomUUID()] }
    for (const table of ['session_mark', 'mark_import']) {
      const { rows } = await made.database.read(other, (tx) => tx.query(`select 1 from ${table}`))
      expect(rows).toEqual([])
    }
    await expect(
      made.database.write(other, (tx) =>
        tx.query(
          'insert into mark_import (organisation_id, id, person_id, taken_at, source) values ($1, $2, $3, now(), $4)',
          [school.id, randomUUID(), theOffice.personId, 'csv'],
        ),
      ),
    ).rejects.toThrow(/row-level security/)
  })
})

test('a year of marks goes in at once', async () => {
  const many = await foundSmallSchool(made.database, {
    code: 'large',
    name: 'Large School',
    roles: ['pastoral'],
    pupils: 60,
  })
  const marks: IncomingMark[] = []
  for (let day = '2025-09-01'; day < '2026-07-20'; day = addDays(day, 1))
    for (const { id } of many.pupils)
      marks.push(
        { pupilId: id, day, session: 'morning', code: '/' },
        { pupilId: id, day, session: 'afternoon', code: '\\' },
      )
  const taken = await made.database.write({ person: theOffice.personId, organisations: [many.id] }, async (tx) => {
    await lockSchool(tx, many.id)
    return takeMarks(tx, marks, {
      organisationId: many.id,
      source: 'csv',
      personId: many.administrator.personId,
      at: '2026-11-26T16:00:00.000Z',
      newId: randomUUID,
    })
  })
  expect(taken).toMatchObject({ added: marks.length, changed: 0, unchanged: 0 })
}, 120_000)
