import { describe, expect, test, vi } from 'vitest'
import { after } from '#client/store/after.ts'
import { Tampered } from '#client/store/fault.ts'
import { liveDigestsOf, type LiveDigests } from '#client/store/live-digests.ts'
import { keepToCome } from '#client/store/to-come.ts'
import { keepDigests } from '#client/store/digests.ts'
import { openInMemory, pupilRow } from './support.ts'

const robin = 'a0000000-0000-4000-8000-000000000001'
const alia = 'b7000000-0000-4000-8000-000000000002'

const tablet = async () => {
  const db = await openInMemory()
  await db.cursors.bulkPut([
    { fileId: robin, version: 1, load: null },
    { fileId: alia, version: 0, load: { after: null, rows: [] } },
  ])
  await db.records.put(pupilRow(robin, 'Robin'))
  const live = liveDigestsOf(db)
  const shown = (): unknown =>
    live
      .current()
      ?.digests.flatMap(({ records }) => records.map((one) => (one.kind === 'pupil' ? one.forename : one.kind))) ?? null
  return { db, live, shown }
}

/** The names that a list may show: of files that are whole. */
const visible = (live: LiveDigests): string[] => {
  const filed = live.current()
  const records = filed?.digests.flatMap((digest) => digest.records) ?? []
  return records.flatMap((one) => (one.kind === 'pupil' && !filed?.loading.has(one.id) ? [one.forename] : []))
}

