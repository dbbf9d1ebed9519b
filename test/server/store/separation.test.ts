import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkSafety } from '#server/store/check-safety.ts'
import { connectDatabase, type Database } from '#server/store/database.ts'
import { addOrganisations, type OrganisationRows } from '#test/support/organisation-rows.ts'
import { connectedAs, createTestDatabase, type TestDatabase } from '#test/support/postgres.ts'

let made: TestDatabase
let schools: OrganisationRows[]
beforeAll(async () => {
  made = await createTestDatabase()
  schools = await addOrganisations(made, ['Ashdown', 'Birchwood', 'Cedars', 'Dunes', 'Eastgate'])
})
afterAll(() => made.close())

const asSuperuser = <T>(
  run: (query: (sql: string) => Promise<{ rows: Record<string, unknown>[] }>) => Promise<T>,
): Promise<T> => connectedAs(made.superuserUrl, (client) => run((sql) => client.query(sql)))

describe('the catalog, as every migration left it', () => {
  test('passes the check that the office makes at every start', async () => {
    await expect(connectedAs(made.appUrl, (app) => checkSafety(app, { durable: false }))).resolves.toBeUndefined()
  })

  test('every table of an organisation or a person forces row-level security, with a policy for reading and for writing', async () => {
    const { rows } = await asSuperuser((query) =>
      query(`select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
               exists (select from pg_policies p where p.tablename = c.relname and p.qual is not null) as reading,
               exists (select from pg_policies p where p.tablename = c.relname and p.with_check is not null) as writing
             from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('organisation_id', 'person_id') and not a.attisdropped
             where c.relkind = 'r' group by c.oid order by c.relname`),
    )
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'device',
        'file',
        'file_grant',
        'membership',
        'mutation_log',
        'record',
        'record_version',
        'sync_client',
        'version_head',
      ]),
    )
    expect(rows.filter((row) => row['forced'] !== true || row['reading'] !== true || row['writing'] !== true)).toEqual(
      [],
    )
  })

  test('the serving role is an ordinary one: no superuser, no bypass, makes nothing, owns nothing', async () => {
    const { rows } = await asSuperuser((query) =>
      query(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = 'doorstep_app'",
      ),
    )
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false },
    ])
    const owned = await asSuperuser((query) =>
      query("select relname from pg_class where relowner = 'doorstep_app'::regrole"),
    )
    expect(owned.rows).toEqual([])
    await connectedAs(made.appUrl, async (app) => {
      await expect(app.query('create table mine (id int)')).rejects.toMatchObject({ code: '42501' })
      await expect(app.query('alter table record disable row level security')).rejects.toMatchObject({ code: '42501' })
    })
  })

  test('history can be added to and neither changed nor removed', async () => {
    await connectedAs(made.appUrl, async (app) => {
      for (const table of ['record_version', 'mutation_log', 'record', 'version_head']) {
        await expect(app.query(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' })
        await expect(app.query(`truncate ${table}`)).rejects.toMatchObject({ code: '42501' })
      }
      await expect(app.query("update record_version set body = '{}'")).rejects.toMatchObject({ code: '42501' })
    })
  })
})

describe('the check at start refuses', () => {
  const trespasses: [what: string, plant: string, sentence: RegExp][] = [
    [
      'a table whose row-level security is not forced',
      'alter table record no force row level security',
      /not forced on the table record/,
    ],
    [
      'a table whose row-level security is off',
      'alter table membership disable row level security',
      /not forced on the table membership/,
    ],
    [
      'a new table of an organisation without any',
      'create table visit_plan (organisation_id uuid)',
      /not forced on the table visit_plan/,
    ],
    [
      'a policy that does not check what is written',
      'drop policy own_person on device; create policy own_person on device for insert with check (true)',
      /policy on device/,
    ],
    ['a policy that lets everything through', 'create policy everybody on file using (true)', /policy on file/],
    ["a view that asks with its owner's rights", 'create view everyone as select * from record', /view everyone/],
    ['a copy that nothing guards', 'create materialized view copied as select 1 as one', /copied/],
    [
      "a function that runs with its owner's rights",
      "create function anyone() returns bigint language sql security definer as 'select count(*) from record'",
      /function anyone/,
    ],
    [
      'a serving role that owns a table',
      'create table mine (id int); alter table mine owner to doorstep_app',
      /owns mine/,
    ],
    ['a serving role that is a member of the owner', 'grant doorstep_owner to doorstep_app', /owns /],
    [
      'a serving role that may bypass row-level security',
      'alter role doorstep_app bypassrls',
      /bypass row-level security/,
    ],
    ['a serving superuser', 'alter role doorstep_app superuser', /superuser/],
  ]
  test.each(trespasses)('%s', async (_what, plant, sentence) => {
    // In one transaction that is rolled back: roles are shared with every other test of the run.
    await connectedAs(made.superuserUrl, async (client) => {
      await client.query('begin')
      await client.query(plant)
      await client.query('set local role doorstep_app')
      await expect(checkSafety(client, { durable: false })).rejects.toThrow(sentence)
      await client.query('rollback')
    })
  })

  test('a database that may lose confirmed work in a power cut', async () => {
    // The tests' own database is such a one: it is thrown away.
    await connectedAs(made.appUrl, (app) => expect(checkSafety(app)).rejects.toThrow(/fsync off|full_page_writes off/))
  })
})

