import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client, DatabaseError } from 'pg'
import { z } from 'zod'
import { StartFault } from '../start-fault.ts'
import { holdDataFolder, makeDataFolder, writePrivately } from './data-folder.ts'
import { runnerFor, type OrdinaryUser, type Runner } from './ordinary-user.ts'
import { findPostgres } from './postgres-programs.ts'
import { processesIn } from './processes-in.ts'

/** A PostgreSQL of our own that is up. */
export type EmbeddedPostgres = {
  /** Address as the role that owns Doorstep's tables (no superuser). */
  ownerUrl: string
  /** Address as the role that serves. */
  appUrl: string
  /** Address as PostgreSQL's superuser: for setting up, backups and tests, never for serving. */
  superuserUrl: string
  /** Resolves when PostgreSQL has ended, wished for or not. */
  ended: Promise<unknown>
  /** An orderly stop: everything committed is on the disk. */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  /** Where passwords, the log and the cluster (in `postgres/`) live. */
  dataDir: string
  /** False only for tests that throw the cluster away: commits then do not wait for the disk. */
  durable?: boolean
  maxConnections?: number
}

const Passwords = z.object({ superuser: z.string(), owner: z.string(), app: z.string() })
type Passwords = z.infer<typeof Passwords>

/** Crash recovery after a power cut may have a lot to read; a person who waits longer than this wants to be told. */
const START_LIMIT_MS = 120_000
const STOP_LIMIT_MS = 30_000
const LOG_LIMIT_BYTES = 5_000_000

/**
 * Starts PostgreSQL in `dataDir`, making the cluster the first time: UTF-8, the same sorting on every machine, checksums,
 * passwords kept beside it for their owner alone, listening on the loopback only. Takes over from an office that was
 * killed. Throws StartFault with what to do about it.
 */
export const startEmbeddedPostgres = async (options: EmbeddedOptions): Promise<EmbeddedPostgres> => {
  const programs = await findPostgres()
  const cluster = join(options.dataDir, 'postgres')
  const { runner, user } = runnerFor(dirname(programs.postgres), cluster)
  makeDataFolder(options.dataDir, runner.uid !== undefined)
  const letGo = await holdDataFolder(options.dataDir)
  try {
    if (existsSync(cluster)) await settlePrevious(cluster)
    const passwords = readPasswords(options.dataDir, existsSync(cluster))
    if (!existsSync(cluster))
      await makeCluster(programs.initdb, cluster, passwords, { runner, user, durable: options.durable !== false })
    const running = await startPostgres(programs.postgres, cluster, passwords, runner, options)
    await makeRoles(running.addressOf('postgres', 'postgres', passwords.superuser), passwords)
    const stop = async (): Promise<void> => {
      await stopProcess(running.child, running.ended)
      letGo()
    }
    return {
      ownerUrl: running.addressOf('doorstep_owner', 'doorstep', passwords.owner),
      appUrl: running.addressOf('doorstep_app', 'doorstep', passwords.app),
      superuserUrl: running.addressOf('postgres', 'doorstep', passwords.superuser),
      ended: running.ended,
      stop,
    }
  } catch (error) {
    letGo()
    throw error
  }
}

const newPassword = (): string => randomBytes(24).toString('base64url')

const readPasswords = (dataDir: string, clusterExists: boolean): Passwords => {
  const path = join(dataDir, 'database-passwords.json')
  if (existsSync(path)) return Passwords.parse(JSON.parse(readFileSync(path, 'utf8')))
  if (clusterExists)
    throw new StartFault(`The database's passwords (${path}) are gone; put that file back from a backup.`)
  const passwords = { superuser: newPassword(), owner: newPassword(), app: newPassword() }
  writePrivately(path, JSON.stringify(passwords))
  return passwords
}

/**
 * An office that was killed may have left its PostgreSQL running, or only its lock file. We hold the data folder, so
 * whatever still runs in it is nobody's: it is stopped in an orderly way, and only a lock file without any process is removed.
 */
const settlePrevious = async (cluster: string): Promise<void> => {
  const lockFile = join(cluster, 'postmaster.pid')
  let asked = false
  for (const until = Date.now() + STOP_LIMIT_MS; Date.now() < until; await wait(20)) {
    const living = processesIn(cluster)
    if (living.length === 0) {
      rmSync(lockFile, { force: true })
      return
    }
    const leader = existsSync(lockFile) ? Number(readFileSync(lockFile, 'utf8').split('\n')[0]) : NaN
    // Without their leader the others notice by themselves and go.
    if (!asked && living.includes(leader)) {
      process.kill(leader, 'SIGINT')
      asked = true
    }
  }
  throw new StartFault(
    `A PostgreSQL is still running in ${cluster} and does not stop; end it, then start Doorstep again.`,
  )
}

