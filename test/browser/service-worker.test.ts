import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BrowserProfile } from '#test/support/browser-profile.ts'
import { reachableAssets } from '#test/support/built-files.ts'
import { dist, project } from '#test/support/client-build.ts'
import { restamp } from '#test/support/next-release.ts'
import { ShellServer } from '#test/support/shell-server.ts'

let profile: BrowserProfile
let server: ShellServer
let context: BrowserContext

/** A tablet that was never here, and this build put out. */
const begin = async (): Promise<void> => {
  profile = new BrowserProfile()
  server = await ShellServer.open(dist)
  context = await profile.start()
}

const end = async (): Promise<void> => {
  await profile.close()
  await server.stop()
  profile.remove()
  for (const folder of releases.splice(0)) rmSync(folder, { recursive: true, force: true })
}

const releases: string[] = []

/** A folder for another release, gone after the test. */
const releaseFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'release-'))
  releases.push(folder)
  return folder
}

/** Opens the app and waits until the tablet could do without the office. */
const visit = async (path = '/sign-in'): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(server.origin + path)
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.ready
    return registration.active !== null && navigator.serviceWorker.controller !== null
  })
  return page
}

const precached = async (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const paths = []
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname)
    return paths
  })

describe('what the tablet keeps of the app', () => {
  let page: Page
  beforeAll(async () => {
    await begin()
    page = await visit()
  })
  afterAll(end)

  test('one visit is enough: with the office gone the app still opens, at any address of its own', async () => {
    await server.stop()
    for (const path of ['/', '/sign-in', '/caseload', '/no/such/screen']) {
      await page.goto(server.origin + path)
      await page.locator('#root > *').first().waitFor()
      expect(await page.title()).toMatch(/Doorstep$/)
    }
    await server.start()
  })

  test('is the page, every chunk, font, worker and icon of this build, and nothing else', async () => {
    const built = [
      '/index.html',
      '/manifest.webmanifest',
      ...readdirSync(dist)
        .filter((name) => /\.(png|svg)$/.test(name))
        .map((name) => `/${name}`),
      ...reachableAssets(),
    ]
    expect((await precached(page)).toSorted()).toEqual([...new Set(built)].toSorted())
  })

  test('[D5] every file it is told to keep is really there and of the right kind: one that is not blocks every update', async () => {
    for (const path of ['/index.html', ...reachableAssets()]) {
      const response = await page.request.get(server.origin + path)
      expect({ path, status: response.status(), type: response.headers()['content-type'] }).toEqual({
        path,
        status: 200,
        type: expect.stringMatching(kindOf(path)),
      })
    }
  })

  test('is never an answer of the office: what is asked of /api goes to the office or fails', async () => {
    const ask = async (): Promise<number | string> =>
      page.evaluate(async () =>
        fetch('/api/session').then(
          ({ status }) => status,
          () => 'out of reach',
        ),
      )
    expect(await ask()).toBe(503)
    await server.stop()
    expect(await ask()).toBe('out of reach')
    expect((await precached(page)).filter((path) => path.startsWith('/api'))).toEqual([])
  })
})

describe('a first visit whose signal goes half-way', () => {
  beforeEach(begin)
  afterEach(end)

  test('is made good when the signal is back: nobody loads the page again, and the app then opens without the office', async () => {
    const half = releaseFolder()
    cpSync(dist, half, { recursive: true })
    rmSync(join(half, 'icon.svg'))
    server.release(half)
    const page = await context.newPage()
    await page.goto(`${server.origin}/sign-in`)
    // The install has failed and the browser has forgotten the worker.
    await expect.poll(() => server.asked.includes('GET /icon.svg')).toBe(true)
    await expect
      .poll(async () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()) === undefined))
      .toBe(true)
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
    server.release(dist)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 90_000 })
    expect(await page.evaluate(() => Reflect.get(globalThis, 'isSamePage'))).toBe(true)
    await server.stop()
    await page.goto(`${server.origin}/sign-in`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await server.start()
  })
})

