import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { runAccountCommand } from '#server/accounts/account-command.ts'
import { openDatabase, type OpenedDatabase } from '#server/store/open-database.ts'
import { bareEnvironment } from '#test/support/bare-environment.ts'
import { type TestOffice, startOffice } from '#test/support/office.ts'
import { visit } from '#test/support/visitor.ts'
import { addAuthenticator, password, signIn } from './hollins.ts'

const command = join(import.meta.dirname, '../../../src/server/accounts/main.ts')
const run = promisify(execFile)
const Failed = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() })
const secret = 'a secret that is only ever used in tests 7f3a9c'

// Over an embedded PostgreSQL of its own: the one that tests share is set up in a way that no office accepts.
describe('npm run account', { timeout: 120_000 }, () => {
  let dataDir = ''
  let opened: OpenedDatabase
  let office: TestOffice

  const environment = () => ({
    ...bareEnvironment,
    DATA_DIR: dataDir,
    SECRET: secret,
    LOG_LEVEL: 'silent',
    // Nothing listens there: a command only leaves a letter for the office to send.
    SMTP_URL: 'smtp://127.0.0.1:1',
  })
  const waitingLetters = async (): Promise<number | null> =>
    (await opened.pool.query('select from graphile_worker.jobs')).rowCount
  const account = async (...args: string[]): Promise<{ code: number; out: string; error: string }> => {
    const { code, out = '', error = '' } = await runAccountCommand(args, environment())
    return { code, out, error }
  }
  /** The same as people run it: a process of its own. */
  const accountProcess = async (...args: string[]): Promise<{ code: number; out: string; error: string }> => {
    try {
      const { stdout, stderr } = await run(process.execPath, [command, ...args], { env: environment() })
      return { code: 0, out: stdout, error: stderr }
    } catch (failed) {
      const { code, stdout, stderr } = Failed.parse(failed)
      return { code, out: stdout, error: stderr }
    }
  }

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'doorstep-accounts-'))
  }, 120_000)
  afterAll(async () => {
    await office?.stop()
    await opened?.close()
    await rm(dataDir, { recursive: true, force: true })
  }, 120_000)

  const founding = [
    'administrator',
    '--organisation',
    'hollins',
    '--organisation-name',
    'Hollins Academy',
    '--type',
    'school',
    '--phase',
    'secondary',
    '--name',
    'Sam Okafor',
    '--email',
    's.okafor@hollins.example',
  ]

  test(
    'the first administrator of a new school gets a link, sets a password and a second factor, and is in',
    { timeout: 60_000 },
    async () => {
      const founded = await accountProcess(...founding)
      expect(founded).toMatchObject({ code: 0, error: '' })
      const code = /#invitation=([\w-]{43})\n/.exec(founded.out)?.[1] ?? ''
      // From here on the office runs, and the command works beside it.
      opened = await openDatabase({ dataDir, databaseUrl: null, appDatabaseUrl: null, secret, demo: false })
      office = await startOffice({
        made: { ...opened, ownerUrl: '', appUrl: '', superuserUrl: '' },
        config: { secret },
      })
      const browser = visit(office)
      expect((await browser.post('/api/auth/invitation', { code, password })).body).toEqual({ next: 'sign-in' })
      await signIn(browser, { email: 's.okafor@hollins.example' })
      await addAuthenticator(browser)
      const session = await browser.get('/api/session')
      expect(session.body.actor.memberships).toEqual([
        expect.objectContaining({ role: 'administrator', name: 'Sam Okafor' }),
      ])

      const colleague = await account(
        'person',
        '--organisation',
        'hollins',
        '--role',
        'head-of-year',
        '--year-groups',
        '9,10',
        '--name',
        'Ama Boateng',
        '--email',
        'a.boateng@hollins.example',
      )
      expect(colleague).toMatchObject({ code: 0, error: '' })
      const found = await office.office.accounts.findByEmail('a.boateng@hollins.example')
      const personId = found?.personId ?? ''
      const places = await opened.database.read({ person: personId, organisations: [] }, (tx) =>
        tx.query('select role, year_groups from membership where person_id = $1', [personId]),
      )
      expect(places.rows).toEqual([{ role: 'head-of-year', year_groups: [9, 10] }])

      const lettersBefore = await waitingLetters()
      expect(await account('reset-factors', '--email', 's.okafor@hollins.example')).toMatchObject({ code: 0 })
      expect(await waitingLetters()).toBe((lettersBefore ?? 0) + 1)
      expect((await browser.get('/api/session')).body.error).toBe('signed-out')
      expect(await account('disable', '--email', 's.okafor@hollins.example')).toMatchObject({ code: 0 })
      expect(
        (await browser.post('/api/auth/sign-in/email', { email: 's.okafor@hollins.example', password })).body.error,
      ).toBe('account-disabled')
      expect(await accountProcess(...founding)).toMatchObject({ code: 1, error: expect.stringContaining('already') })
    },
  )

  test.each([
    [2, []],
    [2, ['found']],
    [2, ['administrator']],
    [2, ['administrator', '--organisation', 'Hollins!', '--name', 'Sam', '--email', 's@hollins.example']],
    [
      2,
      ['person', '--organisation', 'hollins', '--role', 'caretaker', '--name', 'Sam', '--email', 's@hollins.example'],
    ],
    [2, ['invite', '--email', 'not an address']],
    [1, ['administrator', '--organisation', 'nowhere', '--name', 'Sam', '--email', 's@hollins.example']],
    [1, ['invite', '--email', 'nobody@hollins.example']],
    [1, ['join', '--email', 'a.boateng@hollins.example', '--provider', 'google', '--subject', 'x']],
  ])('a mistake gets a sentence and exit code %i: %j', async (code, args) => {
    const ended = await account(...args)
    expect(ended.code).toBe(code)
    expect(ended.out).toBe('')
    expect(ended.error).toMatch(/^[A-Z].*\.\n/)
    expect(ended.error).not.toMatch(/at .*\.ts|Error:/)
  })
})
