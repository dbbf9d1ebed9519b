import { expect, test, vi } from 'vitest'
import { askToPersist, fullnessOf, readDeviceStorage } from '#client/store/device-storage.ts'

const isInstalled = () => false
const refuses = async () => await Promise.reject(new TypeError('not here'))
const mega = 1_000_000

test.each([
  [10, 100, 'plenty'],
  [80, 100, 'plenty'],
  [81, 100, 'tight'],
  [95, 100, 'tight'],
  [96, 100, 'full'],
  [null, 100, 'unknown'],
  [10, null, 'unknown'],
  [10, 0, 'unknown'],
] as const)('[C10] %s of %s megabytes used is %s', (used, room, fullness) => {
  expect(fullnessOf({ used: used === null ? null : used * mega, room: room === null ? null : room * mega })).toBe(
    fullness,
  )
})

test('[C10] a browser that will not say, or has nothing to ask, is shown as such and never as safe', async () => {
  const unknown = { persisted: null, used: null, room: null, installed: false }
  expect(await readDeviceStorage({ storage: undefined, isInstalled })).toEqual(unknown)
  const storage = { persisted: refuses, estimate: refuses, persist: refuses }
  expect(await readDeviceStorage({ storage, isInstalled })).toEqual(unknown)
  expect(await askToPersist({ storage, isInstalled })).toBe(false)
  expect(await askToPersist({ storage: undefined, isInstalled })).toBe(false)
})

test('[C10] a promise already given is not asked for again', async () => {
  const persist = vi.fn<() => Promise<boolean>>(async () => true)
  expect(await askToPersist({ storage: { persisted: async () => true, persist }, isInstalled })).toBe(true)
  expect(persist).not.toHaveBeenCalled()
  expect(await askToPersist({ storage: { persisted: async () => false, persist }, isInstalled })).toBe(true)
  expect(persist).toHaveBeenCalledOnce()
})
