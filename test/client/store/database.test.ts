import { Dexie, liveQuery } from 'dexie'
import { IDBDatabase } from 'fake-indexeddb'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { DoorstepDatabase, openDatabase, WRITER_EPOCH, type OpeningOptions } from '#client/store/database.ts'
import { StoreFault, WrittenByNewerApp } from '#client/store/fault.ts'
import { meta, readMeta, writeMeta } from '#client/store/meta.ts'
import { mirroredMade, mirrorMade } from '#client/store/loss.ts'
import { withReopen } from '#client/store/with-reopen.ts'
import { cipherOf, memorySmallStore, memoryStorehouse, openInMemory } from './support.ts'

const tablet = () => ({ storehouse: memoryStorehouse(), smallStore: memorySmallStore() })
const openOn = (at: ReturnType<typeof tablet>, options: Partial<OpeningOptions> = {}) =>
  openDatabase({ databaseName: 'd0', cipher: cipherOf(), ...at, ...options })
/** A tab with an older version that will not let go. */
const stubbornTab = async (at: ReturnType<typeof tablet>): Promise<IDBDatabase> =>
  await new Promise((resolve) => {
    const request = at.storehouse.indexedDB.open('d0', 1)
    request.addEventListener('success', () => resolve(request.result))
  })

/** A tablet on which so many things were done, and closed. */
const work = async (at: ReturnType<typeof tablet>, made: number): Promise<void> => {
  const opened = await openOn(at)
  if (!opened.ok) throw new Error(opened.problem)
  await writeMeta(opened.db, meta.made, made)
  mirrorMade(at.smallStore, 'd0', made)
  opened.db.close()
}

const act = (id: number) => ({
  id,
  uid: `u${id}`,
  name: 'n',
  args: {},
  files: [],
  recordedAt: '',
  prev: '',
  chain: '',
  personId: 'p',
})

const noWaits = [0, 0, 0]

afterEach(() => {
  vi.restoreAllMocks()
})

describe('[C5] a database that the browser closed', () => {
  test('is opened again, and the work done once more', async () => {
    const db = await openInMemory()
    db.close({ disableAutoOpen: false })
    let tries = 0
    await withReopen(
      db,
      () => {
        tries += 1
        return writeMeta(db, meta.idleMinutes, 7)
      },
      noWaits,
    )
    expect(tries).toBe(2)
    expect(await readMeta(db, meta.idleMinutes)).toBe(7)
  })

  test('is opened once for everyone who waits for it', async () => {
    const db = await openInMemory()
    db.close({ disableAutoOpen: false })
    const opened = vi.spyOn(db, 'open')
    const counts = await Promise.all([1, 2, 3].map(() => withReopen(db, () => db.records.count(), noWaits)))
    expect(counts).toEqual([0, 0, 0])
    expect(opened).toHaveBeenCalledOnce()
  })

  test('that cannot be opened in three tries is a fault in plain words, and nothing is deleted', async () => {
    const db = await openInMemory()
    db.close({ disableAutoOpen: false })
    const opened = vi.spyOn(db, 'open').mockRejectedValue(new DOMException('', 'UnknownError'))
    const deleted = vi.spyOn(db, 'delete')
    await expect(withReopen(db, () => db.records.count(), noWaits)).rejects.toThrow(new StoreFault('closed'))
    expect(opened).toHaveBeenCalledTimes(3)
    expect(deleted).not.toHaveBeenCalled()
  })

  test('and found empty afterwards is called lost, takes no more writing, and the screen is told', async () => {
    const at = tablet()
    const told: string[] = []
    const opened = await openOn(at, { onReplaced: (by) => told.push(by) })
    if (!opened.ok) throw new Error(opened.problem)
    const { db } = opened
    db.close({ disableAutoOpen: false })
    await Dexie.delete('d0').catch(() => undefined)
    await new Promise((resolve) => {
      at.storehouse.indexedDB.deleteDatabase('d0').addEventListener('success', resolve)
    })
    await expect(withReopen(db, () => db.meta.toArray(), noWaits)).rejects.toThrow(new StoreFault('lost'))
    expect(told).toEqual(['lost'])
    expect(await openOn(at)).toMatchObject({ ok: false, problem: 'lost', incident: { kind: 'evicted' } })
  })

  test('emptied under two tabs is lost to both: the second finds the empty one that the first made, and writes nothing', async () => {
    const at = tablet()
    const told: string[] = []
    const tabs = await Promise.all(
      ['first', 'second'].map(async (tab) => {
        const opened = await openOn(at, { onReplaced: (by) => told.push(`${tab} ${by}`) })
        if (!opened.ok) throw new Error(opened.problem)
        return opened.db
      }),
    )
    for (const db of tabs) db.close({ disableAutoOpen: false })
    await new Promise((resolve) => {
      at.storehouse.indexedDB.deleteDatabase('d0').addEventListener('success', resolve)
    })
    for (const db of tabs)
      await expect(withReopen(db, () => writeMeta(db, meta.idleMinutes, 4), noWaits)).rejects.toThrow(
        new StoreFault('lost'),
      )
    expect(told).toEqual(['first lost', 'second lost'])
  })

  test('other errors are not tried again', async () => {
    const db = await openInMemory()
    let tries = 0
    const run = async (): Promise<never> => {
      tries += 1
      throw new RangeError('a mistake')
    }
    await expect(withReopen(db, run, noWaits)).rejects.toThrow(RangeError)
    expect(tries).toBe(1)
  })

  test('what was shown by live queries is read again', async () => {
    const db = await openInMemory()
    const shown: number[] = []
    const subscription = liveQuery(() => db.records.count()).subscribe((count) => shown.push(count))
    await expect.poll(() => shown).toEqual([0])
    db.close({ disableAutoOpen: false })
    await withReopen(db, () => db.records.count(), noWaits)
    await expect.poll(() => shown.length).toBe(2)
    subscription.unsubscribe()
  })
})