describe('a release that changes only the security headers', () => {
  beforeEach(begin)
  afterEach(end)

  test('[D6] reaches a tablet that has the app installed, and holds with no signal', async () => {
    const page = await visit()
    expect(await policyOf(page)).toBeUndefined()
    const stricter = releaseFolder()
    cpSync(dist, stricter, { recursive: true })
    const html = join(stricter, 'index.html')
    const stamped = readFileSync(html, 'utf8').replace(/(name="headers-version" content=")[0-9a-f]+/, '$1000000000000')
    expect(stamped).not.toBe(readFileSync(html, 'utf8'))
    writeFileSync(html, stamped)
    restamp(stricter)
    server.release(stricter, { 'x-policy': 'stricter' })
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
    await page.getByRole('button', { name: 'Use it now' }).click()
    await page.waitForEvent('load')
    await server.stop()
    expect(await policyOf(page)).toBe('stricter')
  })
})

describe('a broken release', () => {
  beforeEach(begin)
  afterEach(end)

  test('[D7] is got rid of by shipping the removing worker; what people wrote is still there', async () => {
    const page = await visit()
    await page.evaluate(async () => {
      const open = indexedDB.open('words', 1)
      await new Promise((resolve, reject) => {
        open.onupgradeneeded = () => open.result.createObjectStore('outbox')
        open.addEventListener('error', reject)
        open.onsuccess = () => {
          const saving = open.result.transaction('outbox', 'readwrite')
          for (let number = 1; number <= 5; number++) saving.objectStore('outbox').put('a note', number)
          saving.oncomplete = resolve
        }
      })
      open.result.close()
    })
    server.release(
      withWorker(
        `self.addEventListener('install', () => self.skipWaiting()); self.addEventListener('fetch', (event) => event.respondWith(new Response('broken', { status: 500 })))`,
      ),
    )
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
    await expect
      .poll(async () => (await page.goto(`${server.origin}/sign-in`))?.status(), { timeout: 10_000 })
      .toBe(500)

    server.release(withWorker(removingWorker()))
    await expect
      .poll(async () => (await page.goto(`${server.origin}/sign-in`))?.status(), { timeout: 10_000 })
      .toBe(200)
    await page.locator('#root > *').first().waitFor()
    expect(
      await page.evaluate(async () => {
        const open = indexedDB.open('words')
        return new Promise((resolve) => {
          open.onsuccess = () => {
            const count = open.result.transaction('outbox').objectStore('outbox').count()
            count.onsuccess = () => resolve(count.result)
          }
        })
      }),
    ).toBe(5)
  })
})

/** The policy the page is opened with: the header it is given, by whoever answers. */
const policyOf = async (page: Page): Promise<string | undefined> =>
  (await page.goto(`${server.origin}/sign-in`))?.headers()['x-policy']

const kinds: [RegExp, RegExp][] = [
  [/\.html$/, /^text\/html/],
  [/\.js$/, /^text\/javascript/],
  [/\.css$/, /^text\/css/],
  [/\.woff$/, /^font\/woff$/],
  [/\.woff2$/, /^font\/woff2/],
  [/\.icc$/, /^application\/vnd\.iccprofile$/],
  [/\.wasm$/, /^application\/wasm/],
]

const kindOf = (path: string): RegExp => kinds.find(([ending]) => ending.test(path))?.[1] ?? /^image\//

/** This build with another worker at the one address a worker ever has. */
const withWorker = (script: string): string => {
  const folder = releaseFolder()
  cpSync(dist, folder, { recursive: true })
  writeFileSync(join(folder, 'sw.js'), script)
  return folder
}

/** The worker that `SERVICE_WORKER=remove vite build` ships. */
const removingWorker = (): string => {
  const folder = releaseFolder()
  const { status, stderr } = spawnSync(join(project, 'node_modules/.bin/vite'), ['build', '--logLevel', 'error'], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', SERVICE_WORKER: 'remove', CLIENT_BUILD_DIR: folder },
  })
  if (status !== 0) throw new Error(stderr)
  return readFileSync(join(folder, 'sw.js'), 'utf8')
}
