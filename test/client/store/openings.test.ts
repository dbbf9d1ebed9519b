import { describe, expect, test } from 'vitest'
import { countOpenings, forgetOpenings, noteOpening, openingsToTell } from '#client/store/openings.ts'
import { tellOpenings } from '#client/sync/tell-openings.ts'
import { memoryStorehouse, openInMemory, rawRows, steppingClock } from './support.ts'

const ayesha = '3f0c8f1e-6a55-4b0a-9b3e-0d6a5f6c1a01'
const tariq = '3f0c8f1e-6a55-4b0a-9b3e-0d6a5f6c1a02'
const minute = 60_000

describe('[H3] which files were opened on this tablet', () => {
  test('is one line for a person and a file within an hour, and another after it or when the clock went back', async () => {
    const db = await openInMemory()
    const clock = steppingClock()
    const open = (file: string) => noteOpening(db, file, clock.now)
    await open(ayesha)
    clock.forward(59 * minute)
    await open(ayesha)
    await open(tariq)
    expect(await countOpenings(db)).toBe(2)
    clock.forward(minute)
    await open(ayesha)
    clock.forward(-2 * minute)
    await open(ayesha)
    expect((await openingsToTell(db, 10)).map(({ file }) => file)).toEqual([ayesha, tariq, ayesha, ayesha])
  })

  test('is still one line when the office hears of it in between', async () => {
    const db = await openInMemory()
    const clock = steppingClock()
    const heard: string[] = []
    const tell = () =>
      tellOpenings(db, async (openings) => {
        heard.push(...openings.map(({ file }) => file))
        return true
      })
    await noteOpening(db, ayesha, clock.now)
    await tell()
    clock.forward(30 * minute)
    await noteOpening(db, tariq, clock.now)
    await tell()
    clock.forward(29 * minute)
    await noteOpening(db, ayesha, clock.now)
    expect(await countOpenings(db)).toBe(0)
    clock.forward(minute)
    await noteOpening(db, ayesha, clock.now)
    await noteOpening(db, tariq, clock.now)
    await tell()
    expect(heard).toEqual([ayesha, tariq, ayesha])
  })

  test('two screens noting at once lose neither', async () => {
    const db = await openInMemory()
    const { now } = steppingClock()
    await Promise.all([noteOpening(db, ayesha, now), noteOpening(db, tariq, now)])
    expect(await countOpenings(db)).toBe(2)
  })

  test('waits sealed until the office has heard it, and holds up nothing when it does not', async () => {
    const storehouse = memoryStorehouse()
    const db = await openInMemory({ storehouse })
    const { now } = steppingClock()
    await noteOpening(db, ayesha, now)
    const raw = JSON.stringify(await rawRows(storehouse, db, 'meta'), (_name, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    )
    expect(raw).toContain('openings')
    expect(raw).not.toContain(ayesha)
    await tellOpenings(db, async () => false)
    expect(await countOpenings(db)).toBe(1)
    const heard: string[] = []
    await tellOpenings(db, async (openings) => {
      heard.push(...openings.map(({ file }) => file))
      // Opened while the office was being told.
      await noteOpening(db, tariq, now)
      return heard.length < 3
    })
    expect(heard).toEqual([ayesha, tariq])
    expect(await countOpenings(db)).toBe(0)
  })

  test('a message is never longer than the office takes', async () => {
    const db = await openInMemory()
    const clock = steppingClock()
    for (let sitting = 0; sitting < 501; sitting += 1) {
      await noteOpening(db, ayesha, clock.now)
      clock.forward(61 * minute)
    }
    const lengths: number[] = []
    await tellOpenings(db, async (openings) => lengths.push(openings.length) > 0)
    expect(lengths).toEqual([500, 1])
    await forgetOpenings(db, [])
  })
})
