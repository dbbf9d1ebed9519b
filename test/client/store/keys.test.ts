import { describe, expect, test } from 'vitest'
import { StoreFault } from '#client/store/fault.ts'
import { SlotStore } from '#client/store/key-slots.ts'
import { createKeys, MOST_WRONG, passphraseProblem, waitAfter } from '#client/store/keys.ts'
import type { Passkeys } from '#client/store/passkeys.ts'
import { ARGON2ID, PBKDF2, stretchPassphrase, type Stretch, type Stretching } from '#client/store/stretch-passphrase.ts'
import { memoryStorehouse, steppingClock } from './support.ts'

const databaseName = 'd0'
const passphrase = 'three grey herons standing'
const recoverySecret = new Uint8Array(32).fill(3)

/** As costly as a test can bear; every other part is real. */
const quick: Stretch = async (words, salt, by) => ({
  ok: true,
  key: new Uint8Array(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([words, [...salt], by]))),
  ),
})

/** As in a browser where WebAssembly is switched off. */
const noWasm: Stretch = async (words, salt, by) =>
  by.by === 'argon2id' ? { ok: false, why: 'no-wasm' } : await quick(words, salt, by)

const tablet = (options: { stretch?: Stretch; passkeys?: Passkeys } = {}) => {
  const storehouse = memoryStorehouse()
  const slots = new SlotStore(storehouse)
  const clock = steppingClock()
  const keys = createKeys({ slots, stretch: options.stretch ?? quick, clock: clock.now, ...options })
  return { storehouse, slots, clock, keys }
}

const setUp = async (options: Parameters<typeof tablet>[0] = {}) => {
  const parts = tablet(options)
  const key = await parts.keys.setUp({ databaseName, initials: 'JB', passphrase, recoverySecret })
  if (key === null) throw new Error('not set up')
  return { ...parts, key }
}

describe('[A5] every way in leads to the same key', () => {
  test('the passphrase does, typed with accents in either form, and the office’s recovery secret does', async () => {
    const { keys, key } = await setUp()
    expect(await keys.unlockWithPassphrase(databaseName, passphrase)).toEqual({ ok: true, key })
    expect(await keys.unlockWithRecovery(databaseName, recoverySecret)).toEqual({ ok: true, key })
    expect(await keys.unlockWithRecovery(databaseName, new Uint8Array(32))).toEqual({ ok: false, why: 'does-not-fit' })
    expect(await keys.unlockWithPasskey(databaseName)).toEqual({ ok: false, why: 'no-slot' })
    expect(await keys.unlockWithPassphrase('d1', passphrase)).toEqual({ ok: false, why: 'no-slot' })
  })

  test('a composed and a decomposed letter are the same letter', async () => {
    const by: Stretching = { by: 'pbkdf2-sha256', passes: 600_000 }
    const salt = new Uint8Array(16)
    expect(await stretchPassphrase('caf\u00e9 at the corner', salt, by)).toEqual(
      await stretchPassphrase('cafe\u0301 at the corner', salt, by),
    )
  })

  test('a key in use is never replaced by another', async () => {
    const { keys, key } = await setUp()
    expect(
      await keys.setUp({ databaseName, initials: 'XX', passphrase: 'another one entirely', recoverySecret }),
    ).toBeNull()
    expect(await keys.unlockWithPassphrase(databaseName, passphrase)).toEqual({ ok: true, key })
  })

  test('Argon2id with 64 MiB and three passes is what a new passphrase is stretched by', async () => {
    const { slots } = await setUp({ stretch: stretchPassphrase })
    expect((await slots.of(databaseName))?.passphrase?.by).toEqual({
      by: 'argon2id',
      memory: 65_536,
      passes: 3,
      lanes: 1,
    })
  })

  // RFC 9106, section 5.3 uses a secret and additional data, which a passphrase has not; these two are of the reference program.
  test('Argon2id gives what the reference implementation gives', async () => {
    const stretched = await stretchPassphrase('password', new TextEncoder().encode('somesalt'), {
      by: 'argon2id',
      memory: 65_536,
      passes: 2,
      lanes: 1,
    })
    expect(stretched.ok && Buffer.from(stretched.key).toString('hex')).toBe(
      '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
    )
  })

  test('PBKDF2 takes its place where WebAssembly is off, and such a slot opens everywhere', async () => {
    const { keys, slots, key } = await setUp({ stretch: noWasm })
    expect((await slots.of(databaseName))?.passphrase?.by).toEqual(PBKDF2)
    expect(await keys.unlockWithPassphrase(databaseName, passphrase)).toEqual({ ok: true, key })
  })

  test('an Argon2id slot met where WebAssembly is off says so and costs no try', async () => {
    const { slots, keys } = await setUp()
    const elsewhere = createKeys({ slots, stretch: async () => ({ ok: false, why: 'no-wasm' }) })
    expect(await elsewhere.unlockWithPassphrase(databaseName, passphrase)).toEqual({ ok: false, why: 'no-wasm' })
    expect((await slots.attempts(databaseName)).count).toBe(0)
    expect((await keys.unlockWithPassphrase(databaseName, passphrase)).ok).toBe(true)
  })

  test.each([
    { by: 'argon2id', memory: 1, passes: 3, lanes: 1 },
    { by: 'argon2id', memory: 19 * 1024, passes: 1, lanes: 1 },
    { by: 'argon2id', memory: 4 * 1024 * 1024, passes: 3, lanes: 1 },
    { by: 'argon2id', memory: 65_536, passes: 3, lanes: 99 },
    { by: 'pbkdf2-sha256', passes: 1000 },
    { by: 'none' },
  ])('stretching weakened or blown up on disk is refused: %o', async (by) => {
    const { slots, storehouse, keys } = await setUp()
    const held = await slots.of(databaseName)
    await rewriteSlot(storehouse, { ...held, passphrase: { ...held?.passphrase, by } })
    await expect(keys.unlockWithPassphrase(databaseName, passphrase)).rejects.toThrow(StoreFault)
  })

  test('a slot moved to another account, or with its strength changed within bounds, does not fit', async () => {
    const { slots, keys } = await setUp()
    const held = await slots.of(databaseName)
    if (held === null || held.passphrase === null) throw new Error('no slot')
    await slots.add({ ...held, databaseName: 'd1' })
    expect(await keys.unlockWithPassphrase('d1', passphrase)).toMatchObject({ ok: false, why: 'wrong' })
    expect(await keys.unlockWithRecovery('d1', recoverySecret)).toEqual({ ok: false, why: 'does-not-fit' })
    const bound = createKeys({ slots, stretch: async (words, salt) => await quick(words, salt, ARGON2ID) })
    await slots.change(databaseName, (now) => ({
      ...now,
      passphrase: now.passphrase && { ...now.passphrase, by: { ...ARGON2ID, memory: 131_072 } },
    }))
    expect(await bound.unlockWithPassphrase(databaseName, passphrase)).toMatchObject({ ok: false, why: 'wrong' })
  })
})

