import { describe, expect, test } from 'vitest'
import { after } from '#client/store/after.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { liveReading } from '#client/store/live-reading.ts'
import { openInMemory, pupilRow } from './support.ts'

const fileAt = (at: number): string => `c${at.toString(16).padStart(7, '0')}-0000-4000-8000-000000000003`

const count = (db: DoorstepDatabase): Promise<number> => db.records.where('kind').equals('pupil').count()

/** Records that keep arriving, a few milliseconds apart, until `stop`. */
const arriving = (db: DoorstepDatabase) => {
  const over = new AbortController()
  const arrive = async (): Promise<number> => {
    let at = 0
    for (; !over.signal.aborted; at += 1) {
      await db.records.put(pupilRow(fileAt(at), 'Robin'))
      await after(3).over
    }
    return at
  }
  const arrived = arrive()
  return {
    stop: (): Promise<number> => {
      over.abort()
      return arrived
    },
  }
}

describe('what a query answers, for a screen', () => {
  test('is shown, and again at once when something it read changes, but not when something else does', async () => {
    const db = await openInMemory()
    const shown: number[] = []
    const stop = liveReading(() => count(db)).subscribe(
      (read) => shown.push(read),
      (cause) => expect.fail(String(cause)),
    )
    await expect.poll(() => shown).toEqual([0])
    await db.records.put(pupilRow(fileAt(1), 'Robin'))
    await expect.poll(() => shown, { timeout: 500 }).toEqual([0, 1])
    await db.drafts.clear()
    await db.records.put(pupilRow(fileAt(2), 'Alia'))
    await expect.poll(() => shown, { timeout: 500 }).toEqual([0, 1, 2])
    stop()
    await db.records.put(pupilRow(fileAt(3), 'Grace'))
    await after(50).over
    expect(shown).toEqual([0, 1, 2])
  })

  test('is shown while records arrive faster than it can be read, one reading at a time, and whole when they have come', async () => {
    const db = await openInMemory()
    const first = arriving(db)
    let now = 0
    let most = 0
    let readings = 0
    const shown: number[] = []
    const stop = liveReading(async () => {
      now += 1
      readings += 1
      most = Math.max(most, now)
      // Far longer than from one record to the next: the library by itself would show nothing until they have all come.
      for (let piece = 0; piece < 20; piece += 1) await db.records.where('kind').equals('pupil').toArray()
      const read = await count(db)
      now -= 1
      return read
    }).subscribe(
      (read) => shown.push(read),
      (cause) => expect.fail(String(cause)),
    )
    await expect.poll(() => shown.length, { timeout: 15_000 }).toBeGreaterThan(0)
    const atFirst = readings
    await after(1500).over
    const meanwhile = readings - atFirst
    const all = await first.stop()
    await expect.poll(() => shown.at(-1), { timeout: 15_000 }).toBe(all)
    expect(most).toBe(1)
    expect(meanwhile).toBeLessThan(15)
    stop()
  })

  test('that never comes, as from a connection that the browser took away, holds up those after it for a while and not for ever', async () => {
    const db = await openInMemory()
    const shown: number[] = []
    let readings = 0
    const stop = liveReading(
      async () => {
        const read = await count(db)
        readings += 1
        if (readings === 2) await new Promise(() => {})
        return read
      },
      { patience: 200 },
    ).subscribe(
      (read) => shown.push(read),
      (cause) => expect.fail(String(cause)),
    )
    await expect.poll(() => shown).toEqual([0])
    await db.records.put(pupilRow(fileAt(1), 'Robin'))
    await expect.poll(() => readings).toBe(2)
    await db.records.put(pupilRow(fileAt(2), 'Alia'))
    await expect.poll(() => shown, { timeout: 5000 }).toEqual([0, 2])
    stop()
  })

  test('that comes late, after it was given up, is not shown in place of what was read after it', async () => {
    const db = await openInMemory()
    const shown: number[] = []
    let readings = 0
    const given = Promise.withResolvers<void>()
    const stop = liveReading(
      async () => {
        readings += 1
        const turn = readings
        const read = await count(db)
        if (turn === 2) await given.promise
        // So long that what another reading found would be shown meanwhile.
        if (turn === 4) await after(4000).over
        return read
      },
      { patience: 200 },
    ).subscribe(
      (read) => shown.push(read),
      (cause) => expect.fail(String(cause)),
    )
    await expect.poll(() => shown).toEqual([0])
    await db.records.put(pupilRow(fileAt(1), 'Robin'))
    await expect.poll(() => readings).toBe(2)
    await db.records.put(pupilRow(fileAt(2), 'Alia'))
    await expect.poll(() => shown, { timeout: 10_000 }).toEqual([0, 2])
    await db.records.put(pupilRow(fileAt(3), 'Grace'))
    await after(3500).over
    given.resolve()
    await expect.poll(() => shown.at(-1), { timeout: 10_000 }).toBe(3)
    expect(shown).toEqual([0, 2, 3])
    stop()
  })

  test('is told again after a failure, also when it is what was shown before', async () => {
    const db = await openInMemory()
    const told: string[] = []
    let isDamaged = false
    const stop = liveReading(async () => {
      await count(db)
      if (isDamaged) throw new Error('A row is damaged.')
      return 'all of it'
    }).subscribe(
      (read) => told.push(read),
      (cause) => told.push(String(cause)),
    )
    await expect.poll(() => told).toEqual(['all of it'])
    isDamaged = true
    await db.records.put(pupilRow(fileAt(1), 'Robin'))
    await expect.poll(() => told).toEqual(['all of it', 'Error: A row is damaged.'])
    isDamaged = false
    await db.records.put(pupilRow(fileAt(2), 'Alia'))
    await expect.poll(() => told).toEqual(['all of it', 'Error: A row is damaged.', 'all of it'])
    stop()
  })

  test('that cannot be read is said', async () => {
    const db = await openInMemory()
    const failed: unknown[] = []
    const stop = liveReading(async () => {
      await count(db)
      throw new Error('A row is damaged.')
    }).subscribe(
      () => expect.fail('shown'),
      (cause) => failed.push(cause),
    )
    await expect.poll(() => failed.map(String)).toEqual(['Error: A row is damaged.'])
    stop()
  })
})
