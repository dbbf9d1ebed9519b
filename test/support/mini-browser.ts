import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { freePort } from './free-port.ts'

const LIBRARIES = '/usr/lib'
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
const PATIENCE_MS = 30_000

/** What stands in the way of driving WebKitGTK here, or null when it can be done. */
export const whyNoMiniBrowser = (): string | null => {
  for (const program of ['WebKitWebDriver', 'Xvfb']) {
    if (spawnSync('which', [program]).status !== 0)
      return `${program} is not installed (Debian: webkit2gtk-driver, xvfb)`
  }
  return findMiniBrowser() === null ? 'MiniBrowser is not installed (Debian: webkit2gtk-driver)' : null
}

const findMiniBrowser = (): string | null => {
  const named = process.env['MINIBROWSER']
  if (named !== undefined) return named
  if (!existsSync(LIBRARIES)) return null
  for (const machine of readdirSync(LIBRARIES)) {
    for (const version of ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0']) {
      const path = join(LIBRARIES, machine, version, 'MiniBrowser')
      if (existsSync(path)) return path
    }
  }
  return null
}

const Answer = z.object({ value: z.unknown() })
const Fault = z.object({ error: z.string(), message: z.string() })
const SessionMade = z.object({ sessionId: z.string() })
const Element = z.object({ [ELEMENT]: z.string() })

/** WebKitGTK's own small browser, on a screen nobody sees, driven over WebDriver: the engine that iPads run. */
export class MiniBrowser {
  readonly #home = mkdtempSync(join(tmpdir(), 'webkit-'))
  readonly #processes: ChildProcess[] = []
  #driver = ''
  #session = ''

  static async open(): Promise<MiniBrowser> {
    const browser = new MiniBrowser()
    await browser.#start()
    return browser
  }

