import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { machineClock, millisecondsBetween, type Clock } from '#domain/time/instant.ts'
import { StoreFault } from './fault.ts'
import type { Attempts, KeyUse, LaterKey, PasskeySlot, PassphraseSlot, SlotStore } from './key-slots.ts'
import type { Passkeys } from './passkeys.ts'
import { KEY_BYTES, machineRandom, type NumberedKey, type NumberedKeys, type RandomBytes } from './seal.ts'
import { ARGON2ID, PBKDF2, SALT_BYTES, type Stretch, type Stretching } from './stretch-passphrase.ts'

/** After this many wrong passphrases in a row the passphrase is no longer asked for: signing in online sets a new one. */
export const MOST_WRONG = 10
/** Shorter passphrases could be guessed from a stolen tablet. */
export const SHORTEST_PASSPHRASE = 12

/**
 * When a new data key takes over from the one in use: after so many sealings, or so many milliseconds (90 days). Trust A4;
 * with nonces of 24 bytes neither is near any danger. What the old key sealed stays as it is and opens as before.
 */
export const CHANGE_KEY_AFTER = { sealings: 2 ** 30, milliseconds: 90 * 86_400_000 } as const

/** Sealings are counted ahead, so many at a time: a pulled plug then leaves too many counted, never too few. */
export const SEALINGS_AT_A_TIME = 2 ** 20

/** Why a data key was not had. Nothing is ever lost by it: the sealed work stays, and signing in online opens it. */
export type NotUnlocked =
  /** The wrong passphrase; so many more may be tried, the next after `wait` milliseconds. */
  | { ok: false; why: 'wrong'; left: number; wait: number }
  /** Too soon after the last wrong one. */
  | { ok: false; why: 'wait'; wait: number }
  /** Too many wrong ones: sign in to set a new passphrase. */
  | { ok: false; why: 'sign-in' }
  /** This tablet holds no such way in. */
  | { ok: false; why: 'no-slot' }
  /** The passphrase was set where WebAssembly runs, and here it does not. */
  | { ok: false; why: 'no-wasm' }
  /** The passkey was not shown, or answers nothing that could open the tablet. */
  | { ok: false; why: 'no-passkey' }
  /** The way in is there and does not fit the key: damaged, or for another tablet. */
  | { ok: false; why: 'does-not-fit' }
export type Unlocked = { ok: true; key: NumberedKey } | NotUnlocked

/**
 * How an account's passphrase stands on this tablet: it opens the lock, none was set, it was guessed wrong too often and only
 * signing in helps, or what is kept of it cannot be read.
 */
export type PassphraseStanding = 'set' | 'none' | 'used-up' | 'damaged'

export type Keys = ReturnType<typeof createKeys>

/**
 * The data key of each account on this tablet, and the ways to have it. The key itself is random, and is stored only
 * wrapped: by a passphrase, by a passkey, by a secret that the office holds. Whoever is given it hands it to
 * `createCipher` and forgets it.
 */
