import { randomBytes } from 'node:crypto'
import { statSync, truncateSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BrowserProfile } from '#test/support/browser-profile.ts'
import { filesIn } from '#test/support/find-in-profile.ts'
import { StorePage } from './store-page.ts'

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

const openPage = async (): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await profile.start()
  return { context, page: await served.open(context) }
}

/** So many acts, each saved and mirrored as the app does. */
const act = async (page: Page, count: number): Promise<void> =>
  await page.evaluate(async (many) => {
    const db = await window.store.openWith(7)
    for (let made = 1; made <= many; made += 1) {
      await db.transaction('rw', [db.outbox, db.meta], async () => {
        const words = 'x'.repeat(500)
        const recordedAt = new Date().toISOString()
        await db.outbox.put({
          id: made,
          uid: crypto.randomUUID(),
          name: 'n',
          args: { words },
          files: [],
          recordedAt,
          prev: '',
          chain: '',
          personId: '',
        })
        await db.meta.put({ key: 'line', value: { next: made + 1 } })
        await window.store.writeMeta(db, window.store.meta.made, made)
      })
      window.store.mirrorMade(localStorage, 'd0', made)
    }
  }, count)

const reopen = async (page: Page): Promise<unknown> =>
  await page.evaluate(async () => {
    const cipher = window.store.createCipher([{ id: 1, bytes: new Uint8Array(32).fill(7) }])
    const opened = await window.store.openDatabase({ databaseName: 'd0', cipher })
    if (opened.ok) return { ok: true, outbox: await opened.db.outbox.count() }
    return opened.problem === 'lost' ? { problem: 'lost', incident: opened.incident } : { problem: opened.problem }
  })

const databaseFiles = (matching: RegExp): string[] =>
  filesIn(profile.folder).filter((file) => file.includes('indexeddb.leveldb') && matching.test(basename(file)))

describe('[C4] files damaged while the browser was closed', () => {
  test('none damaged: nothing is called lost', async () => {
    await act((await openPage()).page, 20)
    await profile.close()
    expect(await reopen((await openPage()).page)).toEqual({ ok: true, outbox: 20 })
  })

  test.each([
    ['the list of files', /^MANIFEST/],
    ['the pointer to it', /^CURRENT$/],
  ])('%s: the browser begins afresh without a word, the app does not', async (_what, matching) => {
    await act((await openPage()).page, 60)
    await profile.close()
    const files = databaseFiles(matching)
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) writeFileSync(file, randomBytes(statSync(file).size))
    expect(await reopen((await openPage()).page)).toMatchObject({
      problem: 'lost',
      incident: { kind: 'evicted', made: 60, found: 0 },
    })
  })

  test('a log cut in half: the browser says nothing, the app says how much is missing', async () => {
    await act((await openPage()).page, 60)
    await profile.close()
    const logs = databaseFiles(/\.log$/)
    expect(logs.length).toBeGreaterThan(0)
    for (const log of logs) truncateSync(log, Math.floor(statSync(log).size / 2))
    const answer = await reopen((await openPage()).page)
    expect(answer).toMatchObject({ problem: 'lost', incident: { kind: 'truncated', made: 60 } })
  })
})

describe('[C5] a database that the browser closes while it is used', () => {
  test('is had back, and the work done', async () => {
    const { page } = await openPage()
    const answer = await page.evaluate(async () => {
      const db = await window.store.openWith(7)
      db.backendDB().close()
      await window.store.withReopen(db, () => window.store.writeMeta(db, window.store.meta.idleMinutes, 4))
      return await window.store.readMeta(db, window.store.meta.idleMinutes)
    })
    expect(answer).toBe(4)
  })

  test('and empties is lost, said so, and written to no more', async () => {
    const { context, page } = await openPage()
    await act(page, 3)
    await page.evaluate(async () => void (await window.store.openWith(7)))
    const session = await context.newCDPSession(page)
    await session.send('Storage.clearDataForOrigin', { origin: served.origin, storageTypes: 'indexeddb' })
    const faults = await page.evaluate(async () => {
      const db = window.store.lastOpened()
      const found: string[] = []
      for (let tries = 0; tries < 2; tries += 1) {
        try {
          await window.store.withReopen(db, () => window.store.writeMeta(db, window.store.meta.idleMinutes, 4))
          found.push('saved')
        } catch (error) {
          found.push(window.store.classifyFault(error))
        }
      }
      return found
    })
    expect(faults).toEqual(['lost', 'lost'])
    expect(await reopen(page)).toMatchObject({ problem: 'lost', incident: { kind: 'evicted', made: 3, found: 0 } })
  })
})

test('[C1] a tablet without room saves nothing and says so; what was saved before stays', async () => {
  await act((await openPage()).page, 2)
  await profile.close()
  const { context, page } = await openPage()
  const session = await context.newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: served.origin, quotaSize: 300_000 })
  const said = await page.evaluate(async () => {
    const db = await window.store.openWith(7)
    const saved: number[] = []
    for (let id = 100; id < 140; id += 1) {
      const words = Array.from(crypto.getRandomValues(new Uint8Array(30_000)), (byte) => byte.toString(16)).join('')
      try {
        await db.transaction('rw', [db.drafts, db.meta], async () => {
          await db.drafts.put({
            id: String(id),
            fileId: '',
            form: 'f',
            uid: '',
            values: { words },
            field: null,
            savedAt: '',
            revision: 1,
          })
          await window.store.writeMeta(db, window.store.meta.idleMinutes, 5)
        })
        saved.push(id)
      } catch (error) {
        return { saved, fault: window.store.classifyFault(error) }
      }
    }
    return { saved, fault: null }
  })
  expect(said.fault).toBe('no-space')
  await session.send('Storage.overrideQuotaForOrigin', { origin: served.origin })
  await profile.close()
  const later = await openPage()
  const held = await later.page.evaluate(async () => {
    const db = await window.store.openWith(7)
    return { drafts: await db.drafts.toCollection().primaryKeys(), outbox: await db.outbox.count() }
  })
  expect(held).toEqual({ drafts: said.saved.map(String), outbox: 2 })
})

test('[C2] what was called saved is there after every process of the browser was killed', async () => {
  const { page } = await openPage()
  const saved = await page.evaluate(async () => {
    const db = await window.store.openWith(7)
    const done: string[] = []
    for (let id = 0; id < 5; id += 1) {
      await db.drafts.put({
        id: String(id),
        fileId: '',
        form: 'f',
        uid: '',
        values: {},
        field: null,
        savedAt: '',
        revision: 1,
      })
      done.push(String(id))
    }
    return done
  })
  await profile.killOutright()
  const later = await openPage()
  expect(
    await later.page.evaluate(async () => {
      const db = await window.store.openWith(7)
      return await db.drafts.toCollection().primaryKeys()
    }),
  ).toEqual(saved)
})

test('[C10] the device screen sees the browser’s promise to keep what is stored, once it is given', async () => {
  const { context, page } = await openPage()
  const ask = (): Promise<unknown> =>
    page.evaluate(async () => {
      const storage = window.store.browserStorage()
      return { asked: await window.store.askToPersist(storage), now: await window.store.readDeviceStorage(storage) }
    })
  expect(await ask()).toMatchObject({ asked: false, now: { persisted: false, installed: false } })
  const session = await context.newCDPSession(page)
  await session.send('Browser.grantPermissions', { origin: served.origin, permissions: ['durableStorage'] })
  const granted = await ask()
  expect(granted).toMatchObject({ asked: true, now: { persisted: true } })
})
