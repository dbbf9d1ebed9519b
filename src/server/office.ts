import type { Clock } from '#domain/time/instant.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Notifier } from './notifications/notifier.ts'
import type { Database } from './store/database.ts'
import type { Pokes } from './sync/pokes.ts'

/** Configuration as a running office has it: in demo mode too there is a secret by now. */
export type OfficeConfig = Config & { secret: string }

/** Everything a route may need of the office it serves. */
export type Office = {
  config: OfficeConfig
  database: Database
  clock: Clock
  accounts: Accounts
  pokes: Pokes
  mailer: Mailer
  notifier: Notifier
  log: Log
  /** True when the database answers and its schema is this version's. */
  isReady: () => Promise<boolean>
}

/** One way into the invented place, printed at the terminal and shown at sign-in; demo mode only. */
export type DemoSignIn = { name: string; role: string; organisation: string; email: string; password: string }

/**
 * Fills an empty office with the invented place. It lives in `src/demo`, which the office may not import: main.ts loads it
 * by name, in demo mode alone.
 */
export type LoadDemo = (office: Office) => Promise<void>

/** The ways into the invented place, in the order in which to show them. */
export type DemoSignIns = (office: Office) => Promise<DemoSignIn[]>
