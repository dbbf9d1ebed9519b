import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { StartFault } from '../start-fault.ts'

/** The folder of the migrations that ship with this version, in the order of their numbers. */
export const migrationsFolder = join(import.meta.dirname, 'migrations')

/** One step of the schema: `0001-files-and-records.sql`. Frozen once released: a database remembers its checksum. */
export type Migration = { name: string; sql: string; checksum: string }

/** Any number two offices agree on; held by the one that migrates. */
const MIGRATION_LOCK = 727_001

/** The migrations in a folder, sorted by name. Throws when two have the same number or a name does not fit. */
export const readMigrations = async (folder = migrationsFolder): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  const numbers = names.map((name) => /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1])
  if (numbers.includes(undefined)) throw new Error('A migration must be named like 0001-files-and-records.sql.')
  if (new Set(numbers).size !== numbers.length) throw new Error('Two migrations have the same number.')
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** The names of the migrations that a database still lacks; what `/api/ready` asks. */
export const missingMigrations = (migrations: readonly Migration[], applied: readonly { name: string }[]): string[] => {
  const have = new Set(applied.map(({ name }) => name))
  return migrations.map(({ name }) => name).filter((name) => !have.has(name))
}

/**
 * Brings a database to this version's schema, as the role that owns the tables: each step in a transaction of its own, with
 * one office at a time. Throws StartFault when the database was made by a newer Doorstep or when a step that it has
 * already taken reads differently now.
 */
export const migrate = async (owner: Client, migrations: readonly Migration[]): Promise<void> => {
  await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
  try {
    await owner.query(
      'create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz(3) not null default now())',
    )
    const { rows: applied } = await owner.query<{ name: string; checksum: string }>(
      'select name, checksum from migration order by name',
    )
    const checksums = new Map(migrations.map(({ name, checksum }) => [name, checksum]))
    for (const { name, checksum } of applied) {
      const known = checksums.get(name)
      if (known === undefined)
        throw new StartFault(`The database was set up by a newer version of Doorstep (it has ${name}).`)
      if (known !== checksum) throw new StartFault(`Migration ${name} was changed after this database had taken it.`)
    }
    const missing = new Set(missingMigrations(migrations, applied))
    for (const { name, sql, checksum } of migrations) {
      if (!missing.has(name)) continue
      await owner.query('begin')
      try {
        await owner.query(sql)
        await owner.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum])
        await owner.query('commit')
      } catch (error) {
        await owner.query('rollback').catch(() => {})
        throw new StartFault(`Migration ${name} failed; the database is as it was before it.`, { cause: error })
      }
    }
    // The app's role may see how far the schema is, and no more.
    await owner.query('grant select on migration to doorstep_app')
  } finally {
    await owner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {})
  }
}
