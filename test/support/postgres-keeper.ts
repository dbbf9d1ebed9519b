import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { prepareJobs } from '#server/jobs/prepare-jobs.ts'
import { startEmbeddedPostgres } from '#server/store/embedded-postgres.ts'
import { migrate, readMigrations } from '#server/store/migrate.ts'

// Started by postgres.ts beside a test run: keeps one PostgreSQL for it, and takes everything away when the run has ended,
// even if that was killed.
const [runPid, folder] = [Number(process.argv[2]), process.argv[3] ?? '']

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const answer = (text: object): void => {
  writeFileSync(join(folder, 'answer.new'), JSON.stringify(text))
  renameSync(join(folder, 'answer.new'), join(folder, 'answer.json'))
}

const keep = async (): Promise<void> => {
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), durable: false, maxConnections: 200 })
  try {
    const owner = new Client({ connectionString: postgres.ownerUrl })
    await owner.connect()
    try {
      await migrate(owner, await readMigrations())
    } finally {
      await owner.end()
    }
    await prepareJobs(postgres.ownerUrl)
    answer({ ownerUrl: postgres.ownerUrl, appUrl: postgres.appUrl, superuserUrl: postgres.superuserUrl })
    while (isAlive(runPid)) await wait(300)
  } finally {
    await postgres.stop()
  }
}

try {
  await keep()
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? ` ${error.cause.message}` : ''
  answer({ error: error instanceof Error ? error.message + cause : String(error) })
  // Long enough for every waiting test file to read it.
  while (isAlive(runPid)) await wait(300)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
