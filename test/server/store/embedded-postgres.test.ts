import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseError } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '#server/store/embedded-postgres.ts'
import { processesIn } from '#server/store/processes-in.ts'
import { makeClosedFolder, removeClosedFolder } from '#test/support/closed-folder.ts'
import { connectedAs } from '#test/support/postgres.ts'

const isRoot = process.getuid?.() === 0
const cleanUps: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

const closedFolder = (): string => {
  const folder = makeClosedFolder('embedded')
  cleanUps.push(() => removeClosedFolder(folder))
  return folder
}

const started = async (dataDir: string) => {
  const postgres = await startEmbeddedPostgres({ dataDir })
  cleanUps.push(() => postgres.stop())
  return postgres
}

const ask = async (address: string, sql: string): Promise<unknown> =>
  Object.values((await connectedAs(address, (client) => client.query(sql))).rows[0] ?? {})[0]

/** Another process that starts PostgreSQL in `dataDir`, says where it is, and can be killed outright. */
const inAnotherProcess = async (dataDir: string): Promise<{ process: ChildProcess; ownerUrl: string }> => {
  const script = `const { startEmbeddedPostgres } = await import('#server/store/embedded-postgres.ts')
    const { ownerUrl } = await startEmbeddedPostgres({ dataDir: process.argv[1] })
    console.log(ownerUrl)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  cleanUps.push(() => void child.kill('SIGKILL'))
  const ownerUrl = await new Promise<string>((settle, fail) => {
    child.stdout.once('data', (text: Buffer) => settle(text.toString().trim()))
    child.once('exit', () => fail(new Error('It ended before it was up.')))
  })
  return { process: child, ownerUrl }
}

const killOutright = async (child: ChildProcess): Promise<void> => {
  const ended = new Promise((settle) => child.once('exit', settle))
  child.kill('SIGKILL')
  await ended
}

test('makes a cluster of UTF-8, checksums and the same sorting everywhere, durable, on the loopback alone, and keeps it', async () => {
  const dataDir = join(closedFolder(), 'data')
  const first = await started(dataDir)
  const settings: Record<string, unknown> = {}
  for (const name of [
    'server_encoding',
    'data_checksums',
    'fsync',
    'full_page_writes',
    'synchronous_commit',
    'listen_addresses',
    'unix_socket_directories',
    'password_encryption',
    'TimeZone',
  ]) {
    settings[name] = await ask(first.superuserUrl, `show ${name}`)
  }
  expect(settings).toEqual({
    server_encoding: 'UTF8',
    data_checksums: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    TimeZone: 'UTC',
  })
  expect(
    await ask(
      first.superuserUrl,
      "select datlocprovider::text || ':' || datlocale from pg_database where datname = 'doorstep'",
    ),
  ).toBe('b:C.UTF-8')
  await connectedAs(first.ownerUrl, (client) => client.query("create table kept as select 'Zoë'::text as name"))
  await first.stop()
  expect(processesIn(join(dataDir, 'postgres'))).toEqual([])

  const second = await started(dataDir)
  expect(await ask(second.ownerUrl, 'select name from kept')).toBe('Zoë')
})

test('nobody else on the machine can read the passwords, the log or the rows', async () => {
  const dataDir = join(closedFolder(), 'data')
  const postgres = await started(dataDir)
  const modeOf = (name: string): string => (statSync(join(dataDir, name)).mode & 0o777).toString(8)
  expect([modeOf('.'), modeOf('database-passwords.json'), modeOf('postgres'), modeOf('postgres.log')]).toEqual([
    '700',
    '600',
    '700',
    '600',
  ])
  expect(existsSync(join(dataDir, 'postgres.password'))).toBe(false)
  await expect(ask(postgres.ownerUrl.replace(/:[^:@]+@/, ':guessed@'), 'select 1')).rejects.toMatchObject({
    code: '28P01',
  })
})

test("PostgreSQL's own log holds no statement, no parameter and no row", async () => {
  const dataDir = join(closedFolder(), 'data')
  const postgres = await started(dataDir)
  await connectedAs(postgres.ownerUrl, async (client) => {
    await client.query('create table note (words text unique check (length(words) < 40))')
    await client.query('insert into note values ($1)', ['canary-in-parameter'])
    for (const wrong of [
      "insert into note values ('canary-in-parameter')",
      "select 'canary-in-cast'::uuid",
      "insert into note values ('canary-in-failing-row that is much too long')",
      'select canary_in_statement',
    ]) {
      await expect(client.query(wrong)).rejects.toBeInstanceOf(DatabaseError)
    }
  })
  await postgres.stop()
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toMatch(/canary/i)
})

test('a second office on the same folder is told so, and does not disturb the first', async () => {
  const dataDir = join(closedFolder(), 'data')
  const first = await inAnotherProcess(dataDir)
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    /Another Doorstep is already running on the data folder/,
  )
  expect(await ask(first.ownerUrl, 'select 1')).toBe(1)
})

test('after the office was killed outright, the next start finds everything that was committed', async () => {
  const dataDir = join(closedFolder(), 'data')
  const { process: killed, ownerUrl } = await inAnotherProcess(dataDir)
  await connectedAs(ownerUrl, (client) => client.query('create table kept as select 41 + 1 as answer'))
  await killOutright(killed)
  const next = await started(dataDir)
  expect(await ask(next.ownerUrl, 'select answer from kept')).toBe(42)
})

test('a PostgreSQL left running in the folder is stopped in order, and its work is there', async () => {
  const dataDir = join(closedFolder(), 'data')
  const first = await started(dataDir)
  await connectedAs(first.ownerUrl, (client) => client.query('create table kept as select 7 as answer'))
  await first.stop()
  // As it was left by an office on a system where nothing stops it: started by nobody we know.
  const cluster = join(dataDir, 'postgres')
  const { postgres } = await import('#server/store/postgres-programs.ts').then(({ findPostgres }) => findPostgres())
  const { runnerFor } = await import('#server/store/ordinary-user.ts')
  const { runner } = runnerFor(join(postgres, '..'), cluster)
  const [program, ...options] = [...runner.prefix.filter((option) => !option.startsWith('--pdeathsig')), postgres]
  const orphan = spawn(
    program,
    [...options, '-D', cluster, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${tmpdir()}`],
    { cwd: cluster, stdio: 'ignore', detached: true },
  )
  cleanUps.push(() => void orphan.kill('SIGQUIT'))
  const ended = new Promise((settle) => orphan.once('exit', (code) => settle(code)))
  while (
    !existsSync(join(cluster, 'postmaster.pid')) ||
    !readFileSync(join(cluster, 'postmaster.pid'), 'utf8').includes('ready')
  )
    await new Promise((settle) => setTimeout(settle, 20))

  const second = await started(dataDir)
  expect(await ended).toBe(0)
  expect(await ask(second.ownerUrl, 'select answer from kept')).toBe(7)
})

