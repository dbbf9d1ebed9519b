import type { BrowserContext, ConsoleMessage } from 'playwright-core'

/**
 * What must never happen in a browser while people work, gathered over a whole test: a breach of the content security
 * policy, a request to another origin, an error nobody caught, an error in the console.
 */
export class Trouble {
  readonly seen: string[] = []
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  async watch(context: BrowserContext): Promise<void> {
    await context.exposeBinding('reportTrouble', (_source, what: string) => void this.seen.push(what))
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const report: unknown = Reflect.get(globalThis, 'reportTrouble')
        if (typeof report === 'function')
          report(
            `policy: ${event.effectiveDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`,
          )
      })
    })
    context.on('request', (request) => {
      const url = new URL(request.url())
      if (/^https?:$/.test(url.protocol) && url.origin !== this.#origin)
        this.seen.push(`another origin: ${request.method()} ${url.origin}`)
    })
    context.on('weberror', (fault) => void this.seen.push(`uncaught: ${fault.error().stack ?? fault.error().message}`))
    context.on('console', (message) => {
      if (message.type() === 'error' && !isOfficeOutOfReach(message))
        this.seen.push(`console: ${message.text()} (${message.location().url})`)
    })
  }
}

/** What Chromium says when the service worker's own script could not be fetched: it is tried again until the office is back. */
const WORKER_OUT_OF_REACH = 'An unknown error occurred when fetching the script.'

/** The browser itself notes every request that fails or is answered with a 4xx: here that is an office that is stopped or says no. */
const isOfficeOutOfReach = (message: ConsoleMessage): boolean =>
  message.text() === WORKER_OUT_OF_REACH ||
  (message.text().startsWith('Failed to load resource:') &&
    new URL(message.location().url).pathname.startsWith('/api/'))
