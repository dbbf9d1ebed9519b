import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nobody } from '#server/store/database.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#server/store/embedded-postgres.ts'
import { openDatabase } from '#server/store/open-database.ts'
import { connectedAs, createTestDatabase } from '#test/support/postgres.ts'

const secret = 'mQ7w2-zr0Kf5uXo9eTjBv1LhNc4PgSdA'
let folder: string
/** Stands in for the PostgreSQL that a council runs already: nothing of Doorstep is in it before each test. */
let theirs: EmbeddedPostgres
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-own-'))
  theirs = await startEmbeddedPostgres({ dataDir: folder })
})
afterAll(async () => {
  await theirs.stop()
  rmSync(folder, { recursive: true, force: true })
})

const administer = (...statements: string[]): Promise<void> =>
  connectedAs(addressOf('postgres'), async (client) => {
    for (const statement of statements) await client.query(statement)
  })

/** The address of a database there, as one of its roles (with the password `pw`), or as its superuser. */
const addressOf = (database: string, role?: string): string => {
  const url = new URL(theirs.superuserUrl)
  url.pathname = `/${database}`
  if (role !== undefined) [url.username, url.password] = [role, 'pw']
  return url.href
}

beforeEach(() =>
  administer(
    'drop database if exists casework with (force)',
    'drop database if exists doorstep with (force)',
    'drop role if exists council_app',
    'drop role if exists doorstep_app',
    'drop role if exists council_owner',
    "create role council_owner login createrole password 'pw'",
    'create database casework owner council_owner',
  ),
)

const settings = (over: Partial<Parameters<typeof openDatabase>[0]> = {}) => ({
  dataDir: join(folder, 'unused'),
  databaseUrl: addressOf('casework', 'council_owner'),
  appDatabaseUrl: null,
  secret,
  demo: false,
  ...over,
})

const servingRole = async (over: Partial<Parameters<typeof openDatabase>[0]> = {}): Promise<string | undefined> => {
  const opened = await openDatabase(settings(over))
  try {
    expect(await opened.isReady()).toBe(true)
    const { rows } = await opened.database.read(nobody, (tx) =>
      tx.query<{ role: string }>('select current_user as role'),
    )
    return rows[0]?.role
  } finally {
    await opened.close()
  }
}

describe("a council's own PostgreSQL", () => {
  test('is set up by the role that owns the database, and served by one that cannot bypass row-level security', async () => {
    expect(await servingRole()).toBe('doorstep_app')
    // Again, and again when somebody changed the password meanwhile.
    expect(await servingRole()).toBe('doorstep_app')
    await administer("alter role doorstep_app password 'changed'")
    expect(await servingRole()).toBe('doorstep_app')
  })

  test('may be served by a role of its own name', async () => {
    await administer("create role council_app login password 'pw'")
    await administer('grant council_app to council_owner with admin option')
    expect(await servingRole({ appDatabaseUrl: addressOf('casework', 'council_app') })).toBe('council_app')
  })

  test('says which role is missing when it may not make one', async () => {
    await administer('alter role council_owner nocreaterole')
    await expect(openDatabase(settings())).rejects.toThrow(
      /may not make roles; have an administrator run "create role doorstep_app/,
    )
    await administer("create role doorstep_app login password 'pw'")
    expect(await servingRole({ appDatabaseUrl: addressOf('casework', 'doorstep_app') })).toBe('doorstep_app')
    await expect(openDatabase(settings())).rejects.toThrow(/set APP_DATABASE_URL with the right one/)
  })

  test('is not served as a superuser, nor as the owner of the tables, nor with the right to bypass row-level security', async () => {
    await expect(openDatabase(settings({ appDatabaseUrl: addressOf('casework') }))).rejects.toThrow(/is a superuser/)
    await expect(openDatabase(settings({ appDatabaseUrl: addressOf('casework', 'council_owner') }))).rejects.toThrow(
      /owns /,
    )
    await administer("create role council_app login bypassrls password 'pw'", 'grant doorstep_app to council_app')
    await expect(openDatabase(settings({ appDatabaseUrl: addressOf('casework', 'council_app') }))).rejects.toThrow(
      /bypass row-level security/,
    )
  })

  test('is refused while it may lose confirmed work in a power cut', async () => {
    const unsafe = await createTestDatabase()
    await expect(
      openDatabase(settings({ databaseUrl: unsafe.ownerUrl, appDatabaseUrl: unsafe.appUrl })),
    ).rejects.toThrow(/off, so work that was confirmed could be lost/)
    await unsafe.close()
  })
})