describe('[A8] guessing', () => {
  test('a guess is counted before it is tried, so that pulling the plug gains nothing', async () => {
    const { slots } = await setUp()
    let counted = -1
    const pulled = createKeys({
      slots,
      stretch: async () => {
        counted = (await slots.attempts(databaseName)).count
        throw new Error('the plug was pulled')
      },
    })
    await expect(pulled.unlockWithPassphrase(databaseName, 'a guess at it')).rejects.toThrow('plug')
    expect(counted).toBe(1)
    expect((await slots.attempts(databaseName)).count).toBe(1)
  })

  test('waits grow, a restart does not reset them, and the right passphrase does', async () => {
    const { slots, clock, keys } = await setUp()
    for (let wrong = 1; wrong <= 4; wrong += 1) {
      expect(await keys.unlockWithPassphrase(databaseName, 'not the right one')).toEqual({
        ok: false,
        why: 'wrong',
        left: MOST_WRONG - wrong,
        wait: waitAfter(wrong),
      })
    }
    const restarted = createKeys({ slots, stretch: quick, clock: clock.now })
    expect(await restarted.unlockWithPassphrase(databaseName, passphrase)).toEqual({
      ok: false,
      why: 'wait',
      wait: 5_000,
    })
    clock.forward(5_000)
    expect((await restarted.unlockWithPassphrase(databaseName, passphrase)).ok).toBe(true)
    expect(await slots.attempts(databaseName)).toMatchObject({ count: 0, notBefore: null })
  })

  test('two tabs guessing at once count twice', async () => {
    const { slots, keys } = await setUp()
    await Promise.all([
      keys.unlockWithPassphrase(databaseName, 'one wrong guess'),
      keys.unlockWithPassphrase(databaseName, 'another wrong guess'),
    ])
    expect((await slots.attempts(databaseName)).count).toBe(2)
  })

  test('a clock set back never makes the wait longer than it was', async () => {
    const { clock, keys } = await setUp()
    for (let wrong = 0; wrong < 4; wrong += 1) await keys.unlockWithPassphrase(databaseName, 'not the right one')
    clock.forward(-86_400_000)
    expect(await keys.unlockWithPassphrase(databaseName, passphrase)).toEqual({ ok: false, why: 'wait', wait: 5_000 })
  })

  test('after ten wrong ones the passphrase is no longer taken; signing in sets a new one and loses nothing', async () => {
    const { clock, keys, key } = await setUp()
    for (let wrong = 1; wrong < MOST_WRONG; wrong += 1) {
      expect(await keys.unlockWithPassphrase(databaseName, 'not the right one')).toMatchObject({ why: 'wrong' })
      clock.forward(waitAfter(wrong))
    }
    const signIn = { ok: false, why: 'sign-in' }
    expect(await keys.unlockWithPassphrase(databaseName, 'not the right one')).toEqual(signIn)
    clock.forward(86_400_000)
    expect(await keys.unlockWithPassphrase(databaseName, passphrase)).toEqual(signIn)
    const recovered = await keys.unlockWithRecovery(databaseName, recoverySecret)
    expect(recovered).toEqual({ ok: true, key })
    await keys.setPassphrase(databaseName, key, 'a new one for the office')
    expect(await keys.unlockWithPassphrase(databaseName, 'a new one for the office')).toEqual({ ok: true, key })
    expect((await keys.unlockWithPassphrase(databaseName, passphrase)).ok).toBe(false)
  })

  test.each([
    ['short words', 'too-short'],
    ['123456789012', 'only-digits'],
    ['aaaaaaaaaaaaa', 'one-letter'],
    ['three grey herons', null],
    ['كلمة سر طويلة بما يكفي', null],
  ])('the passphrase “%s” is judged %s', (words, problem) => {
    expect(passphraseProblem(words)).toBe(problem)
  })
})