describe('[C6] opening settles', () => {
  test('as blocked when another tab holds an older version, and goes on when it closes', async () => {
    const at = tablet()
    const old = await stubbornTab(at)
    const onBlocked = vi.fn<() => void>()
    const opened = await openOn(at, { onBlocked, settledWithin: 50 })
    expect(opened).toMatchObject({ ok: false, problem: 'blocked' })
    expect(onBlocked).toHaveBeenCalledOnce()
    old.close()
    if (opened.ok || opened.problem !== 'blocked') throw new Error('not blocked')
    expect((await opened.later).ok).toBe(true)
  })

  test('as no-storage where the browser keeps nothing', async () => {
    expect(await openDatabase({ databaseName: 'd0', cipher: cipherOf(), storehouse: null })).toEqual({
      ok: false,
      problem: 'no-storage',
    })
    const at = tablet()
    vi.spyOn(at.storehouse.indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('', 'SecurityError')
    })
    expect(await openOn(at)).toEqual({ ok: false, problem: 'no-storage' })
  })

  test('as unreadable with another key, and leaves everything as it was', async () => {
    const at = tablet()
    const mine = await openOn(at)
    if (mine.ok) mine.db.close()
    expect(await openOn(at, { cipher: cipherOf(9) })).toEqual({ ok: false, problem: 'unreadable' })
    expect((await openOn(at)).ok).toBe(true)
  })
})

describe('[C7] a newer app that wants the database', () => {
  test('gets it once what is being typed is saved; this tab is told and never opens it again', async () => {
    const at = tablet()
    const order: string[] = []
    const opened = await openOn(at, {
      beforeClosing: async () => {
        order.push('typing kept')
      },
      onReplaced: (by) => order.push(`told of a ${by}`),
    })
    if (!opened.ok) throw new Error(opened.problem)
    const newer = new Dexie('d0', { ...at.storehouse, cache: 'disabled' })
    newer.version(9).stores({ later: 'id' })
    await newer.open()
    expect(order).toEqual(['typing kept', 'told of a newer-app'])
    newer.close()
    await expect(withReopen(opened.db, () => opened.db.records.count(), noWaits)).rejects.toThrow(
      new StoreFault('newer-app'),
    )
    expect(opened.db.isOpen()).toBe(false)
  })

  test('is not kept waiting by typing that cannot be saved', async () => {
    const at = tablet()
    const opened = await openOn(at, { beforeClosing: () => Promise.reject(new Error('no room')) })
    if (!opened.ok) throw new Error(opened.problem)
    const newer = new Dexie('d0', { ...at.storehouse, cache: 'disabled' })
    newer.version(9).stores({ later: 'id' })
    await newer.open()
    expect(newer.isOpen()).toBe(true)
    newer.close()
  })
})

