import type { Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDemoOffice, type DemoOffice } from '#test/support/demo-office.ts'
import { firstVisit } from '#test/support/first-visit.ts'
import {
  addressOf,
  findScreens,
  isBeforeTheLock,
  othersWork,
  routePatterns,
  saysNotHere,
} from '#test/support/screens.ts'
import { Tablet } from '#test/support/tablet.ts'

/**
 * The office is stopped after one visit; then every screen of the app is opened cold, by its address. What a tablet has
 * never shown must open too: every chunk was kept at the first visit.
 */
let demo: DemoOffice
let tablet: Tablet
let screens: Map<string, string>
let firstVisitKilobytes: number
const passphrase = 'seven grey gulls on the pier'

beforeAll(async () => {
  demo = await openDemoOffice()
  firstVisitKilobytes = await firstVisit(demo.office.origin)
  tablet = await Tablet.open(demo.office.origin)
  await tablet.signIn(await demo.signInOf('Education welfare officer'))
  await tablet.setUp(passphrase)
  await tablet.untilItCouldGoOffline()
  await tablet.caseload()
  screens = await findScreens(
    tablet,
    routePatterns().filter((pattern) => !isBeforeTheLock(pattern) && !othersWork.includes(pattern)),
  )
  await demo.office.stop()
}, 240_000)

afterAll(async () => {
  await tablet?.profile.close()
  tablet?.profile.remove()
  await demo?.close()
})

test('signing in waits for at most 250 kB, with every header, icon and font', () => {
  // Less than this would be no app: the measure itself would be wrong.
  expect(firstVisitKilobytes).toBeGreaterThan(100)
  expect(firstVisitKilobytes).toBeLessThanOrEqual(250)
})

test('the app has as many screens as its list of routes says, and each address holds ids only', () => {
  expect(routePatterns().length).toBeGreaterThan(20)
  for (const pattern of routePatterns()) expect(pattern).toMatch(/^(\/[a-z-]+|\/:[a-zA-Z]+|\/)+$/)
})

test.each(routePatterns())('[C15] %s opens with the office stopped', async (pattern) => {
  const { page } = tablet
  const failed: string[] = []
  const note = (request: Request): void => {
    const { pathname } = new URL(request.url())
    if (!pathname.startsWith('/api/')) failed.push(pathname)
  }
  const address = addressOf(pattern, screens)
  // What the screen before was still fetching is cut off by leaving it, and is no failure of this one.
  await page.goto('about:blank')
  page.on('requestfailed', note)
  await tablet.goTo(address)
  if (!isBeforeTheLock(pattern)) {
    await tablet.unlock(passphrase)
    await page.waitForURL((url) => url.pathname === address)
  }
  await page.locator('h1, h2').first().waitFor()
  expect(screens.has(pattern) && (await saysNotHere(tablet))).toBe(false)
  expect(await page.getByText('A part of Doorstep could not be opened').count()).toBe(0)
  expect(await page.title()).toMatch(/^([A-Z][a-z ]+ · )?Doorstep$/)
  page.off('requestfailed', note)
  expect(failed).toEqual([])
})

test('nothing went wrong unseen', () => {
  expect(tablet.trouble.seen).toEqual([])
})
