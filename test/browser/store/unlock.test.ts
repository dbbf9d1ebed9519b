import { chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { findChromium } from '#test/support/chromium.ts'
import { BrowserProfile } from '#test/support/browser-profile.ts'
import { giveVirtualPasskeys } from '#test/support/virtual-passkeys.ts'
import { StorePage } from './store-page.ts'

const passphrase = 'three grey herons standing'

let served: StorePage
let profile: BrowserProfile

beforeAll(async () => {
  served = await StorePage.serve()
})
afterAll(() => served.close())
beforeEach(() => {
  profile = new BrowserProfile()
})
afterEach(async () => {
  await profile.close()
  profile.remove()
})

const setUp = async (page: Page): Promise<number[]> =>
  await page.evaluate(async (words) => {
    const { keys } = window.store.keys()
    const recoverySecret = new Uint8Array(32).fill(3)
    const key = await keys.setUp({ databaseName: 'd0', initials: 'JB', passphrase: words, recoverySecret })
    return [...(key?.bytes ?? [])]
  }, passphrase)

const unlock = async (page: Page, words = passphrase): Promise<unknown> =>
  await page.evaluate(async (given) => {
    const answer = await window.store.keys().keys.unlockWithPassphrase('d0', given)
    return answer.ok ? [...answer.key.bytes] : answer
  }, words)

const stretchedBy = async (page: Page): Promise<unknown> =>
  await page.evaluate(async () => (await window.store.keys().slots.of('d0'))?.passphrase?.by)

const attempts = (on: Page): Promise<number> =>
  on.evaluate(async () => (await window.store.keys().slots.attempts('d0')).count)

test('[A6] Argon2id runs in the key worker while the page itself may compile no WebAssembly', async () => {
  const context = await profile.start()
  const page = await served.open(context)
  const forbidden = await page.evaluate(async () => {
    try {
      await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))
      return 'compiled'
    } catch (error) {
      return error instanceof Error ? error.name : 'unknown'
    }
  })
  expect(forbidden).toBe('CompileError')
  const key = await setUp(page)
  expect(key).toHaveLength(32)
  expect(await stretchedBy(page)).toEqual({ by: 'argon2id', memory: 65_536, passes: 3, lanes: 1 })
  expect(await unlock(page)).toEqual(key)
  expect(await unlock(page, 'not the right one')).toMatchObject({ why: 'wrong' })
})

test('[A5] where WebAssembly is off, as in Lockdown Mode, a passphrase is stretched by PBKDF2 and opens the tablet all the same', async () => {
  const { path, args } = await findChromium()
  const browser = await chromium.launch({ executablePath: path, args: [...args, '--js-flags=--jitless'] })
  onTestFinished(() => browser.close())
  const page = await served.open(await browser.newContext())
  expect(await page.evaluate(() => typeof WebAssembly)).toBe('undefined')
  const key = await setUp(page)
  expect(await stretchedBy(page)).toEqual({ by: 'pbkdf2-sha256', passes: 600_000 })
  expect(await unlock(page)).toEqual(key)
})

test('[A8] pulling the plug in the middle of a guess gains nothing, and a restart does not reset the count', async () => {
  const context = await profile.start()
  const page = await served.open(context)
  await setUp(page)
  void unlock(page, 'a guess at it').catch(() => undefined)
  await expect.poll(() => attempts(page)).toBe(1)
  await profile.killOutright()
  const restarted = await served.open(await profile.start())
  expect(await attempts(restarted)).toBe(1)
  expect(await unlock(restarted)).toHaveLength(32)
  expect(await attempts(restarted)).toBe(0)
})

test('[A12] killed at any moment of changing the passphrase, exactly one of the two opens the tablet', async () => {
  let page = await served.open(await profile.start())
  let now = passphrase
  const key = await setUp(page)
  for (const wait of [0, 300, 900]) {
    const next = `${passphrase} ${wait}`
    void page
      .evaluate(([old, to]) => window.store.keys().keys.changePassphrase('d0', old ?? '', to ?? ''), [now, next])
      .catch(() => undefined)
    await page.waitForTimeout(wait)
    await profile.killOutright()
    page = await served.open(await profile.start())
    const opened = [await unlock(page, now), await unlock(page, next)].map((answer) => Array.isArray(answer))
    expect(opened.filter(Boolean)).toHaveLength(1)
    if (opened[1] === true) now = next
    expect(await unlock(page, now)).toEqual(key)
  }
})

test('[A9] a passkey that answers a secret opens the tablet, and without it the passphrase still does', async () => {
  const page = await served.open(await profile.start())
  const { session, authenticatorId } = await giveVirtualPasskeys(page, { hasPrf: true })
  const key = await setUp(page)
  const withPasskey = async (): Promise<unknown> =>
    await page.evaluate(async () => {
      const answer = await window.store.keys().keys.unlockWithPasskey('d0')
      return answer.ok ? [...answer.key.bytes] : answer
    })
  const added = await page.evaluate(async (bytes) => {
    return await window.store.keys().keys.addPasskey('d0', { id: 1, bytes: Uint8Array.from(bytes) })
  }, key)
  expect(added).toEqual({ ok: true })
  expect(await withPasskey()).toEqual(key)
  await page.reload()
  await page.waitForFunction(() => 'store' in window)
  expect(await withPasskey()).toEqual(key)
  await session.send('WebAuthn.clearCredentials', { authenticatorId })
  expect(await withPasskey()).toEqual({ ok: false, why: 'no-passkey' })
  expect(await unlock(page)).toEqual(key)
})

test('[A9] a passkey that answers no secret leaves no way in behind, and the reason is said', async () => {
  const page = await served.open(await profile.start())
  await giveVirtualPasskeys(page, { hasPrf: false })
  const key = await setUp(page)
  const answer = await page.evaluate(async (bytes) => {
    const { keys, slots } = window.store.keys()
    const added = await keys.addPasskey('d0', { id: 1, bytes: Uint8Array.from(bytes) })
    return { added, left: (await slots.of('d0'))?.passkeys.length }
  }, key)
  expect(answer).toEqual({ added: { ok: false, why: 'cannot-unlock' }, left: 0 })
})