describe('[A12] changing the passphrase', () => {
  test('wraps the same key anew; the old passphrase fails at once', async () => {
    const { keys, key } = await setUp()
    expect(await keys.changePassphrase(databaseName, passphrase, 'two herons and a coot')).toEqual({ ok: true })
    expect(await keys.unlockWithPassphrase(databaseName, 'two herons and a coot')).toEqual({ ok: true, key })
    expect(await keys.unlockWithPassphrase(databaseName, passphrase)).toMatchObject({ ok: false, why: 'wrong' })
  })

  test('asks for the old one, and a wrong old one counts as a guess', async () => {
    const { keys, slots, key } = await setUp()
    expect(await keys.changePassphrase(databaseName, 'not the right one', 'anything at all')).toMatchObject({
      why: 'wrong',
    })
    expect((await slots.attempts(databaseName)).count).toBe(1)
    expect(await keys.unlockWithPassphrase(databaseName, passphrase)).toEqual({ ok: true, key })
  })
})

describe('[A9] a passkey', () => {
  const secret = new Uint8Array(32).fill(9)
  const credentialId = new Uint8Array([1, 2, 3])

  test('that answers its secret opens the tablet; a stranger’s does not', async () => {
    const { keys, key, slots } = await setUp({
      passkeys: {
        make: async () => ({ ok: true, credentialId, secret }),
        ask: async () => ({ credentialId, secret }),
      },
    })
    expect(await keys.addPasskey(databaseName, key)).toEqual({ ok: true })
    expect(await keys.unlockWithPasskey(databaseName)).toEqual({ ok: true, key })
    const stranger = createKeys({
      slots,
      stretch: quick,
      passkeys: {
        make: async () => ({ ok: false, why: 'not-made' }),
        ask: async () => ({ credentialId, secret: new Uint8Array(32) }),
      },
    })
    expect(await stranger.unlockWithPasskey(databaseName)).toEqual({ ok: false, why: 'does-not-fit' })
    await keys.dropPasskeys(databaseName)
    expect(await keys.unlockWithPasskey(databaseName)).toEqual({ ok: false, why: 'no-slot' })
    expect(await keys.unlockWithPassphrase(databaseName, passphrase)).toEqual({ ok: true, key })
  })

  test('that answers no secret leaves no slot behind, and the reason is said', async () => {
    const { keys, key, slots } = await setUp({
      passkeys: { make: async () => ({ ok: false, why: 'cannot-unlock' }), ask: async () => null },
    })
    expect(await keys.addPasskey(databaseName, key)).toEqual({ ok: false, why: 'cannot-unlock' })
    expect((await slots.of(databaseName))?.passkeys).toEqual([])
  })
})

test('[A2] no key lies in the slots, and nothing of the person but the initials they chose', async () => {
  const { slots, key } = await setUp()
  const held = await slots.of(databaseName)
  const text = JSON.stringify(held, (_name, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  )
  expect(text).not.toContain(Buffer.from(key.bytes).toString('hex'))
  expect(text).not.toContain(passphrase)
  expect(Object.keys(held ?? {}).toSorted()).toEqual([
    'databaseName',
    'established',
    'initials',
    'keyId',
    'later',
    'passkeys',
    'passphrase',
    'recovery',
    'use',
  ])
})

const rewriteSlot = async (storehouse: ReturnType<typeof memoryStorehouse>, row: unknown): Promise<void> => {
  const slots = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = storehouse.indexedDB.open('doorstep-slots')
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(new Error('not opened')))
  })
  await new Promise<void>((resolve) => {
    const change = slots.transaction('slots', 'readwrite')
    change.objectStore('slots').put(row)
    change.addEventListener('complete', () => resolve())
  })
  slots.close()
}
