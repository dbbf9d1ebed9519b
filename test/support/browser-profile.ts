import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type BrowserContext, type BrowserContextOptions } from 'playwright-core'
import { findChromium } from './chromium.ts'

/** How long a press waits for what it presses: a busy machine is no fault of the app's. Milliseconds. */
const PATIENCE = 60_000

/** A browser with a profile on disk that can be closed, killed and started again, as a tablet is. */
export class BrowserProfile {
  readonly folder = mkdtempSync(join(tmpdir(), 'profile-'))
  #context: BrowserContext | null = null

  async start(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const { path, args } = await findChromium()
    // A browser killed outright leaves its lock behind; the next start on the same machine would wait for it.
    rmSync(join(this.folder, 'SingletonLock'), { force: true })
    this.#context = await chromium.launchPersistentContext(this.folder, {
      executablePath: path,
      args,
      // As people's browsers are: without this switch, Back would never show a page kept in memory.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      ...options,
    })
    this.#context.setDefaultTimeout(PATIENCE)
    return this.#context
  }

  async close(): Promise<void> {
    await this.#context?.close()
    this.#context = null
  }

  /** Every process of this browser gone at once, with no chance to write anything. Linux and macOS. */
  async killOutright(): Promise<void> {
    for (const pid of this.#processes()) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // Gone already, with the one that started it.
      }
    }
    const context = this.#context
    this.#context = null
    await context?.close().catch(() => {})
    while (this.#processes().length > 0) await pause(20)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }

  /** The processes whose command line names this profile's folder (a fresh random name). */
  #processes(): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .filter((pid) => {
        try {
          const state = readFileSync(join('/proc', pid, 'stat'), 'utf8').replace(/^.*\) /s, '')[0]
          return state !== 'Z' && readFileSync(join('/proc', pid, 'cmdline'), 'utf8').includes(this.folder)
        } catch {
          return false
        }
      })
      .map(Number)
  }
}
