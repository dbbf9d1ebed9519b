import { createHmac } from 'node:crypto'
import { Client, type Pool, types } from 'pg'
import type { Config } from '../config.ts'
import { prepareJobs } from '../jobs/prepare-jobs.ts'
import { StartFault } from '../start-fault.ts'
import { checkSafety } from './check-safety.ts'
import { connectDatabase, type Database } from './database.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts'
import { migrate, missingMigrations, readMigrations } from './migrate.ts'
import { openPool } from './open-pool.ts'
import { asPassingFault, codeOf, PassingFault } from './passing-fault.ts'

/** The store of a running office. */
export type OpenedDatabase = {
  database: Database
  /** A small pool as the same role with the driver's own column types, for the libraries that hold connections of their own: sign-in and jobs. */
  pool: Pool
  /** True when the database answers and has this version's schema. Never throws. */
  isReady(): Promise<boolean>
  /** Resolves if an embedded PostgreSQL ends by itself; never for somebody else's. */
  lost: Promise<unknown>
  close(): Promise<void>
}

/** PostgreSQL from which `security_invoker` views, on which separation rests, exist. */
const OLDEST_VERSION = 15_00_00

/** Any number that offices agree on, other than the migrations'. */
const START_LOCK = 727_002

type Settings = Pick<Config, 'dataDir' | 'databaseUrl' | 'appDatabaseUrl' | 'secret' | 'demo'>

/**
 * Opens the store: starts the embedded PostgreSQL or connects to the one that DATABASE_URL names, migrates as the owner,
 * checks that the serving role is bound by row-level security. Throws StartFault with one sentence.
 */
export const openDatabase = async (config: Settings): Promise<OpenedDatabase> => {
  const embedded = config.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: config.dataDir }) : null
  try {
    return await openOn(config, embedded)
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

const openOn = async (config: Settings, embedded: EmbeddedPostgres | null): Promise<OpenedDatabase> => {
  const migrations = await readMigrations()
  const ownerUrl = embedded?.ownerUrl ?? config.databaseUrl ?? ''
  const appUrl = await withClient(ownerUrl, async (owner) => {
    await checkVersion(owner)
    // One office at a time, from here until this connection ends: several may be started together.
    await owner.query('select pg_advisory_lock($1)', [START_LOCK])
    const serving = embedded?.appUrl ?? (await prepareServingRole(owner, config))
    await migrate(owner, migrations)
    await prepareJobs(ownerUrl)
    await checkPlace(owner, config.demo)
    return serving
  })
  await withClient(appUrl, (app) => checkSafety(app))

  const connection = { connectionString: appUrl }
  const database = connectDatabase(connection, 10)
  const pool = openPool(connection, 6, types)
  return {
    database,
    pool,
    isReady: async () => {
      try {
        const { rows } = await pool.query<{ name: string }>('select name from migration')
        return missingMigrations(migrations, rows).length === 0
      } catch {
        return false
      }
    },
    lost: embedded?.ended ?? new Promise(() => {}),
    close: async () => {
      await Promise.all([database.close(), pool.end()])
      await embedded?.stop()
    },
  }
}

/** Runs something over one connection; says in a sentence when there is no connecting. */
const withClient = async <T>(connectionString: string, run: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: 10_000,
    application_name: 'doorstep-start',
  })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => {})
    throw new StartFault(sayUnreachable(connectionString, error), { cause: error })
  }
  try {
    return await run(client)
  } catch (error) {
    if (asPassingFault(error) instanceof PassingFault)
      throw new StartFault('The database went away while Doorstep was starting.', { cause: error })
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

/** Names host, port, database and role, never the password. */
const sayUnreachable = (connectionString: string, error: unknown): string => {
  const { hostname, port, pathname, username } = new URL(connectionString)
  const place = `${hostname === '' ? 'localhost' : hostname}:${port === '' ? '5432' : port}`
  switch (codeOf(error) ?? '') {
    case '28P01':
    case '28000':
      return `PostgreSQL at ${place} does not let ${decodeURIComponent(username)} in with the password given.`
    case '3D000':
      return `PostgreSQL at ${place} has no database named ${decodeURIComponent(pathname.slice(1))}.`
    default:
      return `The database cannot be reached: nothing answers as PostgreSQL at ${place}.`
  }
}

const checkVersion = async (owner: Client): Promise<void> => {
  const { rows } = await owner.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  )
  if ((rows[0]?.version ?? 0) < OLDEST_VERSION) throw new StartFault('Doorstep needs PostgreSQL 15 or newer.')
}