describe('all files, for the lists drawn from them', () => {
  test('are read when someone listens, and again when a record or a digest changes', async () => {
    const { db, live, shown } = await tablet()
    expect(shown()).toBeNull()
    const stop = live.subscribe(() => {})
    await expect.poll(shown).toEqual(['Robin'])
    await db.records.put(pupilRow(robin, 'Robin Lacey'))
    await expect.poll(shown, { timeout: 5000 }).toEqual(['Robin Lacey'])
    await keepDigests(db, () => false)
    await db.records.put(pupilRow(robin, 'Robin Marsh'))
    await expect.poll(shown, { timeout: 5000 }).toEqual(['Robin Marsh'])
    stop()
  })

  test('[SPEC L5] say which are not whole yet, so that nothing of those is shown', async () => {
    const { db, live } = await tablet()
    await keepToCome(db, 0)
    const stop = live.subscribe(() => {})
    await expect.poll(() => [...(live.current()?.loading ?? [])]).toEqual([alia])
    expect(live.current()?.toCome).toBe(1)
    await db.cursors.put({ fileId: alia, version: 2, load: null })
    await expect.poll(() => live.current()?.loading.size, { timeout: 5000 }).toBe(0)
    expect(live.current()?.toCome).toBe(0)
    stop()
  })

  test('[SPEC L5] are shown while more keep arriving faster than they can be read, and nothing of those that are not whole', async () => {
    const { db, live, shown } = await tablet()
    const stop = live.subscribe(() => {})
    const over = new AbortController()
    const arrive = async (): Promise<void> => {
      for (let at = 0; !over.signal.aborted; at += 1) {
        const fileId = `c${at.toString(16).padStart(7, '0')}-0000-4000-8000-000000000003`
        const isWhole = at % 2 === 0
        await db.cursors.put({ fileId, version: 0, load: { after: null, rows: [] } })
        await db.records.put(pupilRow(fileId, isWhole ? 'Whole' : 'In part'))
        if (isWhole) await db.cursors.put({ fileId, version: 1, load: null })
        await after(5).over
      }
    }
    const arriving = arrive()
    await expect.poll(() => shown(), { timeout: 15_000 }).toContain('In part')
    await expect.poll(() => visible(live), { timeout: 15_000 }).toContain('Whole')
    expect(visible(live)).not.toContain('In part')
    over.abort()
    await arriving
    stop()
  })

  test('[SPEC L5] are shown at the first reading that finds anything while files are to come, however much comes meanwhile', async () => {
    const { db, live, shown } = await tablet()
    await keepToCome(db, 40)
    let readings = 0
    const count = vi.spyOn(db.cursors, 'toCollection').mockImplementation(() => {
      readings += 1
      return Object.getPrototypeOf(db.cursors).toCollection.call(db.cursors)
    })
    const over = new AbortController()
    const arrive = async (): Promise<void> => {
      for (let at = 0; !over.signal.aborted; at += 1) {
        await db.records.put(pupilRow(robin, `Robin ${at}`))
        await after(1).over
      }
    }
    const arriving = arrive()
    const stop = live.subscribe(() => {})
    await expect.poll(shown, { interval: 5, timeout: 15_000 }).toHaveLength(1)
    const atFirst = readings
    count.mockRestore()
    over.abort()
    await arriving
    // Each reading asks for the files thrice and for their digests once.
    expect(atFirst).toBeLessThanOrEqual(4)
    stop()
  })

  test('are read at once by whoever listens next, without the rest that follows a reading', async () => {
    const { live, shown } = await tablet()
    const stop = live.subscribe(() => {})
    await expect.poll(shown).toEqual(['Robin'])
    stop()
    const timers = vi.spyOn(globalThis, 'setTimeout')
    const stopAgain = live.subscribe(() => {})
    await expect.poll(shown).toEqual(['Robin'])
    const waits = timers.mock.calls.map(([, wait]) => wait ?? 0)
    timers.mockRestore()
    // That a reading which never ends is given up after a minute is no rest.
    expect(waits.filter((wait) => wait >= 500 && wait < 60_000)).toEqual([])
    stopAgain()
  })

  test('are read again when a reading never ends, as on a connection that the browser took away, once something has changed', async () => {
    const { db, live, shown } = await tablet()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const endless = { equals: () => ({ toArray: () => new Promise(() => {}) }) }
    vi.spyOn(db.cursors, 'where').mockImplementationOnce(() => Object.assign(db.cursors.toCollection(), endless))
    const stop = live.subscribe(() => {})
    await vi.advanceTimersByTimeAsync(200_000)
    expect(shown()).toBeNull()
    await db.records.put(pupilRow(robin, 'Robin Lacey'))
    await vi.advanceTimersByTimeAsync(60_000)
    vi.useRealTimers()
    await expect.poll(shown).toEqual(['Robin Lacey'])
    stop()
  })

  test('are forgotten when nobody listens any more: who listens next is never shown what was read before', async () => {
    const { db, live, shown } = await tablet()
    const stop = live.subscribe(() => {})
    await expect.poll(shown).toEqual(['Robin'])
    stop()
    expect(shown()).toBeNull()
    await db.records.put(pupilRow(robin, 'Robin Lacey'))
    const stopAgain = live.subscribe(() => {})
    await expect.poll(shown, { timeout: 5000 }).toEqual(['Robin Lacey'])
    stopAgain()
  })

  test('[A3] a digest that was changed on the disk is not shown, and is said', async () => {
    const { db, live } = await tablet()
    await keepDigests(db, () => false)
    const [key] = await db.digests.toCollection().primaryKeys()
    const raw = db.backendDB().transaction('digests', 'readwrite').objectStore('digests')
    raw.put({ bucket: key?.[0], of: key?.[1], stamp: key?.[2], sealed: new Uint8Array(60).fill(1) })
    const stop = live.subscribe(() => {})
    await expect
      .poll(() => {
        try {
          return live.current()
        } catch (error) {
          return error
        }
      })
      .toBeInstanceOf(Tampered)
    stop()
    expect(live.current()).toBeNull()
  })

  test('one reading serves every screen that listens', async () => {
    const { db, live } = await tablet()
    expect(liveDigestsOf(db)).toBe(live)
    const heard: string[] = []
    const stops = ['list', 'form'].map((screen) => live.subscribe(() => heard.push(screen)))
    await expect.poll(() => heard).toEqual(['list', 'form'])
    for (const stop of stops) stop()
  })
})
