import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, types, type Pool } from 'pg'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { connectDatabase, type Database } from './database.ts'
import { openDatabase } from './open-database.ts'
import { openPool } from './open-pool.ts'

/** The office's store, opened by a command beside a running office or without one. */
export type OpenedBesideOffice = {
  database: Database
  /** The same role with the driver's own column types, as the sign-in library wants it. */
  pool: Pool
  close: () => Promise<void>
}

const Passwords = z.object({ app: z.string() })

/**
 * Opens the office's store whether or not the office is running. Its embedded PostgreSQL, where one is up in the data folder, is
 * joined as the role that row-level security binds; otherwise the store is opened as the office opens it.
 */
export const openBesideOffice = async (config: Config): Promise<OpenedBesideOffice> => {
  const running = config.databaseUrl === null ? await runningIn(config.dataDir) : null
  if (running !== null) {
    const database = connectDatabase({ connectionString: running }, 2)
    const pool = openPool({ connectionString: running }, 2, types)
    return {
      database,
      pool,
      close: async () => {
        await Promise.all([database.close(), pool.end()])
      },
    }
  }
  const opened = await openDatabase(config)
  return { database: opened.database, pool: opened.pool, close: () => opened.close() }
}

/** The address of the embedded PostgreSQL that is up in this folder, or null. */
const runningIn = async (dataDir: string): Promise<string | null> => {
  const passwords = join(dataDir, 'database-passwords.json')
  const lockFile = join(dataDir, 'postgres', 'postmaster.pid')
  if (!existsSync(passwords) || !existsSync(lockFile)) return null
  // PostgreSQL's lock file has its port on the fourth line.
  const port = Number(readFileSync(lockFile, 'utf8').split('\n')[3])
  if (!Number.isInteger(port) || port < 1) return null
  const { app } = Passwords.parse(JSON.parse(readFileSync(passwords, 'utf8')))
  const address = `postgresql://doorstep_app:${app}@127.0.0.1:${port}/doorstep`
  const client = new Client({ connectionString: address, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1 from organisation limit 1')
    return address
  } catch {
    // A lock file left behind by a kill, or a database that is not set up yet: the office's own way of opening settles both.
    return null
  } finally {
    await client.end().catch(() => {})
  }
}
