import { setTimeout as wait } from 'node:timers/promises'
import { run, type Runner } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Instant } from '#domain/time/instant.ts'
import type { Log } from '../log.ts'
import type { Transaction } from '../store/database.ts'
import { quietLogger } from './quiet-logger.ts'

/** Something the office does later, or again until it succeeds. */
export type Job = {
  task: string
  /** Ids, or sealed bytes: the queue belongs to no organisation, so no word of anyone may lie in it open. */
  payload: Record<string, string>
  /** Not before this moment; at once when left out. */
  at?: Instant
  /** At most one job has this key: adding another with it replaces the first. */
  key?: string
  /** Times it is tried, each wait longer than the last: twelve reach over two days. */
  attempts?: number
}

const ATTEMPTS = 12

/** Adds a job in the transaction that is its reason: it is there when that commits, and never otherwise. */
export const addJob = async (tx: Transaction, { task, payload, at, key, attempts }: Job): Promise<void> => {
  await tx.query(
    'select graphile_worker.add_job($1, $2::json, run_at => $3::timestamptz, job_key => $4, max_attempts => $5)',
    [task, JSON.stringify(payload), at ?? null, key ?? null, attempts ?? ATTEMPTS],
  )
}

/** Takes the job of a key away, in the transaction that made it needless; one that is not there is no fault. */
export const removeJob = async (tx: Transaction, key: string): Promise<void> => {
  await tx.query('select graphile_worker.remove_job($1)', [key])
}

/** What is done for each task; whatever is thrown is tried again. A thrown message is kept in the queue: codes only. */
export type Tasks = Record<string, (payload: unknown) => Promise<void>>

/** Milliseconds between looks for jobs whose moment has come; new ones are heard of at once. */
const LOOK_EVERY = 1000

/** Does the jobs of this database, as the role that serves, until stopped; what came due while no office ran is done now. */
export const openJobs = async ({
  pool,
  tasks,
  log,
}: {
  pool: Pool
  tasks: Tasks
  log: Log
}): Promise<{ stop: () => Promise<void> }> => {
  const begin = (): Promise<Runner> =>
    run({
      pgPool: pool,
      taskList: tasks,
      concurrency: 2,
      pollInterval: LOOK_EVERY,
      noHandleSignals: true,
      // Only what is listed above: no file beside the office adds work to it.
      crontab: '',
      logger: quietLogger(log),
    })
  let runner = await begin()
  const stopping = new AbortController()
  const keepOn = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await runner.promise.catch(() => {})
      if (stopping.signal.aborted) return
      log.error('jobs-stopped')
      await wait(5000, undefined, { ref: false })
      runner = await begin().catch(() => runner)
    }
  }
  void keepOn()
  return {
    stop: async () => {
      stopping.abort()
      // It may have stopped by itself, because the database went away.
      await runner.stop().catch(() => {})
    },
  }
}
