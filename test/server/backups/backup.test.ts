import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, types } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { exchange } from '#client/sync/exchange.ts'
import { mutate } from '#client/store/mutate.ts'
import { mutationNamed } from '#domain/mutations/index.ts'
import { addBarrier } from '#domain/mutations/add-barrier.ts'
import { machineClock } from '#domain/time/instant.ts'
import { backUp, restore } from '#server/backups/backup.ts'
import { lastBackup } from '#server/backups/last-backup.ts'
import { takeInventory } from '#server/backups/inventory.ts'
import { connectDatabase, type Database } from '#server/store/database.ts'
import { startEmbeddedPostgres } from '#server/store/embedded-postgres.ts'
import { prepareJobs } from '#server/jobs/prepare-jobs.ts'
import { migrate, readMigrations } from '#server/store/migrate.ts'
import { openPool } from '#server/store/open-pool.ts'
import { answerPull } from '#server/sync/answer-pull.ts'
import { applyPush } from '#server/sync/apply-push.ts'
import { startOffice } from '#test/support/office.ts'
import { foundSmallSchool, type SmallSchool } from '#test/support/small-school.ts'
import { newTablet, type Tablet } from '../../simulation/tablet.ts'

const cleanUps: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-backup-'))
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What an office on this data folder does until it is stopped in order. */
const withOffice = async <T>(
  dataDir: string,
  run: (database: Database, postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>) => Promise<T>,
): Promise<T> => {
  const postgres = await startEmbeddedPostgres({ dataDir })
  const database = connectDatabase({ connectionString: postgres.appUrl }, 4)
  try {
    return await run(database, postgres)
  } finally {
    await database.close()
    await postgres.stop()
  }
}

const onlyValue = async (url: string, sql: string): Promise<unknown> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

const write = async (tablet: Tablet, pupil: SmallSchool['pupils'][number], words: string): Promise<void> => {
  const saved = await mutate(
    tablet.db,
    addBarrier,
    {
      pupilId: pupil.id,
      caseId: pupil.caseId,
      raisedOn: '2026-11-20',
      barrierId: crypto.randomUUID(),
      about: 'travel',
      raisedBy: 'parent',
      words,
      status: 'suspected',
      severity: null,
      agreedByFamily: 'not-discussed',
      evidence: '',
      reviewOn: null,
    },
    { uid: crypto.randomUUID(), by: tablet.actor, clock: machineClock },
  )
  expect(saved).toMatchObject({ ok: true })
}

const said = <T>(answer: T | 'other-person'): { kind: 'ok'; body: T } => {
  if (answer === 'other-person') throw new Error('The line is another person’s.')
  return { kind: 'ok', body: answer }
}

const exchangeWith = async (database: Database, tablet: Tablet): Promise<void> => {
  const around = { database, clock: machineClock, poke: () => {} }
  const ended = await exchange({
    db: tablet.db,
    transport: {
      live: () => () => {},
      report: async () => true,
      openings: async () => true,
      push: async (push) => said(await applyPush(around, tablet.actor, push)),
      pull: async (pull) => said(await answerPull(around, tablet.actor, pull)),
    },
    by: tablet.actor,
    find: mutationNamed,
    clock: machineClock,
    app: 'test',
    stopped: () => false,
  })
  expect(ended).toMatchObject({ kind: 'done' })
}

const TIME = { timeout: 120_000 }

