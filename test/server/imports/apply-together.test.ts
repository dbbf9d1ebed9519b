import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Parent } from '#domain/records/parent.ts'
import { Pupil } from '#domain/records/pupil.ts'
import { applyTogether } from '#server/imports/apply-together.ts'
import { applyImport } from '#server/imports/import-roll.ts'
import { planImport, type ImportContext, type ImportPlan } from '#server/imports/plan-import.ts'
import { readRoll } from '#server/imports/read-roll.ts'
import type { Transaction } from '#server/store/database.ts'
import { applyAct } from '#server/sync/apply-acts.ts'
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'
import { actAtOffice, foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import { rollOfMany } from './roll-of-many.ts'

let made: TestDatabase
let school: SmallSchool
beforeAll(async () => {
  made = await createTestDatabase()
  school = await foundSmallSchool(made.database, {
    code: 'hollins',
    name: 'Hollins School',
    roles: ['education-welfare-officer', 'attendance-lead', 'service-manager', 'pastoral'],
    pupils: 3,
  })
  // Loses a child who moves up a year, and gains those who come into theirs.
  await actAtOffice(made.database, school.administrator, 'add-staff-member@1', {
    organisationId: school.id,
    personId: randomUUID(),
    name: 'Head of year 9',
    role: 'head-of-year',
    yearGroups: [9],
  })
})
afterAll(() => made.close())

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const contextNow = (): ImportContext => ({
  by: school.administrator,
  organisationId: school.id,
  today: '2026-11-22',
  recordedAt: '2026-11-22T09:00:00.000Z',
  newId: randomUUID,
})

const planFor = async (file: Uint8Array, context: ImportContext): Promise<ImportPlan> => {
  const reading = readRoll(file, context.today)
  if (!reading.ok) throw new Error(reading.fault.why)
  const { rows } = await made.database.read({ person: null, organisations: [school.id] }, (tx) =>
    tx.query<{ body: unknown }>("select body from record where kind in ('pupil', 'parent')"),
  )
  const held = {
    pupils: rows.flatMap(({ body }) => Pupil.safeParse(body).data ?? []),
    parents: rows.flatMap(({ body }) => Parent.safeParse(body).data ?? []),
  }
  return planImport(held, reading.roll, context)
}

class Enough extends Error {}

/** Everything the office would hold after `apply`, which is then undone. */
const afterwards = async (apply: (tx: Transaction) => Promise<readonly string[]>): Promise<unknown> => {
  let seen: unknown = null
  await made.database
    .write({ person: school.administrator.personId, organisations: [school.id] }, async (tx) => {
      const told = (await apply(tx)).toSorted((a, b) => (a < b ? -1 : 1))
      const all = async (sql: string): Promise<unknown[]> => (await tx.query(sql)).rows
      seen = {
        told: [...new Set(told)],
        files: await all('select * from file order by id'),
        records: await all('select * from record order by file_id, id'),
        grants: await all('select * from file_grant order by file_id, person_id'),
        versions: await all(
          "select number, file_id, record_id, version, person_id, mutation_uid, mutation_name, received_at, body from record_version where mutation_name in ('enrol-pupil@1', 'remove-from-roll@1') order by file_id, version, record_id",
        ),
        head: await all('select number from version_head'),
      }
      throw new Enough()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Enough)) throw error
    })
  return seen
}

/** The order in which records of one file joined the chain is nobody's promise; that all did is. */
const withoutNumbers = (seen: unknown): unknown =>
  JSON.parse(
    JSON.stringify(seen, (key, value: unknown) => (key === 'number' && typeof value === 'number' ? undefined : value)),
  )

test('an import written together leaves exactly what its acts applied one by one leave', async () => {
  const first = contextNow()
  const before = rollOfMany(12)
  await applyImport(
    made.database,
    {
      bytes: before,
      by: first.by,
      organisationId: school.id,
      clock: () => '2026-10-01T09:00:00.000Z',
      newId: randomUUID,
    },
    () => {},
  )

  // Robin Marsh1 to 3 have open cases; one moves up a year, one leaves, a contact goes, new pupils come.
  const lines = new TextDecoder().decode(rollOfMany(15)).split('\r\n')
  const changed = lines
    .map((line, at) =>
      at === 2
        ? line.replace(/Mr Joseph Marsh,Father,[^,]*$/, ',,')
        : at === 3
          ? line.replace('Mill Lane', 'High Street')
          : line,
    )
    .map((line) => (line === '' ? line : `${line},${line.startsWith('UPN') ? 'Leaving date' : ''}`))
  const columns = (lines[0] ?? '').split(',').length
  const robin = (number: number, year: number, left: string): string =>
    [
      '',
      `Marsh${number}`,
      'Robin',
      '04/03/2012',
      'M',
      `Year ${year}`,
      ...Array.from({ length: columns - 6 }, () => ''),
      left,
    ].join(',')
  const file = bytesOf([...changed.slice(0, -1), robin(1, 10, ''), robin(2, 9, '20/07/2026')].join('\n'))

  const context = contextNow()
  const plan = await planFor(file, context)
  expect(plan.rejected).toEqual([])
  expect(plan.pupils.map(({ change }) => change).filter((change) => change !== 'unchanged')).toEqual([
    'updated',
    'updated',
    'new',
    'new',
    'new',
    'updated',
    'updated',
  ])

  const together = await afterwards((tx) => applyTogether(tx, plan.pupils, context))
  const oneByOne = await afterwards(async (tx) => {
    const people: string[] = []
    for (const { uid, name, args } of plan.pupils.flatMap((pupil) => pupil.acts)) {
      const applied = await applyAct(
        tx,
        { uid, name, args, recordedAt: context.recordedAt, by: context.by },
        context.recordedAt,
      )
      if (!applied.ok) throw new Error(applied.refusal)
      people.push(...applied.touched.flatMap((touched) => touched.people), ...applied.grantsChangedFor)
    }
    return people
  })
  expect(withoutNumbers(together)).toEqual(withoutNumbers(oneByOne))
})