/**
 * On somebody's own PostgreSQL: makes sure that `doorstep_app`, to which the migrations grant, exists, and answers the
 * address to serve with. With APP_DATABASE_URL that role is a member of doorstep_app, or is it; otherwise doorstep_app
 * itself serves, with a password derived from SECRET, so that any number of offices agree on it without storing it.
 */
const prepareServingRole = async (owner: Client, config: Settings): Promise<string> => {
  const { rows } = await owner.query<{ may_make: boolean; exists: boolean }>(
    `select rolcreaterole or rolsuper as may_make, exists (select from pg_roles where rolname = 'doorstep_app') as exists
     from pg_roles where rolname = current_user`,
  )
  const { may_make: mayMake, exists } = rows[0] ?? { may_make: false, exists: false }
  if (!exists) {
    if (!mayMake) {
      throw new StartFault(
        'The role in DATABASE_URL may not make roles; have an administrator run "create role doorstep_app login password \'…\'" and set APP_DATABASE_URL.',
      )
    }
    await owner.query('create role doorstep_app nologin nosuperuser nobypassrls nocreatedb nocreaterole')
  }
  if (config.appDatabaseUrl !== null) {
    await joinServingRole(owner, config.appDatabaseUrl)
    return config.appDatabaseUrl
  }
  const password = createHmac('sha256', config.secret ?? '')
    .update('doorstep_app')
    .digest('base64url')
  const address = new URL(config.databaseUrl ?? '')
  address.username = 'doorstep_app'
  address.password = password
  if (await letsIn(address.href)) return address.href
  if (!mayMake)
    throw new StartFault(
      'The password of doorstep_app is not the one Doorstep made; set APP_DATABASE_URL with the right one.',
    )
  await owner.query(`alter role doorstep_app login password ${owner.escapeLiteral(password)}`)
  return address.href
}

const joinServingRole = async (owner: Client, appDatabaseUrl: string): Promise<void> => {
  const role = decodeURIComponent(new URL(appDatabaseUrl).username)
  if (role === 'doorstep_app') return
  const { rows } = await owner.query<{ member: boolean }>(
    "select pg_has_role(oid, 'doorstep_app', 'usage') as member from pg_roles where rolname = $1",
    [role],
  )
  if (rows[0] === undefined) throw new StartFault(`PostgreSQL has no role named ${role}, which APP_DATABASE_URL names.`)
  if (rows[0].member) return
  try {
    await owner.query(`grant doorstep_app to ${owner.escapeIdentifier(role)}`)
  } catch (cause) {
    throw new StartFault(
      `The role in APP_DATABASE_URL needs the rights of doorstep_app; have an administrator run "grant doorstep_app to ${role}".`,
      { cause },
    )
  }
}

const letsIn = async (connectionString: string): Promise<boolean> => {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** The first start says what the database is for; later ones must agree. */
const checkPlace = async (owner: Client, demo: boolean): Promise<void> => {
  await owner.query('insert into place (invented) values ($1) on conflict do nothing', [demo])
  const { rows } = await owner.query<{ invented: boolean; making: string }>('select invented, making from place')
  const invented = rows[0]?.invented === true
  if (demo && !invented) {
    throw new StartFault(
      "This database holds a real place's records, and the demonstration does not run beside them; set SECRET to run it, or DATA_DIR to another folder.",
    )
  }
  if (!demo && invented) {
    throw new StartFault(
      'This database holds the invented school; set DATA_DIR to another folder, or empty the database, before real records go in.',
    )
  }
  if (invented && rows[0]?.making === 'begun') await emptyInventedPlace(owner)
}

/** What was made of an invented place when its making was cut off goes, so that it is made whole. Never asked for a real one. */
const emptyInventedPlace = async (owner: Client): Promise<void> => {
  await owner.query(`do $$ begin
    execute (select 'truncate ' || string_agg(format('%I.%I', schemaname, tablename), ', ')
             from pg_tables where schemaname in ('public', 'accounts') and tablename not in ('migration', 'place', 'timeline'));
    delete from graphile_worker._private_jobs;
    update place set making = 'not-begun' where invented;
  end $$`)
}
