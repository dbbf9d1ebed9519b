import { randomBytes } from 'node:crypto'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BrowserProfile } from '#test/support/browser-profile.ts'
import { heapOf } from '#test/support/heap.ts'
import { StorePage } from './store-page.ts'

let served: StorePage
let profile: BrowserProfile
let context: BrowserContext

beforeAll(async () => {
  served = await StorePage.serve()
})
afterAll(() => served.close())
beforeEach(async () => {
  profile = new BrowserProfile()
  context = await profile.start()
})
afterEach(async () => {
  await profile.close()
  profile.remove()
})

/** Shows a note, and locks as the app does: draft kept, keys dropped, document replaced. */
const showNote = async (page: Page, words: string): Promise<void> =>
  await page.evaluate(async (note) => {
    const { store } = window
    const cipher = store.createCipher([{ id: 1, bytes: new Uint8Array(32).fill(7) }], { guard: () => lock.guard() })
    const lock = store.createLock({
      idleMinutes: 5,
      surroundings: store.browserSurroundings('d0'),
      keepTyping: async () => {
        draft.set({ words: `${note} and more` }, 'words')
        await draft.flush()
      },
      dropKeys: () => cipher.drop(),
      leave: (why) => location.replace(`/unlock#${why}`),
    })
    const opened = await store.openDatabase({ databaseName: 'd0', cipher })
    if (!opened.ok) throw new Error(opened.problem)
    const { clock } = store
    const draft = await store.openDraft(opened.db, {
      form: 'log-call',
      fileId: null,
      place: '/caseload',
      initial: { words: '' },
      clock,
    })
    document.body.append(note)
    Object.assign(window, { lock: () => void lock.lock('asked') })
  }, words)

const draftsOn = async (page: Page): Promise<unknown[]> =>
  await page.evaluate(async () => {
    const db = await window.store.openWith(7)
    const rows = await db.drafts.toArray()
    db.close()
    return rows.map((row) => row.values['words'])
  })

/** Opens the form and types into it; answers what was found there. */
const typeInto = async (page: Page, words: string): Promise<unknown> =>
  await page.evaluate(async (typed) => {
    const db = await window.store.openWith(7)
    const { clock } = window.store
    const draft = await window.store.openDraft(db, {
      form: 'log-call',
      fileId: null,
      place: '/caseload',
      initial: { words: '' },
      clock,
    })
    const { values, others } = draft.state()
    draft.set({ words: typed })
    await draft.flush()
    return { found: values.words, others }
  }, words)

describe('[A11] a locked tablet', () => {
  test('shows nothing on Back, holds nothing in memory, and has kept what was being typed', async () => {
    const note = `note ${randomBytes(16).toString('hex')}`
    const page = await served.open(context, '/before')
    await page.goto(`${served.origin}/caseload`)
    await page.waitForFunction(() => 'store' in window)
    await showNote(page, note)
    expect(await page.content()).toContain(note)
    expect(await heapOf(page)).toContain(note)
    await page.evaluate(() => {
      const lock: unknown = Reflect.get(window, 'lock')
      if (typeof lock === 'function') lock()
    })
    await page.waitForURL('**/unlock#asked')
    await page.waitForFunction(() => 'store' in window)
    expect(await heapOf(page)).not.toContain(note)
    await page.goBack()
    expect(page.url()).toContain('/before')
    expect(await page.content()).not.toContain(note)
    expect(await draftsOn(page)).toEqual([`${note} and more`])
  })

  test('[A10] that slept for nine hours locks on the first event after waking, and its other tab with it', async () => {
    const page = await served.open(context)
    const other = await served.open(context)
    await page.clock.install({ time: new Date('2026-11-22T09:00:00Z') })
    await other.clock.install({ time: new Date('2026-11-22T09:00:00Z') })
    await showNote(page, 'here')
    await showNote(other, 'there')
    await page.clock.setSystemTime(new Date('2026-11-22T18:00:00Z'))
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    // The clock stands still in this page, and with it the second that saving may take.
    await page.clock.runFor(2_000)
    await page.waitForURL('**/unlock#idle')
    await other.clock.runFor(2_000)
    await other.waitForURL('**/unlock#elsewhere')
    expect([page, other].map((each) => new URL(each.url()).pathname)).toEqual(['/unlock', '/unlock'])
  })
})