test('a lock file whose process number belongs to somebody else by now does not stop the start', async () => {
  const dataDir = join(closedFolder(), 'data')
  await (await started(dataDir)).stop()
  const lockFile = join(dataDir, 'postgres/postmaster.pid')
  writeFileSync(lockFile, `${process.pid}\n${join(dataDir, 'postgres')}\n1795373108\n5432\n\n127.0.0.1\n`)
  const next = await started(dataDir)
  expect(await ask(next.ownerUrl, 'select 1')).toBe(1)
})

test('a cluster that was cut off half-way through its making is made again', async () => {
  const dataDir = join(closedFolder(), 'data')
  mkdirSync(join(dataDir, 'postgres.new/base'), { recursive: true })
  writeFileSync(join(dataDir, 'postgres.new/PG_VERSION'), '18\n')
  const postgres = await started(dataDir)
  expect(await ask(postgres.ownerUrl, 'select 1')).toBe(1)
})

test('lost passwords are said in a sentence and nothing is overwritten', async () => {
  const dataDir = join(closedFolder(), 'data')
  await (await started(dataDir)).stop()
  rmSync(join(dataDir, 'database-passwords.json'))
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    /database-passwords.json\) are gone; put that file back/,
  )
  expect(existsSync(join(dataDir, 'postgres/PG_VERSION'))).toBe(true)
})

test.runIf(isRoot && process.platform === 'linux')(
  'started by root in a folder closed to all others, PostgreSQL runs as an ordinary account with one capability',
  async () => {
    const dataDir = join(closedFolder(), 'data')
    await started(dataDir)
    const cluster = join(dataDir, 'postgres')
    const owner = statSync(cluster).uid
    expect(owner).not.toBe(0)
    const pids = processesIn(cluster)
    expect(pids.length).toBeGreaterThan(1)
    for (const pid of pids) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      expect(status).toMatch(new RegExp(`^Uid:\\s+${owner}\\s+${owner}\\s+${owner}\\s+${owner}$`, 'm'))
      expect(status).toMatch(/^CapBnd:\s+000000000000000[24]$/m)
    }
  },
)

test.runIf(isRoot && process.platform === 'linux')(
  'killed outright, the office takes its PostgreSQL with it',
  async () => {
    const dataDir = join(closedFolder(), 'data')
    const { process: killed } = await inAnotherProcess(dataDir)
    await killOutright(killed)
    const cluster = join(dataDir, 'postgres')
    for (const until = Date.now() + 10_000; processesIn(cluster).length > 0 && Date.now() < until;)
      await new Promise((settle) => setTimeout(settle, 50))
    expect(processesIn(cluster)).toEqual([])
  },
)

test.runIf(isRoot && process.platform === 'linux')('an ordinary account starts it as itself', () => {
  const folder = closedFolder()
  const nobody = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }))
  chownSync(folder, nobody, nobody)
  // The checkout may be closed to that account, so it passes in the way the office does it for PostgreSQL.
  const script = `const { startEmbeddedPostgres } = await import('#server/store/embedded-postgres.ts')
    const postgres = await startEmbeddedPostgres({ dataDir: process.argv[1] })
    console.log('up')
    await postgres.stop()`
  const said = execFileSync(
    'setpriv',
    [
      `--reuid=${nobody}`,
      `--regid=${nobody}`,
      '--clear-groups',
      '--securebits=+no_setuid_fixup',
      '--inh-caps=-all,+dac_read_search',
      '--ambient-caps=-all,+dac_read_search',
      '--',
      process.execPath,
      '--input-type=module',
      '-e',
      script,
      join(folder, 'data'),
    ],
    { cwd: import.meta.dirname, encoding: 'utf8', env: { PATH: process.env['PATH'] } },
  )
  expect(said.trim()).toBe('up')
  expect(statSync(join(folder, 'data/postgres')).uid).toBe(nobody)
})