describe('[C8] an older app meeting what a newer one left', () => {
  test('reads and does not write when the newer one said so', async () => {
    const at = tablet()
    const newer = await openOn(at)
    if (!newer.ok) throw new Error(newer.problem)
    await writeMeta(newer.db, meta.minWriter, WRITER_EPOCH + 1)
    await writeMeta(newer.db, meta.idleMinutes, 9)
    newer.db.close()
    const older = await openOn(at)
    if (!older.ok) throw new Error(older.problem)
    expect(older.db.readOnly).toBe(true)
    expect(await readMeta(older.db, meta.idleMinutes)).toBe(9)
    await expect(writeMeta(older.db, meta.idleMinutes, 3)).rejects.toThrow(WrittenByNewerApp)
    await expect(older.db.meta.clear()).rejects.toThrow(WrittenByNewerApp)
    expect(await readMeta(older.db, meta.idleMinutes)).toBe(9)
  })

  test('may go on where only tables were added', async () => {
    const at = tablet()
    const mine = await openOn(at)
    if (mine.ok) mine.db.close()
    const newer = new DoorstepDatabase('d0', cipherOf(), at.storehouse)
    newer.version(9).stores({ search: 'id' })
    await newer.open()
    newer.close()
    const older = await openOn(at)
    if (!older.ok) throw new Error(older.problem)
    await writeMeta(older.db, meta.idleMinutes, 3)
    expect(older.db.backendDB().version).toBe(90)
  })

  test('never adds to a database whose tables were taken away', async () => {
    const at = tablet()
    const newer = new Dexie('d0', { ...at.storehouse, cache: 'disabled' })
    newer.version(7).stores({ somethingElse: 'id' })
    await newer.open()
    newer.close()
    expect(await openOn(at)).toEqual({ ok: false, problem: 'newer-app' })
    const left = new Dexie('d0', { ...at.storehouse, cache: 'disabled' })
    await left.open()
    expect(left.tables.map((table) => table.name)).toEqual(['somethingElse'])
    left.close()
  })
})

describe('[C4] work that the browser threw away', () => {
  test('all of it: the person is told before anything starts afresh, and the office afterwards', async () => {
    const at = tablet()
    await work(at, 12)
    const emptied = { ...at, storehouse: memoryStorehouse() }
    const lost = await openOn(emptied)
    expect(lost).toMatchObject({ ok: false, problem: 'lost', incident: { kind: 'evicted', made: 12, found: 0 } })
    expect(await openOn(emptied)).toMatchObject({ problem: 'lost' })
    const told = await openOn(emptied, { afterLoss: true })
    if (!told.ok) throw new Error(told.problem)
    expect(await readMeta(told.db, meta.incident)).toMatchObject({ kind: 'evicted', made: 12, found: 0 })
    told.db.close()
    expect((await openOn(emptied)).ok).toBe(true)
  })

  test('all of it and the mirror too, where the key slots remember that there was something', async () => {
    expect(await openOn(tablet(), { known: true })).toMatchObject({ problem: 'lost', incident: { kind: 'cleared' } })
    expect((await openOn(tablet(), { known: false })).ok).toBe(true)
  })

  test('the end of it', async () => {
    const at = tablet()
    await work(at, 12)
    mirrorMade(at.smallStore, 'd0', 15)
    expect(await openOn(at)).toMatchObject({ problem: 'lost', incident: { kind: 'truncated', made: 15, found: 12 } })
    const told = await openOn(at, { afterLoss: true })
    if (told.ok) told.db.close()
    expect((await openOn(at)).ok).toBe(true)
  })

  test('the middle of what waits to be sent', async () => {
    const at = tablet()
    const opened = await openOn(at)
    if (!opened.ok) throw new Error(opened.problem)
    await opened.db.outbox.bulkPut([act(3), act(4), act(6)])
    await opened.db.meta.put({ key: 'line', value: { next: 7 } })
    await writeMeta(opened.db, meta.made, 6)
    opened.db.close()
    expect(await openOn(at)).toMatchObject({ problem: 'lost', incident: { kind: 'truncated', made: 6, found: 5 } })
  })

  test('a crash between saving and mirroring is no loss, and the mirror catches up', async () => {
    const at = tablet()
    await work(at, 12)
    const opened = await openOn(at)
    if (!opened.ok) throw new Error(opened.problem)
    await writeMeta(opened.db, meta.made, 13)
    opened.db.close()
    expect((await openOn(at)).ok).toBe(true)
    expect(mirroredMade(at.smallStore, 'd0')).toBe(13)
  })

  test('a full or switched-off local storage stops nobody', async () => {
    const smallStore = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('', 'QuotaExceededError')
      },
      removeItem: () => {},
    }
    expect((await openOn({ ...tablet(), smallStore })).ok).toBe(true)
    expect((await openOn(tablet(), { smallStore: null })).ok).toBe(true)
  })
})

test('[C2] every transaction is strict: complete means on disk', async () => {
  const asked = vi.spyOn(IDBDatabase.prototype, 'transaction')
  const db = await openInMemory()
  asked.mockClear()
  await writeMeta(db, meta.idleMinutes, 3)
  await db.transaction('rw', [db.records, db.outbox], async () => {
    await db.records.count()
  })
  expect(asked.mock.calls.map((given: unknown[]) => given[2])).toEqual([
    { durability: 'strict' },
    { durability: 'strict' },
  ])
})
