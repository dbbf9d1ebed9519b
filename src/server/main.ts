import { createServer } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { machineClock } from '#domain/time/instant.ts'
import { buildApp } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { openLog, type Log } from './log.ts'
import type { DemoSignIns, LoadDemo, Office } from './office.ts'
import { setUpOffice } from './set-up-office.ts'
import { StartFault } from './start-fault.ts'
import { keptSecret } from './store/data-folder.ts'
import { NOBODY_YET } from './store/nobody-yet.ts'
import { openDatabase, type OpenedDatabase } from './store/open-database.ts'
import { codeOf } from './store/passing-fault.ts'

/** The built client (`npm run build`). */
const pages = join(import.meta.dirname, '../../dist')

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const sayPortFault = (config: Config, error: unknown): StartFault => {
  switch (codeOf(error) ?? '') {
    case 'EADDRINUSE':
      return new StartFault(
        `Port ${config.port} is already in use; stop the program that has it, or set PORT to another number.`,
      )
    case 'EACCES':
      return new StartFault(`Port ${config.port} may not be used by this account; set PORT to a number above 1023.`)
    default:
      return new StartFault(
        `Doorstep cannot listen on ${config.host}, port ${config.port}; set HOST to an address of this machine.`,
        { cause: error },
      )
  }
}

/** Says so at once, before a database is started for nothing. */
const checkPort = (config: Config): Promise<void> =>
  new Promise((settle, fail) => {
    const server = createServer()
    server.once('error', (error) => fail(sayPortFault(config, error)))
    server.listen(config.port, config.host, () => server.close(() => settle()))
  })

const DemoModule = z.object({
  loadDemo: z.custom<LoadDemo>((value) => typeof value === 'function'),
  demoSignIns: z.custom<DemoSignIns>((value) => typeof value === 'function'),
})

/**
 * In demo mode alone: fills an empty office with the invented place and says who can sign in. Loaded by name, since the
 * office must not depend on the invented place, and a real office must not even read it.
 */
const showDemo = async (office: Office, opened: OpenedDatabase): Promise<() => void> => {
  const place = new URL('../demo/load-demo.ts', import.meta.url).href
  const demo = DemoModule.parse(await import(place))
  const { rows } = await opened.pool.query<{ empty: boolean }>(NOBODY_YET)
  if (rows[0]?.empty === true) {
    say('Making the invented school. This happens once and takes a moment.')
    await opened.pool.query("update place set making = 'begun'")
    await demo.loadDemo(office)
    await opened.pool.query("update place set making = 'done'")
  }
  const signIns = await demo.demoSignIns(office)
  office.accounts.setUpDemo(signIns)
  return () => {
    say('This is a demonstration with an invented school. Sign in as any of these:')
    for (const { name, role, organisation, email, password } of signIns)
      say(`  ${email}  ${password}  (${name}, ${role}, ${organisation})`)
  }
}

/** Ends the process in order when it is told to, when the terminal that ran `npm start` is gone, or when the database is. */
const stopInOrder = (stop: () => Promise<void>, opened: OpenedDatabase, log: Log): void => {
  let stopping = false
  const end = (code: number): void => {
    // A second Ctrl-C does not wait.
    if (stopping) process.exit(1)
    stopping = true
    stop().then(
      () => process.exit(code),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0))
  process.on('uncaughtException', (error) => {
    log.error('fault', { code: codeOf(error) ?? error.name, place: 'outside any request' })
    end(1)
  })
  const noticeLoss = async (): Promise<void> => {
    await opened.lost
    if (stopping) return
    process.stderr.write('The embedded PostgreSQL ended unexpectedly; start Doorstep again.\n')
    end(1)
  }
  void noticeLoss()
  // npm hands a signal to the shell it started, and that shell dies without handing it on.
  if (process.env['npm_lifecycle_event'] === undefined) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent && !stopping) end(0)
  }, 500).unref()
}

const start = async (): Promise<void> => {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel)
  await checkPort(config)
  const opened = await openDatabase(config)
  const secret = config.secret ?? keptSecret(config.dataDir, 'demo-secret')
  const { office, close } = await setUpOffice({ ...opened, config: { ...config, secret }, clock: machineClock, log })
  const app = buildApp(office, { pages })
  stopInOrder(
    async () => {
      await app.close()
      await close()
      await opened.close()
    },
    opened,
    log,
  )
  const sayDemo = config.demo ? await showDemo(office, opened) : null
  try {
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    await close()
    await opened.close()
    throw sayPortFault(config, error)
  }
  say(`Doorstep is at http://localhost:${config.port}`)
  sayDemo?.()
}

try {
  await start()
} catch (error) {
  if (!(error instanceof StartFault)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
