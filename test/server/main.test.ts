import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { processesIn } from '#server/store/processes-in.ts'
import { bareEnvironment } from '#test/support/bare-environment.ts'
import { makeClosedFolder, removeClosedFolder } from '#test/support/closed-folder.ts'
import { freePort } from '#test/support/free-port.ts'

const main = join(import.meta.dirname, '../../src/server/main.ts')
const secret = 'mQ7w2-zr0Kf5uXo9eTjBv1LhNc4PgSdA'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

const closedFolder = (): string => {
  const folder = makeClosedFolder('main')
  cleanUps.push(() => removeClosedFolder(folder))
  return folder
}

type Started = { process: ChildProcess; out: () => string; error: () => string; ended: Promise<number | null> }

/** Starts the real program with nothing in its environment but what is given. */
const start = (environment: Record<string, string>): Started => {
  const child = spawn(process.execPath, [main], {
    env: { ...bareEnvironment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, error] = ['', '']
  child.stdout.on('data', (text: Buffer) => (out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (error += text.toString()))
  const ended = new Promise<number | null>((settle) => child.once('close', settle))
  cleanUps.push(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { process: child, out: () => out, error: () => error, ended }
}

/** Waits until it says where it is. */
const isUp = async (started: Started): Promise<void> => {
  const gone = started.ended.then(() => {
    throw new Error(`It ended instead: ${started.error()}`)
  })
  const up = (async () => {
    while (!started.out().includes('Doorstep is at')) await wait(20)
  })()
  await Promise.race([up, gone])
}

describe('somebody who starts the office', () => {
  test(
    'is told in one line where it is; it answers; told to stop, it stops in order and starts again',
    { timeout: 60_000 },
    async () => {
      const dataDir = join(closedFolder(), 'data')
      const port = String(await freePort())
      const environment = { PORT: port, DATA_DIR: dataDir, SECRET: secret }
      for (const signal of ['SIGTERM', 'SIGINT'] as const) {
        const office = start(environment)
        await isUp(office)
        expect(office.out()).toBe(`Doorstep is at http://localhost:${port}\n`)
        expect(await (await fetch(`http://localhost:${port}/api/ready`)).json()).toEqual({ ready: true })
        office.process.kill(signal)
        expect(await office.ended).toBe(0)
        expect(processesIn(join(dataDir, 'postgres'))).toEqual([])
        expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
      }
    },
  )

  test('who kills it outright finds it starting again on the same port and data', { timeout: 60_000 }, async () => {
    const environment = { PORT: String(await freePort()), DATA_DIR: join(closedFolder(), 'data'), SECRET: secret }
    const first = start(environment)
    await isUp(first)
    first.process.kill('SIGKILL')
    await first.ended
    const second = start(environment)
    await isUp(second)
    expect(await (await fetch(`http://localhost:${environment.PORT}/api/ready`)).json()).toEqual({ ready: true })
  })

  test('sees it end with a sentence when its database is killed under it', { timeout: 60_000 }, async () => {
    const dataDir = join(closedFolder(), 'data')
    const office = start({ PORT: String(await freePort()), DATA_DIR: dataDir, SECRET: secret })
    await isUp(office)
    process.kill(Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT')
    expect(await office.ended).toBe(1)
    expect(office.error()).toContain('The embedded PostgreSQL ended unexpectedly; start Doorstep again.\n')
  })
})

/** Starts it with settings that cannot work, and answers the one sentence it said. */
const refused = async (environment: Record<string, string>): Promise<string> => {
  const office = start(environment)
  expect(await office.ended).toBe(1)
  expect(office.out()).toBe('')
  expect(office.error().trimEnd()).not.toContain('\n')
  return office.error().trimEnd()
}

describe('a start that cannot be is one sentence and exit code 1', () => {
  test('a port in use', async () => {
    const port = await freePort()
    const other = createServer()
    await new Promise<void>((settle) => other.listen(port, 'localhost', settle))
    cleanUps.push(() => other.close())
    const dataDir = join(closedFolder(), 'data')
    expect(await refused({ PORT: String(port), DATA_DIR: dataDir, SECRET: secret })).toBe(
      `Port ${port} is already in use; stop the program that has it, or set PORT to another number.`,
    )
    expect(existsSync(dataDir)).toBe(false)
  })

  test('a database that is not there', async () => {
    const environment = {
      PORT: String(await freePort()),
      DATABASE_URL: 'postgresql://owner:hunter2@127.0.0.1:9/doorstep',
      SECRET: secret,
    }
    expect(await refused(environment)).toBe(
      'The database cannot be reached: nothing answers as PostgreSQL at 127.0.0.1:9.',
    )
  })

  test('a missing secret', async () => {
    expect(await refused({ DATABASE_URL: 'postgresql://owner:hunter2@127.0.0.1:9/doorstep' })).toMatch(
      /^SECRET must be set when DATABASE_URL is;/,
    )
  })

  test('a data folder that cannot be made', async () => {
    const folder = closedFolder()
    writeFileSync(join(folder, 'file'), '')
    expect(await refused({ PORT: String(await freePort()), DATA_DIR: join(folder, 'file/data'), SECRET: secret })).toBe(
      `The data folder ${join(folder, 'file/data')} could not be made.`,
    )
  })

  test('another office on the same data', { timeout: 60_000 }, async () => {
    const dataDir = join(closedFolder(), 'data')
    const first = start({ PORT: String(await freePort()), DATA_DIR: dataDir, SECRET: secret })
    await isUp(first)
    expect(await refused({ PORT: String(await freePort()), DATA_DIR: dataDir, SECRET: secret })).toMatch(
      /^Another Doorstep is already running on the data folder/,
    )
    expect(await (await fetch(`${first.out().slice('Doorstep is at '.length).trim()}/api/ready`)).json()).toEqual({
      ready: true,
    })
  })

  test('a folder of something else', async () => {
    const dataDir = closedFolder()
    mkdirSync(join(dataDir, 'postgres'))
    writeFileSync(join(dataDir, 'postgres/notes.txt'), 'mine')
    expect(await refused({ PORT: String(await freePort()), DATA_DIR: dataDir, SECRET: secret })).toMatch(
      /database-passwords\.json\) are gone/,
    )
    expect(readFileSync(join(dataDir, 'postgres/notes.txt'), 'utf8')).toBe('mine')
  })
})
