import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { machineClock } from '#domain/time/instant.ts'
import { sayReadings } from '#server/imports/marks/school-readings.ts'
import { fetchingNow } from '#server/imports/wonde/fetching-now.ts'
import { lastFetch } from '#server/imports/wonde/wonde-fetch.ts'
import { openDatabase, type OpenedDatabase } from '#server/store/open-database.ts'
import { bareEnvironment } from '#test/support/bare-environment.ts'
import { foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import { end, startWonde, wondeSchoolId, wondeToken, type Wonde } from '#test/support/wonde.ts'
import { rollOfMany, upnOf } from './roll-of-many.ts'

const project = join(import.meta.dirname, '../../..')
const node = join(project, 'node_modules/.bin/node')
const fixtures = join(project, 'test/fixtures/rolls')
const script = join(project, 'src/server/imports/main.ts')

const folder = mkdtempSync(join(tmpdir(), 'doorstep-import-'))
const dataDir = join(folder, 'data')
const environment = { ...bareEnvironment, DATA_DIR: dataDir }
const settings = { dataDir, databaseUrl: null, appDatabaseUrl: null, secret: null, demo: true }
let office: OpenedDatabase | null = null
let school: SmallSchool

beforeAll(async () => {
  office = await openDatabase(settings)
  school = await foundSmallSchool(office.database, {
    code: 'hollins',
    name: 'Hollins School',
    roles: ['attendance-lead'],
    pupils: 0,
  })
}, 120_000)
afterAll(async () => {
  await office?.close()
  rmSync(folder, { recursive: true, force: true })
})

type Ended = { code: number; out: string; error: string }
const run = (...args: string[]): Promise<Ended> => runWith({}, ...args)

const runWith = (more: Record<string, string>, ...args: string[]): Promise<Ended> =>
  new Promise((settle) => {
    execFile(node, [script, ...args], { cwd: project, env: { ...environment, ...more } }, (fault, out, error) =>
      settle({ code: typeof fault?.code === 'number' ? fault.code : fault ? -1 : 0, out, error }),
    )
  })

const pupilsHeld = async (): Promise<number> => {
  const { rows } = (await office?.database.read({ person: null, organisations: [school.id] }, (tx) =>
    tx.query<{ count: number }>("select count(*)::int as count from record where kind = 'pupil'"),
  )) ?? { rows: [] }
  return rows[0]?.count ?? -1
}

describe('npm run import, beside a running office', () => {
  test('--dry-run --json prints the counts and the rejected lines as JSON, nothing else, and changes nothing', async () => {
    const ended = await run('--dry-run', '--json', '--org', 'hollins', join(fixtures, 'mistakes.csv'))
    expect(ended.code).toBe(0)
    const report: unknown = JSON.parse(ended.out)
    expect(report).toMatchObject({ rows: 16, accepted: 4, updated: 0, unchanged: 0 })
    expect(report).toHaveProperty('rejected.0', {
      line: 2,
      reason: 'The date of birth cannot be read: 31/02/2014 is not a day that exists.',
    })
    expect(Object.keys(report ?? {})).toEqual(['rows', 'accepted', 'updated', 'unchanged', 'rejected'])
    expect(await pupilsHeld()).toBe(0)
  })

  test('a file that cannot be read: one sentence, a non-zero exit, nothing on standard output', async () => {
    const broken = join(folder, 'broken.xml')
    writeFileSync(broken, '<CTfile><CTFpupilData><Pupil>')
    expect(await run('--json', '--org', 'hollins', broken)).toEqual({
      code: 1,
      out: '',
      error:
        'The XML breaks off or is not well formed at line 1. The file may be cut short: export it again. Nothing was changed.\n',
    })
    expect(await run('--org', 'hollins', join(folder, 'nowhere.csv'))).toMatchObject({ code: 1, out: '' })
    expect(await run('--org', 'nobody', join(fixtures, 'mistakes.csv'))).toEqual({
      code: 1,
      out: '',
      error: 'There is no school here with that code. Nothing was changed.\n',
    })
  })

  test('wrongly called, it says how to call it', async () => {
    for (const args of [[], ['--org', 'hollins'], ['--what', 'x.csv'], ['--org', 'hollins', 'a.csv', 'b.csv']]) {
      const ended = await run(...args)
      expect([ended.code, ended.out]).toEqual([2, ''])
      expect(ended.error).toContain('Usage: npm run import')
    }
  })

  test('an import killed half-way leaves nothing, and the next one does it all', async () => {
    const file = join(folder, 'many.csv')
    writeFileSync(file, rollOfMany(2400))
    const child = spawn(node, [script, '--json', '--org', 'hollins', file], {
      cwd: project,
      env: environment,
      stdio: 'ignore',
    })
    const ended = new Promise((settle) => child.once('exit', settle))
    // Killed once it is in the middle of writing: its transaction holds locks on rows of its own.
    for (const until = Date.now() + 60_000; Date.now() < until && !(await isWriting()); await wait(20));
    expect(await isWriting()).toBe(true)
    child.kill('SIGKILL')
    await ended
    expect(await pupilsHeld()).toBe(0)
    const again = await run('--json', '--org', 'hollins', file)
    expect(JSON.parse(again.out)).toEqual({ rows: 2400, accepted: 2400, updated: 0, unchanged: 0, rejected: [] })
    expect(await pupilsHeld()).toBe(2400)
  }, 120_000)
})

describe('marks by the same command', () => {
  const file = join(folder, 'marks.csv')
  const upn = upnOf(19, 500)
  const marks = `UPN,Date,Session,Mark\n${upn},23/11/2026,AM,/\n${upn},23/11/2026,PM,I\n${upn},23/11/2099,AM,/`

  test('the file is known by its headings; --dry-run says where the first mark lands, and changes nothing', async () => {
    writeFileSync(file, marks)
    const ended = await run('--dry-run', '--org', 'hollins', file)
    expect(ended.error).toBe('')
    expect(ended.out).toContain('This is what would happen. Nothing was changed.')
    expect(ended.out).toContain(
      'The first mark lands on Mon 23 Nov 2026, morning; the last on Mon 23 Nov 2026, afternoon',
    )
    expect(ended.out).toContain('Attendance in them: 50% (1 of 2 sessions)')
    const rejected = join(folder, 'marks-to-mend.csv')
    const report: unknown = JSON.parse((await run('--json', '--rejected', rejected, '--org', 'hollins', file)).out)
    expect(report).toMatchObject({ rows: 3, accepted: 2, updated: 0, unchanged: 0, rejected: [{ line: 4 }] })
    expect(readFileSync(rejected, 'utf8')).toContain(`\r\n4,`)
    expect(readFileSync(rejected, 'utf8')).toContain(`,${upn},23/11/2099,AM,/\r\n`)
    const again: unknown = JSON.parse((await run('--json', '--org', 'hollins', file)).out)
    expect(again).toMatchObject({ rows: 3, accepted: 0, updated: 0, unchanged: 2 })
  })

  test('what the school says of a heading on the page is read at the terminal too', async () => {
    const own = join(folder, 'own-headings.csv')
    writeFileSync(own, `UPN,Date,Session,Mark,Zeichen\n${upn},24/11/2026,AM,see right,I`)
    expect((await run('--dry-run', '--org', 'hollins', own)).out).toContain('0 new')
    if (office === null) throw new Error('There is no office.')
    await sayReadings(
      office.database,
      [
        { of: 'heading', written: 'Mark', means: 'nothing' },
        { of: 'heading', written: 'Zeichen', means: 'mark' },
      ],
      { organisationId: school.id, personId: school.administrator.personId, at: machineClock(), newId: randomUUID },
    )
    const { out } = await run('--dry-run', '--org', 'hollins', own)
    expect(out).toContain('1 new')
    expect(out).toContain('“Mark”: Nothing that is needed; “Zeichen”: The mark')
  })

  test('--marks with a file that has none says so', async () => {
    expect(await run('--marks', '--org', 'hollins', join(fixtures, 'mistakes.csv'))).toMatchObject({ code: 1, out: '' })
  })
})

describe('marks from Wonde by the same command', () => {
  let wonde: Wonde
  beforeAll(async () => {
    wonde = await startWonde()
    wonde.pupils.push({
      id: 'A1',
      upi: 'upi-1',
      misId: '1041',
      upn: upnOf(19, 500),
      forename: 'Aisha',
      surname: 'O’Connor',
      bornOn: '2014-01-01',
    })
    const updatedAt = new Date().toISOString().slice(0, 19).replace('T', ' ')
    for (const day of ['2026-11-24', '2026-11-21'])
      wonde.marks.push({ studentId: 'A1', day, session: 'AM', code: 'I', updatedAt })
  })
  afterAll(() => wonde.stop())

  const approved = () => ({
    WONDE_TOKEN: wondeToken,
    WONDE_SCHOOLS: `hollins=${wondeSchoolId}`,
    WONDE_ADDRESS: wonde.address,
  })
  const take = (...args: string[]) => runWith(approved(), '--wonde', ...args)

  test('gives the same summary as a file does', async () => {
    const looked = await take('--org', 'hollins', '--dry-run')
    expect(looked).toMatchObject({ code: 0, error: '' })
    expect(looked.out).toContain('2 marks of 1 pupil, read as what Wonde answered')
    expect(looked.out).toContain('The first mark lands on Tue 24 Nov 2026, morning')
    const done = await take('--org', 'hollins', '--json')
    expect(JSON.parse(done.out)).toEqual({
      rows: 2,
      accepted: 1,
      updated: 0,
      unchanged: 0,
      rejected: [{ line: 1, reason: 'Pupil 1041: A mark on a weekend, Sat 21 Nov, morning, was not taken.' }],
    })
  })

  test('says where it cannot', async () => {
    expect(await take('--org', 'hollins', 'file.csv')).toMatchObject({ code: 2 })
    expect((await take('--org', 'another')).error).toContain('WONDE_TOKEN and WONDE_SCHOOLS must be set')
    expect((await run('--org', 'hollins', '--wonde')).error).toContain('WONDE_TOKEN and WONDE_SCHOOLS must be set')
    wonde.answerOnce(/students/, (response) => end(response, 403, {}))
    expect(await take('--org', 'hollins')).toEqual({
      code: 1,
      out: '',
      error:
        'Wonde refused: the token is not known there, or the school has not approved it for marks. Nothing was changed.\n',
    })
  })

  test('killed while Wonde has not answered yet, tells nobody for longer than a minute that a fetching goes on', async () => {
    wonde.answerOnce(/students/, () => {})
    const asked = wonde.asked.length
    const child = spawn(node, [script, '--wonde', '--org', 'hollins'], {
      cwd: project,
      env: { ...environment, ...approved() },
      stdio: 'ignore',
    })
    const ended = new Promise((settle) => child.once('exit', settle))
    for (const until = Date.now() + 60_000; Date.now() < until && wonde.asked.length === asked; await wait(20));
    child.kill('SIGKILL')
    await ended
    const kept = await office?.database.read({ person: null, organisations: [school.id] }, (tx) =>
      lastFetch(tx, school.id),
    )
    const inAMinute = new Date(Date.now() + 61_000).toISOString()
    expect(fetchingNow(kept ?? null, inAMinute)).toMatchObject({ now: null, last: { fault: 'broke-off' } })
  })
})

describe('npm run import, with no office running', () => {
  test('starts the store itself, writes the rejected lines to mend, and takes them back once mended', async () => {
    await office?.close()
    office = null
    const rejected = join(folder, 'rejected.csv')
    const ended = await run('--org', 'hollins', '--rejected', rejected, join(fixtures, 'mistakes.csv'))
    expect(ended.error).toBe('')
    expect(ended.out).toContain('16 lines read as CSV, UTF-8')
    expect(ended.out).toContain('4 new, 0 updated, 0 unchanged, 12 rejected')
    expect(ended.out).not.toMatch(/Marsh|Patel|Mensah/)

    const text = readFileSync(rejected, 'utf8')
    expect(text.startsWith('\uFEFFLine,Reason,Forename,Surname')).toBe(true)
    expect(text.split('\r\n')).toHaveLength(14)
    writeFileSync(rejected, text.replace('31/02/2014', '28/02/2014'))
    const mended = await run('--json', '--org', 'hollins', rejected)
    expect(JSON.parse(mended.out)).toMatchObject({ accepted: 1 })
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
  }, 120_000)
})

/** True when somebody's transaction has written rows that are not kept yet. */
const isWriting = async (): Promise<boolean> => {
  const { rows } = (await office?.database.read({ person: null, organisations: [] }, (tx) =>
    tx.query<{ writing: boolean }>(
      'select exists (select from pg_stat_activity where backend_xid is not null and pid <> pg_backend_pid() and datname = current_database()) as writing',
    ),
  )) ?? { rows: [] }
  return rows[0]?.writing ?? false
}
