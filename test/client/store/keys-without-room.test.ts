import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { StoreFault } from '#client/store/fault.ts'
import { SlotStore } from '#client/store/key-slots.ts'
import { createKeys, MOST_WRONG, waitAfter } from '#client/store/keys.ts'
import type { SmallStore } from '#client/store/loss.ts'
import type { Stretch } from '#client/store/stretch-passphrase.ts'
import { memorySmallStore, memoryStorehouse, steppingClock } from './support.ts'

const databaseName = 'd0'
const passphrase = 'three grey herons standing'

/** Without the cost that makes guessing slow: that is measured elsewhere. */
const quick: Stretch = async (words, salt) => ({
  ok: true,
  key: new Uint8Array(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([words, [...salt]]))),
  ),
})

/** A tablet that was set up, in a browser that reads and deletes and has no room for one more row. */
const withoutRoom = async () => {
  const storehouse = memoryStorehouse()
  const clock = steppingClock()
  const spare = memorySmallStore()
  const keysOf = (small: SmallStore) =>
    createKeys({ slots: new SlotStore(storehouse, small), stretch: quick, clock: clock.now })
  const keys = keysOf(spare)
  const recoverySecret = new Uint8Array(32).fill(3)
  const key = await keys.setUp({ databaseName, initials: 'JB', passphrase, recoverySecret })
  if (key === null) throw new Error('not set up')
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError')
  })
  return { keysOf, keys, key, clock, spare }
}

afterEach(() => vi.restoreAllMocks())

describe('[A8] on a tablet without room', () => {
  test('the right passphrase opens it all the same: nobody on a doorstep is kept from the file', async () => {
    const { keys, key } = await withoutRoom()
    expect(await keys.unlockWithPassphrase(databaseName, passphrase)).toEqual({ ok: true, key })
    expect(await keys.dataKeys(databaseName, key)).toEqual({ keys: [key], isChanged: false })
  })

  test('wrong ones are counted in the other place, over restarts, and once there is room they still count', async () => {
    const { keysOf, spare, clock } = await withoutRoom()
    for (let wrong = 1; wrong < MOST_WRONG; wrong += 1) {
      expect(await keysOf(spare).unlockWithPassphrase(databaseName, 'not the right one')).toMatchObject({
        why: 'wrong',
        left: MOST_WRONG - wrong,
      })
      clock.forward(waitAfter(wrong))
    }
    vi.restoreAllMocks()
    const signIn = { ok: false, why: 'sign-in' }
    expect(await keysOf(spare).unlockWithPassphrase(databaseName, 'not the right one')).toEqual(signIn)
    clock.forward(86_400_000)
    expect(await keysOf(spare).unlockWithPassphrase(databaseName, passphrase)).toEqual(signIn)
  })

  test('a guess that can be counted nowhere is not tried', async () => {
    const { keysOf, spare } = await withoutRoom()
    const full: SmallStore = {
      ...spare,
      setItem: () => {
        throw new DOMException('', 'QuotaExceededError')
      },
    }
    await expect(keysOf(full).unlockWithPassphrase(databaseName, passphrase)).rejects.toThrow(
      new StoreFault('no-space'),
    )
  })
})
