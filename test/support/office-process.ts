import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { project } from './client-build.ts'
import { freePort } from './free-port.ts'

const READY = 'Doorstep is at'
/** An empty data folder takes longest: a database is made and the invented place moves in. */
const START_MS = 180_000

/** The real office as a process of its own, on a free port of this machine, with a data folder of its own. */
export class OfficeProcess {
  readonly origin: string
  readonly #port: number
  readonly #dataDir: string
  readonly #environment: Record<string, string>
  #process: ChildProcess | null = null
  #said = ''

  private constructor(port: number, dataDir: string, environment: Record<string, string>) {
    this.#port = port
    this.origin = `http://localhost:${port}`
    this.#dataDir = dataDir
    this.#environment = environment
  }

  /** Starts an office on `dataDir` and waits until it serves. */
  static async open(dataDir: string, environment: Record<string, string> = {}): Promise<OfficeProcess> {
    const office = new OfficeProcess(await freePort(), dataDir, environment)
    await office.start()
    return office
  }

  /** Everything the office printed since it was made, over all its starts. */
  get said(): string {
    return this.#said
  }

  async start(): Promise<void> {
    const child = spawn(join(project, 'node_modules/.bin/node'), ['src/server/main.ts'], {
      cwd: project,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(this.#port),
        DATA_DIR: this.#dataDir,
        ...this.#environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#process = child
    const from = this.#said.length
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (this.#said += text))
    const deadline = Date.now() + START_MS
    while (!this.#said.slice(from).includes(READY)) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`The office did not start:\n${this.#said.slice(from)}`)
      if (Date.now() > deadline)
        throw new Error(`The office is not ready after ${START_MS / 1000} s:\n${this.#said.slice(from)}`)
      await pause(50)
    }
  }

  /** Stops it as an administrator would. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  /** Takes it away in mid-word. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#process
    this.#process = null
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
}
