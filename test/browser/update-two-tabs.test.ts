import { rmSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { BrowserProfile } from '#test/support/browser-profile.ts'
import { dist } from '#test/support/client-build.ts'
import { nextRelease } from '#test/support/next-release.ts'
import { asItStands } from '#test/support/ways-of-looking.ts'
import { ShellServer } from '#test/support/shell-server.ts'

let profile: BrowserProfile
let server: ShellServer
let context: BrowserContext
let next: string

beforeAll(() => {
  next = nextRelease(dist, 'b')
})
afterAll(() => rmSync(next, { recursive: true }))

beforeEach(async () => {
  profile = new BrowserProfile()
  server = await ShellServer.open(dist)
  context = await profile.start()
})

afterEach(async () => {
  await profile.close()
  await server.stop()
  profile.remove()
})

const open = async (): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`${server.origin}/sign-in`)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  return page
}

const lookForUpdate = async (page: Page): Promise<void> =>
  page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))

/** The name of the script the page runs: tells one release from another. */
const release = async (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector('script[src]')?.getAttribute('src') ?? '')

const loads = (page: Page): { count: number } => {
  const seen = { count: 0 }
  page.on('load', () => (seen.count += 1))
  return seen
}

test('[D1] a new version waits until someone asks for it, and then only their own tab is loaded again', async () => {
  const asking = await open()
  const writing = await open()
  const field = writing.getByRole('textbox').first()
  await field.fill('half-written')
  const loadsOfAsking = loads(asking)
  const loadsOfWriting = loads(writing)
  const was = await release(asking)

  server.release(next)
  await lookForUpdate(asking)
  const useIt = asking.getByRole('button', { name: 'Use it now' })
  await useIt.waitFor()
  await writing.getByRole('button', { name: 'Use it now' }).waitFor()
  expect([loadsOfAsking.count, loadsOfWriting.count]).toEqual([0, 0])
  expect.soft(await asItStands(asking)).toEqual([])

  await useIt.click()
  await expect.poll(async () => release(asking), { timeout: 10_000 }).not.toBe(was)
  await writing.getByText('Doorstep was updated in another tab').waitFor()

  await expect.poll(() => loadsOfAsking.count, { timeout: 10_000 }).toBe(1)
  expect(loadsOfWriting.count).toBe(0)
  expect(await release(writing)).toBe(was)
  expect(await field.inputValue()).toBe('half-written')
})

test('[D3] a tab still on the old version finds all of that version’s parts, with no signal, until it is closed', async () => {
  const asking = await open()
  const working = await open()
  const parts = await keptAssets(working)

  server.release(next)
  await lookForUpdate(asking)
  await asking.getByRole('button', { name: 'Use it now' }).click()
  await working.getByText('Doorstep was updated in another tab').waitFor()
  await asking.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  await server.stop()
  expect(parts.length).toBeGreaterThan(3)
  expect(await fetchAll(working, parts)).toEqual(parts.map((path) => ({ path, status: 200 })))

  // The last old tab is gone and a new one opens: the old version's files are given back.
  await server.start()
  await working.close()
  await asking.reload()
  await expect.poll(async () => asking.evaluate(async () => (await caches.keys()).length), { timeout: 10_000 }).toBe(1)
  expect((await keptAssets(asking)).filter((path) => parts.includes(path))).toEqual([])
})

const keptAssets = async (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const paths = []
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname)
    }
    return paths.filter((path) => path.startsWith('/assets/'))
  })

const fetchAll = async (page: Page, paths: string[]): Promise<{ path: string; status: number }[]> =>
  page.evaluate(
    async (each) =>
      Promise.all(
        each.map(async (path) => ({
          path,
          status: await fetch(path).then(
            ({ status }) => status,
            () => 0,
          ),
        })),
      ),
    paths,
  )

test('[D4] a part that cannot be opened says so, and never loads a tab again while something is being written', async () => {
  const page = await open()
  const count = loads(page)
  await page.getByRole('textbox').first().fill('half-written')
  await context.setOffline(true)
  await page.evaluate(() => window.dispatchEvent(new Event('vite:preloadError', { cancelable: true })))
  await page.getByText('A part of Doorstep could not be opened').waitFor()
  expect(count.count).toBe(0)
  expect(await page.getByRole('textbox').first().inputValue()).toBe('half-written')
})