  async #start(): Promise<void> {
    const display = `:${70 + (process.pid % 900)}`
    const port = await freePort()
    this.#driver = `http://127.0.0.1:${port}`
    this.#processes.push(
      spawn('Xvfb', [display, '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], { stdio: 'ignore' }),
    )
    const env = {
      ...process.env,
      DISPLAY: display,
      // Its storage in a folder of this run; the root user cannot use its sandbox; there is no graphics card here.
      HOME: this.#home,
      XDG_DATA_HOME: join(this.#home, 'data'),
      XDG_CACHE_HOME: join(this.#home, 'cache'),
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      TZ: 'Europe/London',
      LANG: 'en_GB.UTF-8',
    }
    await pause(300)
    this.#processes.push(spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env }))
    const capabilities = {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: findMiniBrowser(), args: ['--automation'] } },
    }
    this.#session = SessionMade.parse(
      await this.#untilReady(async () => this.#ask('POST', '/session', { capabilities })),
    ).sessionId
    await this.#command('POST', '/timeouts', { script: PATIENCE_MS, pageLoad: 60_000 })
  }

  async close(): Promise<void> {
    if (this.#session !== '') await this.#command('DELETE', '').catch(() => {})
    for (const each of this.#processes.toReversed()) each.kill()
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }

  async goTo(address: string): Promise<void> {
    await this.#command('POST', '/url', { url: address })
  }

  async reload(): Promise<void> {
    await this.#command('POST', '/refresh', {})
  }

  async path(): Promise<string> {
    return new URL(z.string().parse(await this.#command('GET', '/url'))).pathname
  }

  /** Runs the body of an async function in the page. What it throws comes back as an error here. */
  async run(body: string, ...args: unknown[]): Promise<unknown> {
    const script = `const done = arguments[arguments.length - 1]; const args = [...arguments].slice(0, -1);
      (async (...args) => { ${body} })(...args).then((value) => done({ value: value ?? null }), (fault) => done({ fault: String(fault) }))`
    const answer = z
      .object({ value: z.unknown(), fault: z.string().optional() })
      .parse(await this.#command('POST', '/execute/async', { script, args }))
    if (answer.fault !== undefined) throw new Error(answer.fault)
    return answer.value
  }

  /** Waits until the page shows a text. */
  async see(text: string, patience = PATIENCE_MS): Promise<void> {
    await this.#eventually(`see “${text}”`, async () => (await this.words()).includes(text), patience)
  }

  /** The words of the first element that a selector finds, once there is one. */
  async firstOf(selector: string): Promise<string> {
    let found = ''
    await this.#eventually(`find ${selector}`, async () => {
      found = z
        .string()
        .parse(await this.run(`return document.querySelector(args[0])?.innerText.trim() ?? ''`, selector))
      return found !== ''
    })
    return found
  }

  /** Waits until the list entry that holds some words also shows others. */
  async seeAt(entry: string, words: string, patience = PATIENCE_MS): Promise<void> {
    await this.#eventually(
      `see “${words}” at “${entry}”`,
      async () =>
        z
          .string()
          .parse(
            await this.run(
              `return [...document.querySelectorAll('li')].find((each) => each.innerText.includes(args[0]))?.innerText ?? ''`,
              entry,
            ),
          )
          .includes(words),
      patience,
    )
  }

  /** Every word on the page, with white space made one. */
  async words(): Promise<string> {
    return z.string().parse(await this.run(`return document.body.innerText.replace(/\\s+/g, ' ')`))
  }

  /** Types into the field with this label, as fingers would. */
  async type(label: string, text: string): Promise<void> {
    const element = await this.#find('field', label)
    await this.#command('POST', `/element/${element}/value`, { text })
  }

  /**
   * Presses the button, link, tab or choice with these words, after scrolling to it as a person would: the driver itself scrolls
   * only to what lies outside the window, not to what a list or form that scrolls inside it has cut off.
   */
  async press(words: string): Promise<void> {
    const element = await this.#find('control', words)
    await this.#command('POST', '/execute/sync', {
      script: 'arguments[0].scrollIntoView({ block: "center" })',
      args: [{ [ELEMENT]: element }],
    })
    await this.#command('POST', `/element/${element}/click`, {})
  }

  async #find(kind: 'field' | 'control', words: string): Promise<string> {
    let found = ''
    await this.#eventually(`find the ${kind} “${words}”`, async () => {
      const answer = Element.safeParse(
        await this.#command('POST', '/execute/sync', { script: FIND, args: [kind, words] }),
      )
      found = answer.success ? answer.data[ELEMENT] : ''
      return found !== ''
    })
    return found
  }

  async #eventually(what: string, check: () => Promise<boolean>, patience = PATIENCE_MS): Promise<void> {
    const deadline = Date.now() + patience
    while (!(await check())) {
      if (Date.now() > deadline)
        throw new Error(
          `WebKit did not ${what} at ${await this.path()}. The page says: ${(await this.words()).slice(0, 1500)}`,
        )
      await pause(100)
    }
  }

  async #untilReady<T>(ask: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await ask()
      } catch (fault) {
        if (attempt >= 50) throw fault
        await pause(200)
      }
    }
  }

  async #command(method: string, path: string, body?: unknown): Promise<unknown> {
    return this.#ask(method, `/session/${this.#session}${path}`, body)
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.#driver + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const { value } = Answer.parse(await response.json())
    if (response.ok) return value
    const { error, message } = Fault.parse(value)
    throw new Error(`WebDriver ${path}: ${error}: ${message}`)
  }
}

/** Finds a field by its label or a control by its name, among what is visible: what Testing Library does, in few words. */
const FIND = `
  const [kind, words] = arguments
  const plain = (text) => (text ?? '').replace(/\\s+/g, ' ').trim()
  const byIds = (ids) => (ids ?? '').split(' ').map((id) => plain(document.getElementById(id)?.textContent)).join(' ')
  const nameOf = (element) =>
    plain(element.getAttribute('aria-label')) || plain(byIds(element.getAttribute('aria-labelledby'))) ||
    plain([...(element.labels ?? [])].map((label) => label.textContent).join(' ')) || plain(element.textContent)
  const candidates = kind === 'field' ? 'input, textarea, select' : 'button, a, label, summary, [role=button], [role=tab], [role=radio], [role=option], [role=menuitem], [role=checkbox]'
  const visible = [...document.querySelectorAll(candidates)].filter((element) => element.getClientRects().length > 0 && !element.disabled)
  const exact = visible.find((element) => nameOf(element) === words)
  return exact ?? visible.find((element) => nameOf(element).startsWith(words)) ?? null
`
