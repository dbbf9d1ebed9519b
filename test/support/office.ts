import type { FastifyInstance } from 'fastify'
import { machineClock, type Clock } from '#domain/time/instant.ts'
import { buildApp, type AppOptions } from '#server/app.ts'
import { openLog, type LogLevel } from '#server/log.ts'
import type { Office, OfficeConfig } from '#server/office.ts'
import { setUpOffice } from '#server/set-up-office.ts'
import { freePort } from './free-port.ts'
import { createTestDatabase, type TestDatabase } from './postgres.ts'

/** A real office on a port of its own, over a real database. */
export type TestOffice = {
  office: Office
  app: FastifyInstance
  /** `http://localhost:PORT`: what its people would type. */
  origin: string
  made: TestDatabase
  /** Every line it logged so far, in order, at every level. */
  logged: string[]
  /** Asks as the app in a browser would: same origin, with the app's own header; `json` becomes the body. */
  ask(path: string, options?: AskOptions): Promise<Response>
  stop(): Promise<void>
}

export type AskOptions = { method?: string; json?: unknown; headers?: Record<string, string> }

export type TestOfficeOptions = Partial<AppOptions> & {
  clock?: Clock
  /** Anything of the configuration that matters to the test. */
  config?: Partial<OfficeConfig>
  /** An existing database, which `stop` then leaves alone; otherwise a new one. */
  made?: TestDatabase
  /** Replaces parts of the office before its routes are built. */
  change?: (office: Office) => Office
  logLevel?: LogLevel
}

const testConfig = (port: number): OfficeConfig => ({
  port,
  host: 'localhost',
  dataDir: '/nowhere',
  databaseUrl: null,
  appDatabaseUrl: null,
  origin: `http://localhost:${port}`,
  secret: 'a secret that is only ever used in tests 7f3a9c',
  demo: false,
  microsoft: null,
  google: null,
  smtpUrl: null,
  notifications: null,
  wonde: null,
  mailFrom: 'Doorstep <no-reply@doorstep.example>',
  logLevel: 'info',
})

/** Starts an office. `demo: true` in `config` asks for no second factor, as the invented place does. */
export const startOffice = async (options: TestOfficeOptions = {}): Promise<TestOffice> => {
  const made = options.made ?? (await createTestDatabase())
  const config = { ...testConfig(await freePort()), ...options.config }
  const logged: string[] = []
  const { office: whole, close } = await setUpOffice({
    config,
    database: made.database,
    pool: made.pool,
    isReady: async () => (await made.pool.query('select 1').catch(() => null)) !== null,
    clock: options.clock ?? machineClock,
    log: openLog(options.logLevel ?? config.logLevel, (line) => logged.push(line)),
  })
  const office = options.change?.(whole) ?? whole
  const app = buildApp(office, {
    pages: options.pages ?? null,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  })
  await app.listen({ port: config.port, host: config.host })
  return {
    office,
    app,
    origin: config.origin,
    made,
    logged,
    ask: (path, { method, json, headers } = {}) =>
      fetch(`${config.origin}${path}`, {
        method: method ?? (json === undefined ? 'GET' : 'POST'),
        headers: {
          origin: config.origin,
          'x-doorstep': '1',
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        redirect: 'manual',
      }),
    stop: async () => {
      await app.close()
      await close()
      if (options.made === undefined) await made.close()
    },
  }
}