const tables = [
  'file',
  'record',
  'record_version',
  'version_head',
  'file_grant',
  'membership',
  'device',
  'sync_client',
  'pupils',
] as const

/** Everything one scope can see anywhere, as text. */
const everythingSeen = (
  database: Database,
  scope: { person: string | null; organisations: string[] },
): Promise<string> =>
  database.read(scope, async (tx) => {
    const seen: unknown[] = []
    for (const table of tables) seen.push((await tx.query(`select * from ${table}`)).rows)
    return JSON.stringify(seen)
  })

describe('schools on one database', () => {
  test('a thousand interleaved requests of five schools over two connections never see one another', async () => {
    const narrow = connectDatabase({ connectionString: made.appUrl }, 2)
    let seed = 20_261_122
    const next = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    const request = async () => {
      const own = schools[next(schools.length)]!
      const scope = { person: own.person, organisations: [own.organisation] }
      const outcome = next(5)
      const run = narrow.write(scope, async (tx) => {
        const { rows } = await tx.query<{ organisation_id: string; name: string | null }>(
          "select organisation_id, body->>'forename' as name from record union all select organisation_id, null from file",
        )
        expect(new Set(rows.map(({ organisation_id: id }) => id))).toEqual(new Set([own.organisation]))
        // Some fail in the middle, some in the database: neither may leave its scope behind for the next.
        if (outcome === 0) throw new Error('ours')
        if (outcome === 1) await tx.query('select 1 / 0')
      })
      await run.catch((error: unknown) => {
        if (outcome > 1) throw error
      })
    }
    // Twenty at once: a queue of all of them would wait longer for a connection than the office lets anyone wait.
    const lane = async () => {
      for (let asked = 0; asked < 50; asked += 1) await request()
    }
    await Promise.all(Array.from({ length: 20 }, lane))
    await narrow.close()
  })

  test('without a scope there is nothing in any table or view', async () => {
    expect(JSON.parse(await everythingSeen(made.database, { person: null, organisations: [] }))).toEqual(
      tables.map(() => []),
    )
  })

  test('nothing of another school is seen in any table or view, by whatever mixture of own scope', async () => {
    const [own, other] = [schools[0]!, schools[1]!]
    for (const scope of [
      { person: own.person, organisations: [own.organisation] },
      { person: null, organisations: [own.organisation] },
      { person: own.person, organisations: [] },
      { person: own.person, organisations: [randomUUID()] },
    ]) {
      const seen = await everythingSeen(made.database, scope)
      for (const id of [other.organisation, other.person, other.pupil, 'Birchwood']) expect(seen).not.toContain(id)
    }
  })

  test('every view shows one school its own rows', async () => {
    const { rows } = await made.database.read({ person: null, organisations: [schools[2]!.organisation] }, (tx) =>
      tx.query('select forename, born_on, organisation_id from pupils'),
    )
    expect(rows).toEqual([{ forename: 'Cedars', born_on: '2014-03-02', organisation_id: schools[2]!.organisation }])
  })

  test('rows cannot be put into another school, moved there, or changed there', async () => {
    const [own, other] = [schools[0]!, schools[1]!]
    const scope = { person: own.person, organisations: [own.organisation] }
    const attempt = (sql: string, values: unknown[]) => made.database.write(scope, (tx) => tx.query(sql, values))
    await expect(
      attempt("insert into file (organisation_id, id, kind) values ($1, gen_random_uuid(), 'pupil')", [
        other.organisation,
      ]),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(attempt('update record set organisation_id = $1', [other.organisation])).rejects.toMatchObject({
      code: '42501',
    })
    await expect(
      attempt('insert into file_grant (organisation_id, person_id, file_id) values ($1, $2, $3)', [
        other.organisation,
        own.person,
        other.pupil,
      ]),
    ).rejects.toMatchObject({
      code: '42501',
    })
    await expect(
      attempt(
        "insert into device (id, person_id, name, added_at, last_seen_at) values (gen_random_uuid(), $1, 'x', now(), now())",
        [other.person],
      ),
    ).rejects.toMatchObject({
      code: '42501',
    })
    expect(await attempt('update file set version = 99 where id = $1', [other.pupil])).toMatchObject({ rowCount: 0 })
    expect(await attempt('delete from file_grant where file_id = $1', [other.pupil])).toMatchObject({ rowCount: 0 })
  })
})
