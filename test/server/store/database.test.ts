import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connectDatabase, isPassingFault, nobody, type Database } from '#server/store/database.ts'
import { addOrganisations, type OrganisationRows } from '#test/support/organisation-rows.ts'
import { connectedAs, createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'

let made: TestDatabase
let hollins: OrganisationRows
beforeAll(async () => {
  made = await createTestDatabase()
  hollins = (await addOrganisations(made, ['Hollins']))[0]!
})
afterAll(() => made.close())

const scopeOf = (rows: OrganisationRows) => ({ person: rows.person, organisations: [rows.organisation] })

const renamed = (name: string) => (database: Database) =>
  database.write(scopeOf(hollins), (tx) =>
    tx.query('update device set name = $1 where person_id = $2', [name, hollins.person]),
  )

const nameOfTablet = async (): Promise<string | undefined> => {
  const { rows } = await made.database.read(scopeOf(hollins), (tx) =>
    tx.query<{ name: string }>('select name from device'),
  )
  return rows[0]?.name
}

test('what a transaction wrote is there when it ended, and gone when it threw', async () => {
  await renamed('Tablet 4')(made.database)
  const thrown = made.database.write(scopeOf(hollins), async (tx) => {
    await tx.query("update device set name = 'Tablet 5'")
    throw new Error('changed our mind')
  })
  await expect(thrown).rejects.toThrow('changed our mind')
  expect(await nameOfTablet()).toBe('Tablet 4')
})

test('a part that fails is undone alone, and the rest of the transaction is kept', async () => {
  await made.database.write(scopeOf(hollins), async (tx) => {
    await tx.query("update device set name = 'kept'")
    const part = tx.savepoint(async () => {
      await tx.query("update device set name = 'undone'")
      await tx.query(
        "insert into file (organisation_id, id, kind) values (gen_random_uuid(), gen_random_uuid(), 'pupil')",
      )
    })
    await expect(part).rejects.toMatchObject({ code: '42501' })
  })
  expect(await nameOfTablet()).toBe('kept')
})

test('a transaction that swallowed a failed statement is not told that it was kept', async () => {
  const swallowed = made.database.write(scopeOf(hollins), async (tx) => {
    await tx.query("update device set name = 'never'")
    await tx.query('select 1 / 0').catch(() => {})
  })
  await expect(swallowed).rejects.toThrow('A failed transaction was told to commit.')
  expect(await nameOfTablet()).toBe('kept')
})

test('reading never writes', async () => {
  await expect(
    made.database.read(scopeOf(hollins), (tx) => tx.query("update device set name = 'x'")),
  ).rejects.toMatchObject({ code: '25006' })
})

test('a transaction that has ended cannot be used again', async () => {
  const kept = await made.database.read(nobody, (tx) => Promise.resolve(tx))
  await expect(kept.query('select 1')).rejects.toThrow('after it had ended')
})

test('instants, days and whole numbers come back as text and exact numbers', async () => {
  const { rows } = await made.database.read(nobody, (tx) =>
    tx.query(
      "select '2026-11-22 10:31:07.12+01'::timestamptz(3) as at, '2026-03-29'::date as day, 9007199254740991::bigint as version, '{\"a\":[1]}'::jsonb as body",
    ),
  )
  expect(rows).toEqual([
    { at: '2026-11-22T09:31:07.120Z', day: '2026-03-29', version: 9_007_199_254_740_991, body: { a: [1] } },
  ])
  await expect(
    made.database.read(nobody, (tx) => tx.query('select 9007199254740993::bigint as version')),
  ).rejects.toThrow('too large to be exact')
})

test('a scope that is not made of identifiers is refused before it reaches the database', async () => {
  await expect(
    made.database.read({ person: "'; drop table record; --", organisations: [] }, () => Promise.resolve()),
  ).rejects.toThrow(TypeError)
  await expect(
    made.database.read({ person: null, organisations: [`${hollins.organisation},${hollins.organisation}`] }, () =>
      Promise.resolve(),
    ),
  ).rejects.toThrow(TypeError)
})

test('two people who change the same two things in opposite order: one succeeds, the other is told to try again', async () => {
  const [first, second] = await addOrganisations(made, ['Elm', 'Oak'])
  const both = { person: null, organisations: [first!.organisation, second!.organisation] }
  // Each holds its first before either asks for its second, however busy the machine is.
  const begun = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const
  const touch = (mine: 0 | 1, order: OrganisationRows[]) =>
    made.database.write(both, async (tx) => {
      for (const { pupil } of order) {
        await tx.query('update file set version = version + 1 where id = $1', [pupil])
        begun[mine].resolve()
        await Promise.all(begun.map(({ promise }) => promise))
      }
    })
  const results = await Promise.allSettled([touch(0, [first!, second!]), touch(1, [second!, first!])])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const failed = results.find((result) => result.status === 'rejected')
  expect(isPassingFault(failed?.reason) && failed.reason.reason).toBe('contended')
})

test('a connection that breaks in the middle is a passing fault, and the next request works', async () => {
  const broken = made.database.write(scopeOf(hollins), async (tx) => {
    const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
    await connectedAs(made.superuserUrl, (client) => client.query('select pg_terminate_backend($1)', [rows[0]?.pid]))
    await tx.query("update device set name = 'lost'")
  })
  await expect(broken).rejects.toSatisfy((error) => isPassingFault(error) && error.reason === 'connection-lost')
  expect(await nameOfTablet()).toBe('kept')
})

test('a database that is not there is a passing fault', async () => {
  const away = connectDatabase({ connectionString: 'postgresql://doorstep_app:x@127.0.0.1:9/doorstep' }, 1)
  await expect(away.read(nobody, () => Promise.resolve())).rejects.toSatisfy(
    (error) => isPassingFault(error) && error.reason === 'connection-lost',
  )
  await away.close()
})

test('notifications are heard, again after the connection broke, and no more after letting go', async () => {
  const heard: string[] = []
  const letGo = await made.database.listen('doorstep_test', (payload) => heard.push(payload))
  const notify = (payload: string) =>
    made.database.write(nobody, (tx) => tx.query("select pg_notify('doorstep_test', $1)", [payload]))
  await notify('one')
  await vi.waitFor(() => expect(heard).toEqual(['one']))

  await connectedAs(made.superuserUrl, (client) =>
    client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doorstep-listen' and datname = current_database()",
    ),
  )
  await vi.waitFor(async () => {
    await notify('two')
    expect(heard).toContain('two')
  }, 5000)

  await letGo()
  const before = heard.length
  await notify('three')
  await wait(100)
  expect(heard).toHaveLength(before)
})

test('closing waits for what is running', async () => {
  const other = connectDatabase({ connectionString: made.appUrl }, 2)
  const running = other.read(nobody, async (tx) => {
    await tx.query('select pg_sleep(0.2)')
    return 'finished'
  })
  await wait(50)
  await other.close()
  expect(await running).toBe('finished')
})

test('a plain client sees nothing at all without a scope', async () => {
  await connectedAs(made.appUrl, async (client: Client) => {
    expect((await client.query('select * from record')).rows).toEqual([])
    expect((await client.query('select * from device')).rows).toEqual([])
  })
})