const run = (command: string, args: readonly string[], runner: Runner, log: number, cwd: string): ChildProcess => {
  const [program, ...rest] = [...runner.prefix, command, ...args]
  if (program === undefined) throw new Error('There is nothing to run.')
  return spawn(program, rest, {
    cwd,
    // Its own session: Ctrl-C in the terminal must reach the office alone, which then stops PostgreSQL last.
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC', LC_ALL: 'C' },
    ...(runner.uid === undefined ? {} : { uid: runner.uid }),
    ...(runner.gid === undefined ? {} : { gid: runner.gid }),
  })
}

const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((settle) => {
    child.once('exit', (code) => settle(code))
    child.once('error', () => settle(-1))
  })

/** Made under another name and renamed when whole, so that a cluster cut off half-way is never taken for one. */
const makeCluster = async (
  initdb: string,
  cluster: string,
  passwords: Passwords,
  { runner, user, durable }: { runner: Runner; user: OrdinaryUser | null; durable: boolean },
): Promise<void> => {
  const unfinished = `${cluster}.new`
  const passwordFile = `${cluster}.password`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, passwords.superuser, { mode: 0o600 })
  if (user !== null) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid)
  const logFile = `${cluster}.log`
  const log = openSync(logFile, 'a', 0o600)
  try {
    const code = await endOf(
      run(
        initdb,
        [
          '--pgdata',
          unfinished,
          '--username=postgres',
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          '--locale=C',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--data-checksums',
          ...(durable ? [] : ['--no-sync']),
        ],
        runner,
        log,
        unfinished,
      ),
    )
    if (code !== 0) throw new StartFault(`The embedded PostgreSQL could not be set up; ${logFile} says why.`)
    renameSync(unfinished, cluster)
  } finally {
    closeSync(log)
    rmSync(passwordFile, { force: true })
  }
}

const freePort = (): Promise<number> =>
  new Promise((settle, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null ? settle(address.port) : fail(new Error('No port was given.')),
      )
    })
  })

/** Only what an operator needs; never a statement, a parameter or a row, which hold people's words. */
const quiet = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_statement: 'none',
}

const settings = (port: number, options: EmbeddedOptions): Record<string, string> => ({
  listen_addresses: '127.0.0.1',
  port: String(port),
  unix_socket_directories: '',
  max_connections: String(options.maxConnections ?? 60),
  timezone: 'UTC',
  jit: 'off',
  ...(options.durable === false
    ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
    : { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }),
  ...quiet,
})

type Running = {
  child: ChildProcess
  ended: Promise<unknown>
  addressOf: (role: string, database: string, password: string) => string
}

const startPostgres = async (
  postgres: string,
  cluster: string,
  passwords: Passwords,
  runner: Runner,
  options: EmbeddedOptions,
): Promise<Running> => {
  const logFile = `${cluster}.log`
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.old`)
  // Another program may take the free port before PostgreSQL does; then there is another.
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    const log = openSync(logFile, 'a', 0o600)
    const flags = Object.entries(settings(port, options)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = run(postgres, ['-D', cluster, ...flags], runner, log, cluster)
    closeSync(log)
    const ended = endOf(child)
    const addressOf = (role: string, database: string, password: string): string =>
      `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`
    if (await isUp(addressOf('postgres', 'postgres', passwords.superuser), ended)) return { child, ended, addressOf }
    await stopProcess(child, ended)
    if (attempt === 5) throw new StartFault(`The embedded PostgreSQL did not start; ${logFile} says why.`)
  }
}

/** Waits until PostgreSQL lets us in; false when it ended instead. */
const isUp = async (address: string, ended: Promise<unknown>): Promise<boolean> => {
  const over = new AbortController()
  void ended.then(() => over.abort())
  for (const until = Date.now() + START_LIMIT_MS; Date.now() < until && !over.signal.aborted; await wait(15)) {
    const client = new Client({ connectionString: address, connectionTimeoutMillis: 5000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return true
    } catch (error) {
      await client.end().catch(() => {})
      if (error instanceof DatabaseError && error.code === '28P01') {
        throw new StartFault(
          'The embedded PostgreSQL does not accept the passwords kept beside it; put database-passwords.json back from a backup.',
          { cause: error },
        )
      }
    }
  }
  return false
}

/** Safe to run at every start: what a start that was cut off left undone is done now. */
const makeRoles = async (superuserUrl: string, passwords: Passwords): Promise<void> => {
  const client = new Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ rolname: string }>(
      "select rolname from pg_roles where rolname in ('doorstep_owner', 'doorstep_app')",
    )
    const have = new Set(rows.map((row) => row.rolname))
    for (const [role, password] of [
      ['doorstep_owner', passwords.owner],
      ['doorstep_app', passwords.app],
    ] as const) {
      if (!have.has(role))
        await client.query(
          `create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(password)}`,
        )
    }
    const { rowCount } = await client.query("select from pg_database where datname = 'doorstep'")
    if (rowCount === 0) await client.query('create database doorstep owner doorstep_owner')
  } finally {
    await client.end()
  }
}

const stopProcess = async (child: ChildProcess, ended: Promise<unknown>): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  // SIGINT is PostgreSQL's orderly "fast" stop; SIGQUIT is its emergency stop, mended by recovery at the next start.
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_LIMIT_MS)
  await ended
  clearTimeout(timer)
}
