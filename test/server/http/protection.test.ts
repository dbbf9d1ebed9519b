import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { libraryStyles } from '#server/http/headers.ts'
import { asPassingFault } from '#server/store/passing-fault.ts'
import { addressOf, everyRoute } from '#test/support/every-route.ts'
import { startOffice, type TestOffice } from '#test/support/office.ts'

let pages: string
let office: TestOffice
beforeAll(async () => {
  pages = mkdtempSync(join(tmpdir(), 'doorstep-pages-'))
  mkdirSync(join(pages, 'assets'))
  const files: Record<string, string> = {
    'index.html': '<!doctype html><title>Doorstep</title>',
    'sw.js': 'self.skipWaiting()',
    'manifest.webmanifest': '{"name":"Doorstep"}',
    'assets/main-a1b2c3.js': `export const text = '${'words '.repeat(500)}'`,
    'assets/main-a1b2c3.js.map': '{}',
    'assets/key-worker-d4e5f6.js': 'onmessage = () => {}',
    'assets/sync-worker-a7b8c9.js': 'onmessage = () => {}',
    'assets/look-77aa88.css': 'body { margin: 0 }',
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(pages, name), text)
  office = await startOffice({
    pages,
    change: (whole) => ({
      ...whole,
      isReady: () => {
        throw new TypeError('Canary-words in a mistake of ours')
      },
      database: {
        ...whole.database,
        write: () => Promise.reject(asPassingFault(Object.assign(new Error('full'), { code: '53100' }))),
      },
      accounts: Object.assign(Object.create(whole.accounts), {
        whoIs: () =>
          whole.database.write({ person: null, organisations: [] }, () =>
            Promise.reject(Object.assign(new Error('full'), { code: '53100' })),
          ),
      }),
    }),
  })
})
afterAll(async () => {
  await office.stop()
  rmSync(pages, { recursive: true, force: true })
})

const always: Record<string, RegExp> = {
  'content-security-policy': /^default-src 'none'; script-src 'self'/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\).*geolocation=\(\).*microphone=\(\)/,
  'x-frame-options': /^DENY$/,
}

const missingHeaders = (answer: Response): string[] =>
  Object.entries(always).flatMap(([name, value]) => (value.test(answer.headers.get(name) ?? '') ? [] : [name]))

const policyOf = async (path: string): Promise<string> =>
  (await office.ask(path)).headers.get('content-security-policy') ?? ''

const caching = async (path: string): Promise<string | null> => (await office.ask(path)).headers.get('cache-control')

const post = (headers: Record<string, string>, path = '/api/client-report'): Promise<Response> =>
  fetch(`${office.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"code":"eviction"}',
  })

const withOwn = (headers: Record<string, string>): Record<string, string> => ({
  ...headers,
  ...(headers['origin'] === 'OWN' ? { origin: office.origin } : {}),
})

describe('[I2] every answer carries the protective headers', () => {
  test('on every route the router knows, asked properly or with a wrong method', async () => {
    const routes = everyRoute(office)
    expect(routes.map(({ url }) => url)).toEqual(
      expect.arrayContaining(['/api/health', '/api/session', '/api/sync/push', '/api/devices/:id/revoke', '/*']),
    )
    const bare: string[] = []
    const kept: string[] = []
    for (const route of routes) {
      for (const method of new Set([route.method, 'GET', 'POST', 'DELETE', 'PUT', 'OPTIONS'])) {
        const answer = await office.ask(addressOf(route, 'x'), {
          method,
          ...(method === 'GET' || method === 'OPTIONS' ? {} : { json: {} }),
        })
        if (missingHeaders(answer).length > 0) bare.push(`${method} ${route.url}: ${missingHeaders(answer).join(', ')}`)
        if (route.url.startsWith('/api/') && answer.headers.get('cache-control') !== 'no-store')
          kept.push(`${method} ${route.url}`)
        await answer.body?.cancel()
      }
    }
    expect(bare).toEqual([])
    expect(kept).toEqual([])
  })

  test.each([
    ['the start page', '/', 200],
    ['an address of the app', '/caseload/3f0c', 200],
    ['a script', '/assets/main-a1b2c3.js', 200],
    ['the service worker', '/sw.js', 200],
    ['nothing there', '/nowhere.txt', 404],
    ['an unknown asset', '/assets/gone.js', 404],
    ['an unknown part of the interface', '/api/nothing/here', 404],
    ['an address that cannot be read', '/api/%', 400],
    ['a mistake of ours', '/api/ready', 500],
    ['a database without room', '/api/session', 503],
  ])('on %s', async (_what, path, status) => {
    const answer = await office.ask(path)
    expect({ status: answer.status, missing: missingHeaders(answer) }).toEqual({ status, missing: [] })
  })

  test('where people reach it by https, browsers are told to stay there', async () => {
    const secure = await startOffice({ made: office.made, config: { origin: 'https://doorstep.hollins.example' } })
    try {
      const answer = await fetch(`http://localhost:${secure.office.config.port}/api/health`)
      expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=63072000/)
    } finally {
      await secure.stop()
    }
    expect((await office.ask('/api/health')).headers.has('strict-transport-security')).toBe(false)
  })
})