describe('a database that cannot be used is said in one sentence without the password', () => {
  const mistakes: [what: string, change: (url: URL) => void, sentence: RegExp][] = [
    [
      'nothing answers',
      (url) => (url.port = '9'),
      /cannot be reached: nothing answers as PostgreSQL at 127\.0\.0\.1:9\.$/,
    ],
    [
      'a wrong password',
      (url) => (url.password = 'hunter2'),
      /does not let council_owner in with the password given\.$/,
    ],
    ['no such database', (url) => (url.pathname = '/homework'), /has no database named homework\.$/],
    [
      'a machine that is not there',
      (url) => (url.hostname = 'db.invalid'),
      /cannot be reached: nothing answers as PostgreSQL at db\.invalid/,
    ],
  ]
  test.each(mistakes)('%s', async (_what, change, sentence) => {
    const url = new URL(addressOf('casework', 'council_owner'))
    change(url)
    const failed = openDatabase(settings({ databaseUrl: url.href }))
    await expect(failed).rejects.toThrow(sentence)
    await expect(failed).rejects.not.toThrow(/hunter2/)
  })
})

describe('the invented place and real ones', () => {
  test('never share a database: the demonstration refuses a real one, a real office the demonstration', async () => {
    await servingRole()
    await expect(openDatabase(settings({ demo: true }))).rejects.toThrow(/holds a real place's records/)
    await administer('drop database casework with (force)', 'create database casework owner council_owner')
    await servingRole({ demo: true })
    await expect(openDatabase(settings())).rejects.toThrow(/holds the invented school/)
  })
})

const somebody = '5b0a3f0e-6a55-4c5e-9d0f-2f3f1c7f9e11'

/** An invented place with something in it, whose making got this far, started once more: who is left. */
const tellMaking = async (making: string): Promise<string[]> => {
  await servingRole({ demo: true })
  await connectedAs(addressOf('casework', 'council_owner'), async (client) => {
    await client.query('insert into person (id) values ($1)', [somebody])
    await client.query('update place set making = $1', [making])
  })
  await servingRole({ demo: true })
  const { rows } = await connectedAs(addressOf('casework'), (client) =>
    client.query<{ id: string }>('select id from person'),
  )
  return rows.map(({ id }) => id)
}

describe('an invented place whose making was cut off', () => {
  test('is made again from nothing', async () => {
    expect(await tellMaking('begun')).toEqual([])
  })

  test('and one that is whole, or was never begun, is left as it is', async () => {
    expect(await tellMaking('done')).toEqual([somebody])
    await connectedAs(addressOf('casework'), (client) => client.query('delete from person'))
    expect(await tellMaking('not-begun')).toEqual([somebody])
  })
})

describe('the schema', () => {
  test('of a newer Doorstep is not touched by an older one', async () => {
    await servingRole()
    await connectedAs(addressOf('casework', 'council_owner'), (client) =>
      client.query("insert into migration (name, checksum) values ('9999-from-the-future.sql', 'x')"),
    )
    await expect(openDatabase(settings())).rejects.toThrow(
      'The database was set up by a newer version of Doorstep (it has 9999-from-the-future.sql).',
    )
  })

  test('is frozen: a step that reads differently than when it was taken stops the start', async () => {
    await servingRole()
    await connectedAs(addressOf('casework', 'council_owner'), (client) =>
      client.query("update migration set checksum = 'x' where name like '0001-%'"),
    )
    await expect(openDatabase(settings())).rejects.toThrow(
      /Migration 0001-.* was changed after this database had taken it/,
    )
  })

  test('and the serving role are made once when several offices start at the same moment', async () => {
    const offices = await Promise.all(Array.from({ length: 4 }, () => openDatabase(settings())))
    expect(await Promise.all(offices.map((office) => office.isReady()))).toEqual([true, true, true, true])
    await Promise.all(offices.map((office) => office.close()))
  })
})