test(
  '[H6] [H7] [SPEC E1] [SPEC E2] a restored backup is proved row by row, and a tablet sends again what it does not have, once',
  TIME,
  async () => {
    const folder = newFolder()
    const [dataDir, copy, again] = [join(folder, 'data'), join(folder, 'copy'), join(folder, 'again')]
    const { school, tablet, epoch } = await withOffice(dataDir, async (database, postgres) => {
      const owner = new Client({ connectionString: postgres.ownerUrl })
      await owner.connect()
      await migrate(owner, await readMigrations())
      await owner.end()
      await prepareJobs(postgres.ownerUrl)
      const founded = await foundSmallSchool(database, {
        code: 'weir',
        name: 'Weir Bank School',
        roles: ['attendance-lead'],
        pupils: 2,
      })
      const held = await newTablet('tablet', founded.staff[0]!)
      await exchangeWith(database, held)
      await write(held, founded.pupils[0]!, 'before the backup')
      await exchangeWith(database, held)
      return {
        school: founded,
        tablet: held,
        epoch: await onlyValue(postgres.superuserUrl, 'select epoch from timeline'),
      }
    })
    expect(lastBackup(dataDir)).toBeNull()
    const inventory = await backUp(dataDir, copy)
    expect(Date.now() - Date.parse(lastBackup(dataDir) ?? '')).toBeLessThan(60_000)
    // The school's own file, its pupils', and two of each colleague's: their own and that of their outings.
    expect(inventory.rows['public.file']?.[school.id]).toBe(7)

    await withOffice(dataDir, async (database, postgres) => {
      await write(tablet, school.pupils[0]!, 'after the backup')
      await exchangeWith(database, tablet)
      // The office has it and said so; then its disk is lost.
      expect(await tablet.db.outbox.count()).toBe(0)
      expect(await onlyValue(postgres.superuserUrl, "select count(*)::int from record where kind = 'barrier'")).toBe(2)
    })

    expect(await restore(copy, again)).toEqual(inventory)
    await withOffice(again, async (database, postgres) => {
      expect(await takeInventory(postgres.superuserUrl)).toEqual(inventory)
      expect(await onlyValue(postgres.superuserUrl, 'select epoch from timeline')).not.toBe(epoch)
      const pool = openPool({ connectionString: postgres.appUrl }, 2, types)
      const office = await startOffice({ made: { ...postgres, database, pool, close: async () => {} } })
      expect((await office.ask('/api/ready')).status).toBe(200)
      await office.stop()
      await pool.end()

      await exchangeWith(database, tablet)
      await exchangeWith(database, tablet)
      const words = await onlyValue(
        postgres.superuserUrl,
        "select string_agg(body->>'words', ', ' order by body->>'words') from record where kind = 'barrier'",
      )
      expect(words).toBe('after the backup, before the backup')
      expect(await tablet.db.rejected.count()).toBe(0)
    })
  },
)

test(
  '[H6] a backup that lost a row, or that was altered, is not put back; nor is anything put over what is there',
  TIME,
  async () => {
    const folder = newFolder()
    const [dataDir, copy, again] = [join(folder, 'data'), join(folder, 'copy'), join(folder, 'again')]
    await withOffice(dataDir, async (database, postgres) => {
      const owner = new Client({ connectionString: postgres.ownerUrl })
      await owner.connect()
      await migrate(owner, await readMigrations())
      await owner.end()
      await foundSmallSchool(database, { code: 'weir', name: 'Weir Bank School', roles: ['pastoral'], pupils: 1 })
      await expect(backUp(dataDir, copy)).rejects.toThrow('Another Doorstep is already running')
    })
    await backUp(dataDir, copy)
    await expect(backUp(dataDir, copy)).rejects.toThrow('is there already')
    await expect(restore(copy, dataDir)).rejects.toThrow('is not empty')

    const path = join(copy, 'inventory.json')
    const whole = readFileSync(path, 'utf8')
    writeFileSync(path, whole.replace('"public.membership":{', '"public.membership":{"gone":1,'))
    await expect(restore(copy, again)).rejects.toThrow('public.membership had 1 rows and has 0.')
    writeFileSync(path, whole)
    // Somebody with the highest rights changes history in the copy and leaves the counts as they were.
    const tampered = await startEmbeddedPostgres({ dataDir: copy })
    await onlyValue(tampered.superuserUrl, 'update record_version set body = body || \'{"name":"x"}\' where number = 2')
    await tampered.stop()
    await expect(restore(copy, again)).rejects.toThrow(/the history of organisation .* is altered at number 2/)
  },
)