describe('[I6] a fault of ours', () => {
  test('says a reference and nothing else; the log has the reference and the place, and no words', async () => {
    const answer = await office.ask('/api/ready')
    const body: { error: string; message: string; reference: string } = JSON.parse(await answer.text())
    expect(body).toEqual({
      error: 'our-fault',
      message: expect.stringContaining('Tell whoever looks after Doorstep'),
      reference: expect.any(String),
    })
    const line = office.logged.find((logged) => logged.includes(body.reference))
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      level: 'error',
      event: 'fault',
      route: '/api/ready',
      code: 'TypeError',
      reference: body.reference,
    })
    expect(office.logged.join()).not.toContain('Canary')
  })

  test('when the disk is full the tablet is told to come back, and is not told more', async () => {
    const answer = await office.ask('/api/session')
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(await answer.json()).toMatchObject({ error: 'try-again' })
  })
})

describe('[I1] what the page may do', () => {
  test('scripts, styles, pictures and connections from the office alone; no frames, no base, no plug-ins; trusted types', async () => {
    const policy = (await office.ask('/')).headers.get('content-security-policy') ?? ''
    expect(policy).not.toMatch(/unsafe-(inline|eval)|\*|https?:|data:/)
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        'trusted-types doorstep',
      ]),
    )
  })

  test('the worker that stretches a passphrase, and nothing else, may compile WebAssembly', async () => {
    expect(await policyOf('/assets/key-worker-d4e5f6.js')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; frame-ancestors 'none'",
    )
    for (const path of [
      '/',
      '/assets/main-a1b2c3.js',
      '/sw.js',
      '/key-worker-d4e5f6.js',
      '/assets/key-worker-d4e5f6.js/x',
      '/x?/assets/key-worker-d4e5f6.js',
    ]) {
      expect(await policyOf(path)).not.toContain('wasm')
    }
  })

  test('the worker that syncs may talk to the office and run its own file, and nothing else', async () => {
    const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    expect(await policyOf('/assets/sync-worker-a7b8c9.js')).toBe(policy)
    for (const path of ['/', '/assets/main-a1b2c3.js', '/sync-worker-a7b8c9.js', '/x?/assets/sync-worker-a7b8c9.js'])
      expect(await policyOf(path)).not.toBe(policy)
  })

  test('the styles let in by their fingerprint are the ones that React Aria still writes', () => {
    const source = ['interactions/usePress', 'overlays/usePreventScroll']
      .map((name) =>
        readFileSync(join(import.meta.dirname, `../../../node_modules/react-aria/dist/private/${name}.mjs`), 'utf8'),
      )
      .join()
      .replaceAll(/\$\{\$\w+\$var\$PRESSABLE_ATTRIBUTE\}/g, 'data-react-aria-pressable')
    for (const style of libraryStyles) expect(source).toContain(style)
    expect(source.match(/createElement\('style'\)/g)).toHaveLength(libraryStyles.length)
    expect(source).toContain("PRESSABLE_ATTRIBUTE = 'data-react-aria-pressable'")
  })
})

