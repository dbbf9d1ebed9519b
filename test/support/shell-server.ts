import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { freePort } from './free-port.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.icc': 'application/vnd.iccprofile',
  '.webmanifest': 'application/manifest+json',
}

/**
 * Serves built clients and nothing else, so that a test can put out one release after another, change a header or go
 * away. Where the office itself matters, tests start the real one (office-process.ts).
 */
export class ShellServer {
  /** Every request since the start: `GET /sw.js`. */
  readonly asked: string[] = []
  readonly origin: string
  readonly #port: number
  #server: Server | null = null
  #folder: string
  #headers: Record<string, string>

  private constructor(port: number, folder: string, headers: Record<string, string>) {
    this.#port = port
    this.origin = `http://localhost:${port}`
    this.#folder = folder
    this.#headers = headers
  }

  static async open(folder: string, headers: Record<string, string> = {}): Promise<ShellServer> {
    const server = new ShellServer(await freePort(), folder, headers)
    await server.start()
    return server
  }

  /** Puts out another release, with the headers pages are then served with. */
  release(folder: string, headers: Record<string, string> = this.#headers): void {
    this.#folder = folder
    this.#headers = headers
  }

  async start(): Promise<void> {
    this.#server = createServer((request, response) => void this.#answer(request, response)).listen(
      this.#port,
      'localhost',
    )
    await once(this.#server, 'listening')
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections()
    this.#server?.close()
    if (this.#server?.listening === true) await once(this.#server, 'close')
    this.#server = null
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.origin).pathname
    this.asked.push(`${request.method} ${path}`)
    const isFile = extname(path) !== ''
    const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    if (path.startsWith('/api/')) {
      response
        .writeHead(503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
        .end('{"error":"busy"}')
      return
    }
    try {
      const file = normalize(isFile ? path : '/index.html')
      const bytes = await readFile(join(this.#folder, file))
      const type = types[extname(file)] ?? 'application/octet-stream'
      response.writeHead(200, { 'content-type': type, 'cache-control': cache, ...this.#headers }).end(bytes)
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not here.')
    }
  }
}
