import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { pathOf, protectiveHeaders } from '#server/http/headers.ts'
import { project } from '#test/support/client-build.ts'

/**
 * An almost empty page with the tablet's store in it (page.ts), built by the app's own bundler and served with the
 * office's own security headers.
 */
export class StorePage {
  readonly origin: string
  readonly #server: Server
  readonly #folder: string

  private constructor(server: Server, folder: string, port: number) {
    this.#server = server
    this.#folder = folder
    this.origin = `http://localhost:${port}`
  }

  static async serve(entry = join(import.meta.dirname, 'page.ts')): Promise<StorePage> {
    const folder = mkdtempSync(join(tmpdir(), 'store-page-'))
    await build({
      configFile: false,
      root: project,
      logLevel: 'error',
      publicDir: false,
      worker: { format: 'es' },
      build: {
        outDir: folder,
        target: 'es2022',
        modulePreload: false,
        rollupOptions: {
          input: entry,
          output: { entryFileNames: 'assets/page.js' },
        },
      },
    })
    const files = new Map(
      readdirSync(join(folder, 'assets')).map((name) => [`/assets/${name}`, join(folder, 'assets', name)]),
    )
    const html =
      '<!doctype html><html lang="en"><title>Store</title><script type="module" src="/assets/page.js"></script>'
    const server = createServer((request, response) => {
      const path = pathOf(request.url ?? '/')
      const file = files.get(path)
      for (const [name, value] of Object.entries(protectiveHeaders(path, 'http://localhost')))
        response.setHeader(name, value)
      response.setHeader('content-type', file === undefined ? 'text/html' : 'text/javascript')
      response.end(file === undefined ? html : readFileSync(file))
    }).listen(0, 'localhost')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('No port.')
    return new StorePage(server, folder, address.port)
  }

  /** A tab with the store in it. */
  async open(context: BrowserContext, path = '/'): Promise<Page> {
    const page = await context.newPage()
    await page.goto(`${this.origin}${path}`)
    await page.waitForFunction(() => 'store' in window)
    return page
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
