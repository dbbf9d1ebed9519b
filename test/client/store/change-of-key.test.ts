import { describe, expect, test } from 'vitest'
import { SlotStore } from '#client/store/key-slots.ts'
import { CHANGE_KEY_AFTER, createKeys, SEALINGS_AT_A_TIME } from '#client/store/keys.ts'
import { meta, readMeta, writeMeta } from '#client/store/meta.ts'
import { createCipher } from '#client/store/seal.ts'
import type { Storehouse } from '#client/store/storehouse.ts'
import { memorySmallStore, memoryStorehouse, openInMemory, rawRows, steppingClock } from './support.ts'

const databaseName = 'd0'
const passphrase = 'three grey herons standing'
const recoverySecret = new Uint8Array(32).fill(3)
const day = 86_400_000

/** Slots whose plug is pulled just before or just after something was written in them. */
class Unplugged extends SlotStore {
  readonly #when: 'before' | 'after'

  constructor(storehouse: Storehouse, when: 'before' | 'after') {
    super(storehouse)
    this.#when = when
  }

  override async change(...asked: Parameters<SlotStore['change']>): Promise<void> {
    if (this.#when === 'after') await super.change(...asked)
    throw new Error('plug')
  }
}

const cheap = async () => ({ ok: true as const, key: new Uint8Array(32).fill(1) })

/** A tablet whose key is due after two unlockings, or after 90 days. */
const tablet = async (changeKeyAfter: { sealings: number; milliseconds: number } = CHANGE_KEY_AFTER) => {
  const storehouse = memoryStorehouse()
  const smallStore = memorySmallStore()
  const slots = new SlotStore(storehouse)
  const clock = steppingClock()
  const keys = createKeys({ slots, stretch: cheap, clock: clock.now, changeKeyAfter })
  await keys.setUp({ databaseName, initials: '', passphrase, recoverySecret })
  const unlock = async () => {
    const unlocked = await keys.unlockWithPassphrase(databaseName, passphrase)
    if (!unlocked.ok) throw new Error(unlocked.why)
    return await keys.dataKeys(databaseName, unlocked.key)
  }
  const openDb = async () =>
    await openInMemory({ databaseName, cipher: createCipher((await unlock()).keys), storehouse, smallStore })
  /** With which key each row of meta lies sealed on the disk. */
  const sealedWith = async (db: Awaited<ReturnType<typeof openDb>>) =>
    Object.fromEntries((await rawRows(storehouse, db, 'meta')).map((row) => [row['key'], row.sealed[1]]))
  return { storehouse, slots, keys, clock, unlock, openDb, sealedWith }
}

describe('[A4] the data key is changed', () => {
  test('after 90 days: what is written from then on lies under the new one, and the old rows still open', async () => {
    const at = await tablet()
    const before = await at.openDb()
    await writeMeta(before, meta.idleMinutes, 3)
    before.close()
    at.clock.forward(90 * day - 1)
    expect(await at.unlock()).toMatchObject({ isChanged: false, keys: [{ id: 1 }] })
    at.clock.forward(1)
    const after = await at.openDb()
    await writeMeta(after, meta.shared, true)
    expect(await readMeta(after, meta.idleMinutes)).toBe(3)
    expect(await at.sealedWith(after)).toMatchObject({ idleMinutes: 1, shared: 2 })
    after.close()
    const again = await at.openDb()
    expect(await readMeta(again, meta.idleMinutes)).toBe(3)
    expect(await readMeta(again, meta.shared)).toBe(true)
    again.close()
  })

  test('after so many sealings, counted ahead of them and across unlockings', async () => {
    const at = await tablet({ sealings: 2 * SEALINGS_AT_A_TIME, milliseconds: Infinity })
    const ids = async () => (await at.unlock()).keys.map(({ id }) => id)
    expect(await ids()).toEqual([1])
    // One session that seals more than was counted for it.
    await at.keys.countSealings(databaseName)
    expect(await ids()).toEqual([2, 1])
    expect(await ids()).toEqual([2, 1])
    expect(await ids()).toEqual([3, 2, 1])
  })

  test('a cipher says each time that so many rows were sealed', () => {
    let passed = 0
    const cipher = createCipher([{ id: 1, bytes: new Uint8Array(32) }], {
      sealings: { every: 3, passed: () => (passed += 1) },
    })
    for (let row = 0; row < 7; row += 1) cipher.seal('words', 'here')
    expect(passed).toBe(2)
  })

  test('by every way in alike: the new keys lie behind the first one', async () => {
    const at = await tablet()
    at.clock.forward(90 * day)
    const { keys } = await at.unlock()
    const recovered = await at.keys.unlockWithRecovery(databaseName, recoverySecret)
    if (!recovered.ok) throw new Error(recovered.why)
    await at.keys.setPassphrase(databaseName, recovered.key, 'another passphrase here')
    expect((await at.keys.dataKeys(databaseName, recovered.key)).keys).toEqual(keys)
  })

  test('or not, when that cannot be written: the tablet opens with the keys it has', async () => {
    const at = await tablet()
    at.clock.forward(90 * day)
    const keys = createKeys({
      slots: new Unplugged(at.storehouse, 'before'),
      stretch: cheap,
      clock: at.clock.now,
    })
    const unlocked = await keys.unlockWithPassphrase(databaseName, passphrase)
    if (!unlocked.ok) throw new Error(unlocked.why)
    expect(await keys.dataKeys(databaseName, unlocked.key)).toMatchObject({ isChanged: false, keys: [{ id: 1 }] })
  })

  test.each(['before', 'after'] as const)(
    '[A12] and the plug pulled just %s it was kept leaves a tablet that opens',
    async (when) => {
      const at = await tablet()
      const first = await at.openDb()
      await writeMeta(first, meta.idleMinutes, 3)
      first.close()
      at.clock.forward(90 * day)
      const unplugged = createKeys({
        slots: new Unplugged(at.storehouse, when),
        stretch: cheap,
        clock: at.clock.now,
      })
      const unlocked = await unplugged.unlockWithPassphrase(databaseName, passphrase)
      if (!unlocked.ok) throw new Error(unlocked.why)
      await unplugged.dataKeys(databaseName, unlocked.key)
      expect((await at.slots.of(databaseName))?.later).toHaveLength(when === 'after' ? 1 : 0)
      const again = await at.openDb()
      expect(await readMeta(again, meta.idleMinutes)).toBe(3)
      await writeMeta(again, meta.shared, true)
      again.close()
      expect(await readMeta(await at.openDb(), meta.shared)).toBe(true)
    },
  )

  test('a later key that was tampered with is said to be damaged, never skipped', async () => {
    const at = await tablet()
    at.clock.forward(90 * day)
    await at.unlock()
    await at.slots.change(databaseName, (held) => ({
      ...held,
      later: held.later.map((key) => ({
        ...key,
        wrapped: key.wrapped.map((byte, place) => (place === 40 ? byte ^ 1 : byte)),
      })),
    }))
    await expect(at.unlock()).rejects.toMatchObject({ fault: 'tampered' })
  })
})