export const createKeys = (options: {
  slots: SlotStore
  stretch: Stretch
  passkeys?: Passkeys
  random?: RandomBytes
  clock?: Clock
  /** When a new key is due; lower only in tests. */
  changeKeyAfter?: { sealings: number; milliseconds: number }
}) => {
  const { slots, stretch, passkeys } = options
  const random = options.random ?? machineRandom
  const clock = options.clock ?? machineClock
  const due = options.changeKeyAfter ?? CHANGE_KEY_AFTER
  const fresh = (length: number): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(length)
    random(bytes)
    return bytes
  }

  const wrap = (wrapping: Uint8Array, key: NumberedKey, binding: string): Uint8Array<ArrayBuffer> => {
    const nonce = fresh(24)
    const sealed = xchacha20poly1305(wrapping, nonce, encode(binding)).encrypt(key.bytes)
    return Uint8Array.from([...nonce, ...sealed])
  }

  /** Stretched by Argon2id, or by PBKDF2 where WebAssembly is off. */
  const newPassphraseSlot = async (
    databaseName: string,
    passphrase: string,
    key: NumberedKey,
  ): Promise<PassphraseSlot> => {
    const salt = fresh(SALT_BYTES)
    for (const by of [ARGON2ID, PBKDF2]) {
      const stretched = await stretch(passphrase, salt, by)
      if (stretched.ok) {
        const wrapping = keyFor('passphrase', stretched.key)
        return { by, salt, wrapped: wrap(wrapping, key, passphraseBinding(databaseName, key.id, by)) }
      }
    }
    throw new Error('No way to stretch a passphrase.')
  }

  const recoverySlot = (databaseName: string, secret: Uint8Array, key: NumberedKey) => ({
    wrapped: wrap(keyFor('recovery', secret), key, bindingOf('recovery', databaseName, key.id)),
  })

  const isDue = (use: KeyUse): boolean =>
    use.sealings >= due.sealings || millisecondsBetween(use.since, clock()) >= due.milliseconds

  const unlockWithPassphrase = async (databaseName: string, passphrase: string): Promise<Unlocked> => {
    const held = await slots.of(databaseName)
    if (held === null || held.passphrase === null) return { ok: false, why: 'no-slot' }
    const { by, salt, wrapped } = held.passphrase
    const counted = await slots.countAttempt(databaseName, (before) => mayTry(before, clock()))
    if (counted === null) return refusalOf(await slots.attempts(databaseName), clock())
    const stretched = await stretch(passphrase, salt, by)
    if (!stretched.ok) {
      // Nothing was tried.
      await slots.countAttempt(databaseName, (now) => ({ ...now, count: Math.max(0, now.count - 1) }))
      return stretched
    }
    const bytes = unwrap(keyFor('passphrase', stretched.key), wrapped, passphraseBinding(databaseName, held.keyId, by))
    if (bytes === null) {
      const left = Math.max(0, MOST_WRONG - counted.count)
      return left === 0
        ? { ok: false, why: 'sign-in' }
        : { ok: false, why: 'wrong', left, wait: waitAfter(counted.count) }
    }
    await slots.forgetAttempts(databaseName)
    return { ok: true, key: { id: held.keyId, bytes } }
  }

  const setPassphrase = async (databaseName: string, key: NumberedKey, passphrase: string): Promise<void> => {
    const passphraseSlot = await newPassphraseSlot(databaseName, passphrase, key)
    await slots.change(databaseName, (held) => ({ ...held, passphrase: passphraseSlot }))
    await slots.forgetAttempts(databaseName)
  }

  return {
    /** Everyone who can unlock this tablet: the database, the initials they chose, and the ways in they have. */
    people: async () =>
      (await slots.all()).map((held) => ({
        databaseName: held.databaseName,
        initials: held.initials,
        established: held.established,
        passkey: held.passkeys.length > 0,
        passphrase: held.passphrase !== null,
        recovery: held.recovery !== null,
      })),

    /** Whether the account was set up here, and its database opened, before. */
    isEstablished: async (databaseName: string): Promise<boolean> =>
      (await slots.of(databaseName))?.established ?? false,

    /** Notes that the account's database was opened: from now on an empty one was emptied by the browser. */
    establish: async (databaseName: string): Promise<void> =>
      // Written once: a tablet without room must still open.
      await slots.change(databaseName, (held) => (held.established ? held : { ...held, established: true })),

    /**
     * Makes a data key for an account that has none on this tablet. `recoverySecret` is the office's, 32 bytes; without it
     * a forgotten passphrase would lose what is here. Answers null, and changes nothing, when the account has a key.
     */
    setUp: async (account: {
      databaseName: string
      initials: string
      passphrase: string
      recoverySecret: Uint8Array
    }): Promise<NumberedKey | null> => {
      const { databaseName, initials, passphrase, recoverySecret } = account
      const key: NumberedKey = { id: 1, bytes: fresh(KEY_BYTES) }
      const added = await slots.add({
        databaseName,
        initials,
        keyId: key.id,
        established: false,
        passphrase: await newPassphraseSlot(databaseName, passphrase, key),
        passkeys: [],
        recovery: recoverySlot(databaseName, recoverySecret, key),
        later: [],
        use: { since: clock(), sealings: 0 },
      })
      return added ? key : null
    },

    unlockWithPassphrase,

    /** How the passphrase stands: what is kept of it is looked at, and the count of guesses. Guesses nothing itself. */
    passphraseStanding: async (databaseName: string): Promise<PassphraseStanding> => {
      try {
        const held = await slots.of(databaseName)
        if (held === null || held.passphrase === null) return 'none'
        return (await slots.attempts(databaseName)).count >= MOST_WRONG ? 'used-up' : 'set'
      } catch {
        return 'damaged'
      }
    },

    /** Asks for any of the account's passkeys. */
    unlockWithPasskey: async (databaseName: string): Promise<Unlocked> => {
      const held = await slots.of(databaseName)
      if (held === null || held.passkeys.length === 0 || !passkeys) return { ok: false, why: 'no-slot' }
      const shown = await passkeys.ask(held.passkeys)
      if (shown === null) return { ok: false, why: 'no-passkey' }
      const slot = held.passkeys.find(({ credentialId }) => sameBytes(credentialId, shown.credentialId))
      if (!slot) return { ok: false, why: 'no-passkey' }
      const bytes = unwrap(
        keyFor('passkey', shown.secret),
        slot.wrapped,
        passkeyBinding(databaseName, held.keyId, slot),
      )
      if (bytes === null) return { ok: false, why: 'does-not-fit' }
      await slots.forgetAttempts(databaseName)
      return { ok: true, key: { id: held.keyId, bytes } }
    },

    /** With the secret that the office gave out after a full sign-in. */
    unlockWithRecovery: async (databaseName: string, secret: Uint8Array): Promise<Unlocked> => {
      const held = await slots.of(databaseName)
      if (held === null || held.recovery === null) return { ok: false, why: 'no-slot' }
      const bytes = unwrap(
        keyFor('recovery', secret),
        held.recovery.wrapped,
        bindingOf('recovery', databaseName, held.keyId),
      )
      return bytes === null ? { ok: false, why: 'does-not-fit' } : { ok: true, key: { id: held.keyId, bytes } }
    },

    /**
     * Every key that rows of this account may be sealed with, the newest first, from the first one in hand; a new one is
     * made when it is due (`isChanged`), and `SEALINGS_AT_A_TIME` are counted ahead for the newest. One write over one row:
     * before it the old key is the newest, after it the new one, and either opens everything there is. Where it cannot be
     * written the keys there were go on. Throws a `StoreFault` when a later key was damaged.
     */
    dataKeys: async (databaseName: string, first: NumberedKey): Promise<{ keys: NumberedKeys; isChanged: boolean }> => {
      const held = await slots.of(databaseName)
      const asTheyWere = withLater(databaseName, first, held?.later ?? [])
      let keys = asTheyWere
      let isChanged = false
      try {
        await slots.change(databaseName, (now) => {
          keys = withLater(databaseName, first, now.later)
          const use = now.use ?? { since: clock(), sealings: 0 }
          const next = keys[0].id + 1
          isChanged = isDue(use) && next <= HIGHEST_KEY_ID
          if (!isChanged) return { ...now, use: { ...use, sealings: use.sealings + SEALINGS_AT_A_TIME } }
          const made = { id: next, bytes: fresh(KEY_BYTES) }
          keys = [made, ...keys]
          const wrapped = wrap(keyFor('later', first.bytes), made, bindingOf('later', databaseName, next))
          return {
            ...now,
            later: [...now.later, { keyId: next, wrapped }],
            use: { since: clock(), sealings: SEALINGS_AT_A_TIME },
          }
        })
        return { keys, isChanged }
      } catch {
        // No room to write it: nobody is kept from working for a count.
        return { keys: asTheyWere, isChanged: false }
      }
    },

    /** Counts another `SEALINGS_AT_A_TIME` for the newest key, when a session used up what was counted ahead. */
    countSealings: async (databaseName: string): Promise<void> =>
      await slots.change(databaseName, (held) => ({
        ...held,
        use: held.use && { ...held.use, sealings: held.use.sealings + SEALINGS_AT_A_TIME },
      })),

    /** Sets a passphrase for a key in hand, after recovery. The old one opens nothing from then on; the key stays. */
    setPassphrase,

    /** Changes the passphrase. The old one counts as a guess; the new one takes its place in one transaction. */
    changePassphrase: async (databaseName: string, old: string, next: string): Promise<{ ok: true } | NotUnlocked> => {
      const unlocked = await unlockWithPassphrase(databaseName, old)
      if (!unlocked.ok) return unlocked
      await setPassphrase(databaseName, unlocked.key, next)
      unlocked.key.bytes.fill(0)
      return { ok: true }
    },

    /** Keeps the office's recovery secret as a way in, or replaces the one there was. */
    setRecovery: async (databaseName: string, key: NumberedKey, secret: Uint8Array): Promise<void> => {
      const recovery = recoverySlot(databaseName, secret, key)
      await slots.change(databaseName, (held) => ({ ...held, recovery }))
    },

    /**
     * Makes a passkey and, once it has proved that it answers the same secret twice, keeps it as a way in. Where the
     * browser or the passkey cannot do that there is no slot, and the reason is said.
     */
    addPasskey: async (
      databaseName: string,
      key: NumberedKey,
    ): Promise<{ ok: true } | { ok: false; why: 'not-made' | 'cannot-unlock' }> => {
      if (!passkeys) return { ok: false, why: 'cannot-unlock' }
      const salt = fresh(32)
      const made = await passkeys.make(salt)
      if (!made.ok) return made
      const credentialId = Uint8Array.from(made.credentialId)
      const slot: PasskeySlot = {
        credentialId,
        salt,
        madeAt: clock(),
        wrapped: wrap(keyFor('passkey', made.secret), key, passkeyBinding(databaseName, key.id, { credentialId })),
      }
      await slots.change(databaseName, (held) => ({ ...held, passkeys: [...held.passkeys, slot] }))
      return { ok: true }
    },

    /** Drops every passkey of the account on this tablet. The passphrase and the office's secret remain. */
    dropPasskeys: async (databaseName: string): Promise<void> =>
      await slots.change(databaseName, (held) => ({ ...held, passkeys: [] })),

    /** Takes an account off this tablet for good: what is sealed under its key can never be read again. */
    forget: async (databaseName: string): Promise<void> => await slots.forget(databaseName),
  }
}

