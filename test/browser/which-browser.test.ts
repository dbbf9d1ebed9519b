import { afterEach, expect, test } from 'vitest'
import { chromium } from 'playwright-core'
import { findChromium } from '#test/support/chromium.ts'
import { ShellServer } from '#test/support/shell-server.ts'
import { dist } from '#test/support/client-build.ts'

const { CHROMIUM_PATH } = process.env

afterEach(() => {
  if (CHROMIUM_PATH === undefined) delete process.env['CHROMIUM_PATH']
  else process.env['CHROMIUM_PATH'] = CHROMIUM_PATH
})

test('a named browser is the one that is used, also when it is not there: that is a mistake to hear about', async () => {
  process.env['CHROMIUM_PATH'] = '/no/such/browser'
  expect((await findChromium()).path).toBe('/no/such/browser')
})

test('on a machine without a browser the one from npm opens the app, service worker and all', async () => {
  delete process.env['CHROMIUM_PATH']
  const { path, args } = await findChromium({ installed: false })
  const server = await ShellServer.open(dist)
  const browser = await chromium.launch({ executablePath: path, args })
  try {
    const page = await browser.newPage()
    await page.goto(`${server.origin}/sign-in`)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await server.stop()
    await page.reload()
    await page.locator('#root > *').first().waitFor()
    expect(page.url()).toContain(server.origin)
  } finally {
    await browser.close()
    await server.stop()
  }
})
