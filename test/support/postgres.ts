import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isMainThread } from 'node:worker_threads'
import { Client, type Pool, types } from 'pg'
import { z } from 'zod'
import { connectDatabase, type Database } from '#server/store/database.ts'
import { openPool } from '#server/store/open-pool.ts'

/** A database of one test file's own, with every migration, empty. */
export type TestDatabase = {
  /** As the office uses it: the role that row-level security binds. */
  database: Database
  /** The same role through a plain pool, as the sign-in library uses it. */
  pool: Pool
  ownerUrl: string
  appUrl: string
  /** PostgreSQL's superuser, whom row-level security does not bind: for looking at everything. */
  superuserUrl: string
  /** Drops the database. */
  close(): Promise<void>
}

const Answer = z.union([
  z.object({ ownerUrl: z.string(), appUrl: z.string(), superuserUrl: z.string() }),
  z.object({ error: z.string() }),
])

/** The process whose end is the end of the run: Vitest's own (we are in one of its workers), or ourselves. */
const runPid = process.env['VITEST'] === undefined || !isMainThread ? process.pid : process.ppid

/**
 * One real PostgreSQL for the whole run, started by whichever test file needs it first and shared by all of them. A
 * keeper process stops it when the run ends, however it ends.
 */
const startedCluster = async (): Promise<Extract<z.infer<typeof Answer>, { ownerUrl: string }>> => {
  const folder = join(tmpdir(), `doorstep-test-${process.getuid?.() ?? 0}-${runPid}`)
  const answer = join(folder, 'answer.json')
  try {
    mkdirSync(folder, { mode: 0o700 })
    spawn(process.execPath, [join(import.meta.dirname, 'postgres-keeper.ts'), String(runPid), folder], {
      detached: true,
      stdio: 'ignore',
    }).unref()
  } catch {
    // Another test file was first.
  }
  for (const until = Date.now() + 60_000; !existsSync(answer); await wait(20)) {
    if (Date.now() > until) throw new Error(`The PostgreSQL for tests did not start; see ${folder}.`)
  }
  const told = Answer.parse(JSON.parse(readFileSync(answer, 'utf8')))
  if ('error' in told) throw new Error(`The PostgreSQL for tests did not start: ${told.error}`)
  return told
}

const withName = (address: string, database: string): string => {
  const url = new URL(address)
  url.pathname = `/${database}`
  return url.href
}

/** Makes a new database from the migrated template. `poolSize` bounds the connections of `database`. */
export const createTestDatabase = async ({ poolSize = 5 }: { poolSize?: number } = {}): Promise<TestDatabase> => {
  const cluster = await startedCluster()
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: withName(cluster.superuserUrl, 'postgres') })
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await admin(`create database ${name} template doorstep owner doorstep_owner`)
  const appUrl = withName(cluster.appUrl, name)
  const database = connectDatabase({ connectionString: appUrl }, poolSize)
  const pool = openPool({ connectionString: appUrl }, 4, types)
  return {
    database,
    pool,
    ownerUrl: withName(cluster.ownerUrl, name),
    appUrl,
    superuserUrl: withName(cluster.superuserUrl, name),
    close: async () => {
      await Promise.all([database.close(), pool.end()])
      await admin(`drop database if exists ${name} with (force)`)
    },
  }
}

/** Runs statements over one connection, as whoever `address` names. */
export const connectedAs = async <T>(address: string, run: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: address })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}