/** A key's number is one byte of every envelope. At one key in 90 days it lasts 62 years; after that the last one stays. */
const HIGHEST_KEY_ID = 255

/** Why a passphrase may not be used, or null. */
export const passphraseProblem = (passphrase: string): 'too-short' | 'only-digits' | 'one-letter' | null => {
  const letters = Array.from(passphrase.normalize('NFKC').trim())
  if (letters.length < SHORTEST_PASSPHRASE) return 'too-short'
  if (letters.every((letter) => /\d/.test(letter))) return 'only-digits'
  return new Set(letters).size < 3 ? 'one-letter' : null
}

const seconds = [0, 0, 0, 0, 5, 15, 30, 60, 120, 300, 600]
/** How long after so many wrong passphrases the next may be tried, in milliseconds. */
export const waitAfter = (wrong: number): number => (seconds[Math.min(wrong, seconds.length - 1)] ?? 0) * 1_000

const mayTry = (before: Attempts, now: string): Attempts | null => {
  if (before.count >= MOST_WRONG || waitLeft(before, now) > 0) return null
  const count = before.count + 1
  return { ...before, count, notBefore: new Date(Date.parse(now) + waitAfter(count)).toISOString() }
}

const refusalOf = (attempts: Attempts, now: string): NotUnlocked =>
  attempts.count >= MOST_WRONG
    ? { ok: false, why: 'sign-in' }
    : { ok: false, why: 'wait', wait: waitLeft(attempts, now) }