describe('[F10] a request that may change something', () => {
  const own = { 'x-doorstep': '1' }

  test.each([
    ['from the app', { ...own, origin: 'OWN' }],
    ['from the app, where the browser says so instead', { ...own, 'sec-fetch-site': 'same-origin' }],
  ])('%s is taken', async (_what, headers) => {
    expect((await post(withOwn(headers))).status).toBe(204)
  })

  test.each([
    ['from another site', { ...own, origin: 'https://evil.example' }],
    ['from another port of this machine', { ...own, origin: 'http://localhost:1' }],
    ['from a page without an origin', { ...own, origin: 'null' }],
    ['from another site by the browser’s word', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour by the browser’s word', { ...own, origin: 'OWN', 'sec-fetch-site': 'same-site' }],
    ['typed into the address bar', { ...own, 'sec-fetch-site': 'none' }],
    ['from a form, which cannot send our header', { origin: 'OWN', 'sec-fetch-site': 'same-origin' }],
    ['from nowhere', own],
  ])('%s is refused', async (_what, headers) => {
    const answer = await post(withOwn(headers))
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ error: 'not-same-origin' })
  })

  test('is refused on every route alike', async () => {
    const open: string[] = []
    for (const route of everyRoute(office)) {
      if (route.method === 'GET') continue
      const answer = await post({ ...own, origin: 'https://evil.example' }, addressOf(route, 'x'))
      if (answer.status !== 403) open.push(`${route.method} ${route.url} ${answer.status}`)
    }
    expect(open).toEqual([])
  })
})

describe('the built app', () => {
  test('is kept for good where its name tells its content, and asked for again otherwise', async () => {
    expect(await caching('/assets/main-a1b2c3.js')).toBe('public, max-age=31536000, immutable')
    for (const path of ['/', '/caseload', '/sw.js', '/manifest.webmanifest'])
      expect(await caching(path)).toBe('no-cache')
    for (const path of ['/assets/gone.js', '/nowhere.txt', '/api/health']) expect(await caching(path)).toBe('no-store')
  })

  test('answers the start page for its own addresses and never for a missing file', async () => {
    const start = '<!doctype html><title>Doorstep</title>'
    for (const path of ['/', '/caseload', '/caseload/3f0c/log-home-visit?x=1', '/unlock'])
      expect(await (await office.ask(path)).text()).toBe(start)
    for (const path of [
      '/assets/gone',
      '/assets/',
      '/api',
      '/api/',
      '/favicon.ico',
      '/caseload.js',
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/main-a1b2c3.js.map',
      '//evil.example',
      '/.git/config',
    ]) {
      const answer = await fetch(`${office.origin}${path}`)
      expect([path, answer.status, (await answer.text()).includes(start)]).toEqual([path, 404, false])
    }
  })

  test('travels compressed, is what it was, and is not sent twice', async () => {
    const plain = await (
      await fetch(`${office.origin}/assets/main-a1b2c3.js`, { headers: { 'accept-encoding': 'identity' } })
    ).text()
    for (const encoding of ['br', 'gzip']) {
      const answer = await fetch(`${office.origin}/assets/main-a1b2c3.js`, { headers: { 'accept-encoding': encoding } })
      expect(answer.headers.get('content-encoding')).toBe(encoding)
      expect(Number(answer.headers.get('content-length'))).toBeLessThan(300)
      expect(await answer.text()).toBe(plain)
      const again = await fetch(`${office.origin}/assets/main-a1b2c3.js`, {
        headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
      })
      expect(again.status).toBe(304)
    }
  })

  test('is the one that was there when the office started, whatever is built beside it later', async () => {
    writeFileSync(join(pages, 'index.html'), 'half a build')
    expect(await (await office.ask('/')).text()).toContain('<title>Doorstep</title>')
  })

  test('sends somebody who typed this machine’s number to its name, where sign-in works', async () => {
    const { port } = office.office.config
    const answer = await fetch(`http://127.0.0.1:${port}/sign-in`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${office.origin}/sign-in`])
  })
})

describe('a tablet in trouble', () => {
  test('says so by a code from a closed list; the log has the code and the tablet', async () => {
    const device = '0b6f3f0e-8d5c-4a3f-9f43-0d9a4a8f7f10'
    expect((await office.ask('/api/client-report', { json: { code: 'storage-lost', device } })).status).toBe(204)
    expect(office.logged.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ event: 'tablet-incident', code: 'storage-lost', device }),
    )
    for (const json of [{ code: 'Mum is ill' }, { code: 'gap', words: 'x' }, { code: 'gap', device: 'Zoë' }]) {
      expect((await office.ask('/api/client-report', { json })).status).toBe(400)
    }
  })

  test('is heard thirty times a minute and not for ever', async () => {
    const answers: number[] = []
    for (let index = 0; index < 40; index += 1)
      answers.push((await office.ask('/api/client-report', { json: { code: 'fork' } })).status)
    expect(answers).toContain(204)
    expect(answers.at(-1)).toBe(429)
  })
})
