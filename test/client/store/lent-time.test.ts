import { describe, expect, test } from 'vitest'
import { Locked } from '#client/store/fault.ts'
import { createLentTime } from '#client/store/lent-time.ts'

const minute = 60_000
const nineOClock = Date.parse('2026-11-22T09:00:00Z')

const lentAtNine = () => {
  let now = nineOClock
  const time = createLentTime(() => now, nineOClock + 5 * minute)
  return {
    time,
    moveTo: (then: number) => {
      now = then
    },
  }
}

describe('[A10] a key lent to a worker', () => {
  test('serves until the page would lock, and not a moment longer', () => {
    const { time, moveTo } = lentAtNine()
    moveTo(nineOClock + 5 * minute - 1)
    expect(time.guard).not.toThrow()
    moveTo(nineOClock + 5 * minute)
    expect(time.guard).toThrow(Locked)
  })

  test('serves on when the page says that the person is there', () => {
    const { time, moveTo } = lentAtNine()
    moveTo(nineOClock + 4 * minute)
    time.extend(nineOClock + 9 * minute)
    moveTo(nineOClock + 8 * minute)
    expect(time.guard).not.toThrow()
  })

  test('serves no more when the page locks, and not after a sleep', () => {
    const locking = lentAtNine()
    locking.time.extend(0)
    expect(locking.time.guard).toThrow(Locked)
    const asleep = lentAtNine()
    asleep.moveTo(nineOClock + 9 * 60 * minute)
    expect(asleep.time.guard).toThrow(Locked)
  })

  test('serves no more when the clock was set back by more than two minutes, which would stretch its time', () => {
    const { time, moveTo } = lentAtNine()
    moveTo(nineOClock + 4 * minute)
    time.guard()
    moveTo(nineOClock + 3 * minute)
    expect(time.guard).not.toThrow()
    moveTo(nineOClock)
    expect(time.guard).toThrow(Locked)
  })
})