/** Never longer than the wait itself, so that a clock set back cannot lock anyone out for days. */
const waitLeft = ({ count, notBefore }: Attempts, now: string): number =>
  notBefore === null ? 0 : Math.min(waitAfter(count), Math.max(0, millisecondsBetween(now, notBefore)))

/** What each way in is wrapped under: its kind, the account, the key's number, and what else it depends on. */
const bindingOf = (kind: string, databaseName: string, keyId: number, ...more: unknown[]): string =>
  JSON.stringify(['doorstep-slot', 1, kind, databaseName, keyId, ...more])

const passphraseBinding = (databaseName: string, keyId: number, by: Stretching): string =>
  bindingOf('passphrase', databaseName, keyId, by)

const passkeyBinding = (databaseName: string, keyId: number, slot: Pick<PasskeySlot, 'credentialId'>): string =>
  bindingOf('passkey', databaseName, keyId, [...slot.credentialId])

/** The first key and those made since, the newest first. Throws a `StoreFault` where one does not open. */
const withLater = (databaseName: string, first: NumberedKey, later: readonly LaterKey[]): NumberedKeys => {
  let keys: NumberedKeys = [first]
  for (const { keyId, wrapped } of later) {
    const bytes = unwrap(keyFor('later', first.bytes), wrapped, bindingOf('later', databaseName, keyId))
    if (bytes === null) throw new StoreFault('tampered')
    keys = [{ id: keyId, bytes }, ...keys]
  }
  return keys
}

/** A wrapping key from a secret, different for each kind of slot even where the secret is the same. */
const keyFor = (kind: string, secret: Uint8Array): Uint8Array =>
  hkdf(sha256, secret, undefined, encode(`doorstep ${kind} slot 1`), KEY_BYTES)

const unwrap = (wrapping: Uint8Array, wrapped: Uint8Array, binding: string): Uint8Array | null => {
  try {
    return xchacha20poly1305(wrapping, wrapped.slice(0, 24), encode(binding)).decrypt(wrapped.slice(24))
  } catch {
    return null
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

const sameBytes = (first: Uint8Array, second: Uint8Array): boolean =>
  first.length === second.length && first.every((byte, place) => byte === second[place])
