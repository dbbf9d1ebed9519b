import type { Pool } from 'pg'
import type { Clock } from '#domain/time/instant.ts'
import { openAccounts } from './accounts/accounts.ts'
import { doFetch, FETCH_TASK, startFetching } from './imports/wonde/keep-fetching.ts'
import { openJobs } from './jobs/jobs.ts'
import type { Log } from './log.ts'
import { MAIL_TASK, openMailer } from './mail/mailer.ts'
import { openNotifier } from './notifications/notifier.ts'
import type { Office, OfficeConfig } from './office.ts'
import type { Database } from './store/database.ts'
import { doOfficeAct } from './sync/do-office-act.ts'
import { OFFICE_ACT_TASK } from './sync/keep-office-acts.ts'
import { openPokes } from './sync/pokes.ts'

/** What an office is made from. `pool` has the driver's own column types; the sign-in library wants those. */
export type OfficeParts = {
  config: OfficeConfig
  database: Database
  pool: Pool
  isReady: () => Promise<boolean>
  clock: Clock
  log: Log
}

/** Puts an office together over an open store. `close` ends what it opened itself, and leaves the store open. */
export const setUpOffice = async ({
  config,
  database,
  pool,
  isReady,
  clock,
  log,
}: OfficeParts): Promise<{ office: Office; close: () => Promise<void> }> => {
  const mailer = openMailer({ config, clock, log })
  const notifier = openNotifier({ config, database, clock, log })
  const accounts = await openAccounts({ config, database, pool, clock, mailer, log })
  const pokes = await openPokes(database)
  const office: Office = { config, database, clock, accounts, pokes, mailer, notifier, log, isReady }
  const jobs = await openJobs({
    pool,
    log,
    tasks: {
      [MAIL_TASK]: (letter) => mailer.deliver(letter),
      [OFFICE_ACT_TASK]: doOfficeAct(office),
      [FETCH_TASK]: doFetch(office),
      ...notifier.tasks,
    },
  })
  await startFetching(office)
  return {
    office,
    close: async () => {
      await jobs.stop()
      await pokes.close()
    },
  }
}
