import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuseRequest } from '../http/answers.ts'
import { pathOf } from '../http/headers.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.icc': 'application/vnd.iccprofile',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

/** Formats that are compressed already. */
const dense = new Set(['.png', '.ico', '.woff', '.woff2'])

type Encoding = 'br' | 'gzip'

/** How the name of a file ends that the build has compressed already, harder than there is time for while someone waits. */
const COMPRESSED = '.br'

/** One built file, read once: what is served never changes while the office runs, whatever a new build writes beside it. */
class BuiltFile {
  readonly type: string
  readonly tag: string
  readonly #body: Buffer
  readonly #dense: boolean
  readonly #compressed = new Map<Encoding, Promise<Buffer>>()

  constructor(path: string) {
    const extension = extname(path)
    this.#body = readFileSync(path)
    this.#dense = dense.has(extension)
    this.type = types[extension] ?? 'application/octet-stream'
    if (existsSync(path + COMPRESSED)) this.#compressed.set('br', Promise.resolve(readFileSync(path + COMPRESSED)))
    this.tag = `"${createHash('sha256').update(this.#body).digest('base64url').slice(0, 22)}"`
  }

  /** The bytes in the best encoding that is accepted; each is made once, at its first use. */
  async inEncoding(accepted: string): Promise<{ body: Buffer; encoding: Encoding | null }> {
    const encoding = this.#dense ? null : /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
    if (encoding === null) return { body: this.#body, encoding }
    const body = this.#compressed.get(encoding) ?? compress(this.#body, encoding)
    this.#compressed.set(encoding, body)
    return { body: await body, encoding }
  }
}

const compress = (body: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'br'
    ? promisify(brotliCompress)(body, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
      })
    : promisify(gzip)(body)

const readBuilt = (folder: string): Map<string, BuiltFile> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map') && !entry.name.endsWith(COMPRESSED))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        return [`/${relative(folder, path).split(sep).join('/')}`, new BuiltFile(path)]
      }),
  )

/** Named by their content, so a browser may keep them for good; everything else is asked for again each time. */
const cachingOf = (path: string): string =>
  path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'

const send = async (
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  file: BuiltFile,
): Promise<FastifyReply> => {
  reply.headers({ 'cache-control': cachingOf(path), etag: file.tag, vary: 'accept-encoding' })
  if (request.headers['if-none-match']?.includes(file.tag) === true) return reply.code(304).send()
  const accepted = request.headers['accept-encoding']
  const { body, encoding } = await file.inEncoding(typeof accepted === 'string' ? accepted : '')
  if (encoding !== null) reply.header('content-encoding', encoding)
  // The service worker must be allowed to keep the whole app, wherever its file lies.
  if (path === '/sw.js') reply.header('service-worker-allowed', '/')
  return reply.type(file.type).send(body)
}

/**
 * On one machine people also type 127.0.0.1; sign-in and passkeys know the office only by its own name. Answers where to
 * send them, or null. Only names of this very machine are treated so: a proxy may call the office what it likes.
 */
const sameMachineElsewhere = (host: string | undefined, origin: string): string | null => {
  const own = new URL(origin)
  return own.hostname === 'localhost' && (host === `127.0.0.1:${own.port}` || host === `[::1]:${own.port}`)
    ? origin
    : null
}

/** None of the app's own addresses has a dot in it; whatever has one asks for a file. */
const namesNoFile = (path: string): boolean => !path.includes('.')

/**
 * Serves the built app: files by their exact path, the start page for every address that the app itself understands.
 * Nothing under /api or /assets, and nothing that names a file, ever gets the start page instead.
 */
export const staticRoutes = (
  app: FastifyInstance,
  { folder, origin }: { folder: string | null; origin: string },
): void => {
  const files = folder !== null && existsSync(folder) ? readBuilt(folder) : new Map<string, BuiltFile>()
  const page = files.get('/index.html')

  app.get('/*', async (request, reply) => {
    const path = pathOf(request.url)
    const file = path === '/' ? undefined : files.get(path)
    if (file !== undefined) return send(request, reply, path, file)
    const elsewhere = sameMachineElsewhere(request.headers.host, origin)
    if (elsewhere !== null && namesNoFile(path)) return reply.redirect(`${elsewhere}${path}`, 302)
    const isAppAddress = !/^\/(api|assets)(\/|$)/.test(path) && namesNoFile(path)
    return isAppAddress && page !== undefined
      ? send(request, reply, '/index.html', page)
      : refuseRequest(reply, 'not-found')
  })
}