describe('two tabs', () => {
  test('[SPEC I18] on one form have a draft each; a draft left by a closed tab is taken up', async () => {
    const first = await served.open(context)
    const second = await served.open(context)
    expect(await typeInto(first, 'from the first')).toEqual({ found: '', others: 0 })
    expect(await typeInto(second, 'from the second')).toEqual({ found: '', others: 1 })
    await first.close()
    await second.reload()
    await second.waitForFunction(() => 'store' in window)
    expect(await typeInto(second, 'gone on with')).toMatchObject({ found: 'from the second', others: 1 })
    expect((await draftsOn(second)).map(String).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'from the first',
      'gone on with',
    ])
  })

  test('[C6] [C7] a newer app waits until the older tab has saved and closed; the older one never writes again', async () => {
    const older = await served.open(context)
    const newer = await served.open(context)
    await older.evaluate(async () => {
      const cipher = window.store.createCipher([{ id: 1, bytes: new Uint8Array(32).fill(7) }])
      const happened: string[] = []
      const opened = await window.store.openDatabase({
        databaseName: 'd0',
        cipher,
        beforeClosing: async () => {
          await window.store.writeMeta(db, window.store.meta.idleMinutes, 6)
          happened.push('typing kept')
        },
        onReplaced: () => happened.push('told'),
      })
      if (!opened.ok) throw new Error(opened.problem)
      const { db } = opened
      const write = async (): Promise<string> => {
        try {
          await window.store.withReopen(db, () => window.store.writeMeta(db, window.store.meta.idleMinutes, 1))
          return 'saved'
        } catch (error) {
          return window.store.classifyFault(error)
        }
      }
      Object.assign(window, { happened, write })
    })
    await newer.evaluate(async () => {
      const db = new window.store.Dexie('d0')
      db.version(9).stores({ later: 'id' })
      await db.open()
      db.close()
    })
    const seen = await older.evaluate(async () => {
      const write: unknown = Reflect.get(window, 'write')
      return { happened: Reflect.get(window, 'happened'), wrote: typeof write === 'function' ? await write() : null }
    })
    expect(seen).toEqual({ happened: ['typing kept', 'told'], wrote: 'newer-app' })
  })

  test('[C6] a tab that will not let go makes opening answer, and go on when it is closed', async () => {
    const stubborn = await served.open(context)
    const waiting = await served.open(context)
    await stubborn.evaluate(async () => {
      await new Promise((resolve) => {
        indexedDB.open('d0', 1).addEventListener('success', resolve)
      })
    })
    const answer = await waiting.evaluate(async () => {
      const cipher = window.store.createCipher([{ id: 1, bytes: new Uint8Array(32).fill(7) }])
      let blocked = 0
      const opened = await window.store.openDatabase({ databaseName: 'd0', cipher, onBlocked: () => (blocked += 1) })
      if (opened.ok || opened.problem !== 'blocked') return { opened }
      Object.assign(window, { later: opened.later.then(({ ok }) => ok) })
      return { problem: opened.problem, blocked }
    })
    expect(answer).toEqual({ problem: 'blocked', blocked: 1 })
    await stubborn.close()
    expect(await waiting.evaluate(async () => await Reflect.get(window, 'later'))).toBe(true)
  })
})

describe('[C8] an older app on a tablet that a newer one has used', () => {
  test('reads and does not write when the newer one said so, and adds nothing to tables it does not know', async () => {
    const page = await served.open(context)
    const seen = await page.evaluate(async () => {
      const newer = await window.store.openWith(7)
      await window.store.writeMeta(newer, window.store.meta.minWriter, 3)
      await window.store.writeMeta(newer, window.store.meta.idleMinutes, 9)
      newer.close()
      const older = await window.store.openWith(7)
      const minutes = await window.store.readMeta(older, window.store.meta.idleMinutes)
      const fault = await older.meta.clear().then(() => 'written', window.store.classifyFault)
      older.close()

      const stranger = new window.store.Dexie('d1')
      stranger.version(9).stores({ later: 'id' })
      await stranger.open()
      stranger.close()
      const cipher = window.store.createCipher([{ id: 1, bytes: new Uint8Array(32).fill(7) }])
      const opened = await window.store.openDatabase({ databaseName: 'd1', cipher })
      await stranger.open()
      const left = stranger.tables.map((table) => table.name)
      return { readOnly: older.readOnly, minutes, fault, problem: opened.ok ? null : opened.problem, left }
    })
    expect(seen).toEqual({ readOnly: true, minutes: 9, fault: 'newer-app', problem: 'newer-app', left: ['later'] })
  })
})
