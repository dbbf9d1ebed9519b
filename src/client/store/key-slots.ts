import { Dexie, type Table } from 'dexie'
import { z } from 'zod'
import { Instant } from '#domain/time/instant.ts'
import { classifyFault, StoreFault } from './fault.ts'
import type { SmallStore } from './loss.ts'
import type { Storehouse } from './storehouse.ts'
import { SALT_BYTES, Stretching } from './stretch-passphrase.ts'

const bytes = (length: number) =>
  z.instanceof(Uint8Array).refine((value) => value.length === length, { message: `Not ${length} bytes.` })

/** Nonce, 32 key bytes, tag. */
const WRAPPED_BYTES = 24 + 32 + 16
const Wrapped = bytes(WRAPPED_BYTES)

/** The data key, wrapped by a passphrase. */
export const PassphraseSlot = z.strictObject({ by: Stretching, salt: bytes(SALT_BYTES), wrapped: Wrapped })
export type PassphraseSlot = z.infer<typeof PassphraseSlot>

/** The data key, wrapped by what a passkey answers for this salt (WebAuthn PRF). */
export const PasskeySlot = z.strictObject({
  credentialId: z.instanceof(Uint8Array),
  salt: bytes(32),
  wrapped: Wrapped,
  madeAt: Instant,
})
export type PasskeySlot = z.infer<typeof PasskeySlot>

/** The data key, wrapped by the secret that the office holds and gives out after a full sign-in. */
const RecoverySlot = z.strictObject({ wrapped: Wrapped })

/**
 * A data key that took the place of an earlier one for what is sealed from then on, wrapped by the first: whoever has any
 * way in has them all. `keyId` counts up from the first key's.
 */
export const LaterKey = z.strictObject({ keyId: z.int().min(1).max(255), wrapped: Wrapped })
export type LaterKey = z.infer<typeof LaterKey>

/** How long and how much the newest data key has sealed: what says when the next one is due (trust A4). */
export const KeyUse = z.strictObject({ since: Instant, sealings: z.int().min(0) })
export type KeyUse = z.infer<typeof KeyUse>

/** How one account's data key may be had on this tablet. */
export const KeySlots = z.strictObject({
  /** The keyed hash that names the person's database. */
  databaseName: z.string().min(1),
  /** At most three letters that the person chose, so that people who share a tablet find their own. Nothing else is personal here. */
  initials: z.string().max(3),
  keyId: z.int().min(0).max(255),
  /** True once the person's database was opened: an empty one after that was emptied by the browser. */
  established: z.boolean(),
  passphrase: PassphraseSlot.nullable(),
  passkeys: z.array(PasskeySlot).max(10),
  recovery: RecoverySlot.nullable(),
  /** Keys made since, oldest first. */
  later: z.array(LaterKey).max(255).default([]),
  /** Null where nobody has counted yet: a tablet set up before keys were changed by their age. */
  use: KeyUse.nullable().default(null),
})
export type KeySlots = z.infer<typeof KeySlots>

/** Wrong passphrases since the last right one. Kept apart so that counting never rewrites a slot. */
export const Attempts = z.strictObject({
  databaseName: z.string(),
  /** Raised before a guess is tried, so that pulling the plug in the middle gains nothing. */
  count: z.int().min(0),
  notBefore: Instant.nullable(),
})
export type Attempts = z.infer<typeof Attempts>

/** The attempts as the spare place holds them: a count and a time under a hashed name. What is not that counts for nothing. */
const SpareAttempts = z
  .string()
  .transform((text, context) => {
    try {
      const value: unknown = JSON.parse(text)
      return value
    } catch {
      context.addIssue({ code: 'custom' })
      return z.NEVER
    }
  })
  .pipe(Attempts)

const spareKey = (databaseName: string): string => `doorstep:attempts:${databaseName}`

/** The name of the small database that stays readable while the tablet is locked. */
const SLOTS_DATABASE = 'doorstep-slots'

/**
 * The key slots of everyone who uses this tablet: not sealed, for they are what opens what is sealed, and with nothing
 * personal in them. Every write is one strict transaction over one row: it is wholly done or not at all.
 */
export class SlotStore {
  readonly #db: Dexie
  readonly #slots: Table<unknown, string>
  readonly #attempts: Table<unknown, string>
  readonly #spare: SmallStore | null

  /** `spare` is where guesses are counted while the device has no room for a row: it has room of its own. */
  constructor(storehouse: Storehouse, spare: SmallStore | null = null) {
    this.#spare = spare
    this.#db = new Dexie(SLOTS_DATABASE, { ...storehouse, cache: 'disabled', chromeTransactionDurability: 'strict' })
    this.#db.version(1).stores({ slots: 'databaseName', attempts: 'databaseName' })
    this.#slots = this.#db.table('slots')
    this.#attempts = this.#db.table('attempts')
  }

  /** Everyone who has a slot here. Slots that cannot be read are left out, never deleted. */
  async all(): Promise<KeySlots[]> {
    return (await this.#slots.toArray()).flatMap((row) => {
      const parsed = KeySlots.safeParse(row)
      return parsed.success ? [parsed.data] : []
    })
  }

  /** One account's slots, or null. Throws a `StoreFault` when they are there and were damaged or weakened. */
  async of(databaseName: string): Promise<KeySlots | null> {
    const row = await this.#slots.get(databaseName)
    if (row === undefined) return null
    const parsed = KeySlots.safeParse(row)
    if (!parsed.success) throw new StoreFault('tampered')
    return parsed.data
  }

  /** Keeps slots for an account that has none. False when it has: a data key in use must never be replaced by another. */
  async add(slots: KeySlots): Promise<boolean> {
    return await this.#db.transaction('rw', this.#slots, async () => {
      if ((await this.#slots.get(slots.databaseName)) !== undefined) return false
      await this.#slots.add(slots)
      return true
    })
  }

  /** Changes one account's slots in one transaction. A change that answers what it was given writes nothing. */
  async change(databaseName: string, change: (slots: KeySlots) => KeySlots): Promise<void> {
    await this.#db.transaction('rw', this.#slots, async () => {
      const slots = await this.of(databaseName)
      if (slots === null) return
      const next = change(slots)
      if (next !== slots) await this.#slots.put(next)
    })
  }

  async attempts(databaseName: string): Promise<Attempts> {
    const row = await this.#attempts.get(databaseName)
    const kept = row === undefined ? { databaseName, count: 0, notBefore: null } : Attempts.parse(row)
    const spare = this.#spareAttempts(databaseName)
    return spare !== null && spare.count > kept.count ? spare : kept
  }

  /**
   * Counts a guess before it is tried, in the transaction that looks whether one may be made: two tabs guessing at once
   * count twice. `next` answers what to keep, or null when no guess may be made now. Where the device has no room the guess is
   * counted in the spare place, so that a full tablet still opens on a doorstep. Throws a `StoreFault` (`no-space`) when there
   * is no room there either: a guess that cannot be counted is not tried.
   */
  async countAttempt(databaseName: string, next: (before: Attempts) => Attempts | null): Promise<Attempts | null> {
    try {
      return await this.#db.transaction('rw', this.#attempts, async () => {
        const counted = next(await this.attempts(databaseName))
        if (counted !== null) await this.#attempts.put(counted)
        return counted
      })
    } catch (error) {
      if (this.#spare === null || classifyFault(error) !== 'no-space') throw error
      const counted = next(await this.attempts(databaseName))
      if (counted !== null) this.#keepSpareAttempts(this.#spare, counted)
      return counted
    }
  }

  async forgetAttempts(databaseName: string): Promise<void> {
    this.#spare?.removeItem(spareKey(databaseName))
    await this.#attempts.delete(databaseName)
  }

  #spareAttempts(databaseName: string): Attempts | null {
    const kept = this.#spare?.getItem(spareKey(databaseName)) ?? null
    return kept === null ? null : (SpareAttempts.safeParse(kept).data ?? null)
  }

  #keepSpareAttempts(spare: SmallStore, attempts: Attempts): void {
    try {
      spare.setItem(spareKey(attempts.databaseName), JSON.stringify(attempts))
    } catch (error) {
      throw new StoreFault('no-space', error)
    }
  }

  /** Takes an account off this tablet for good. What is sealed under its key can never be read again. */
  async forget(databaseName: string): Promise<void> {
    this.#spare?.removeItem(spareKey(databaseName))
    await this.#db.transaction('rw', this.#slots, this.#attempts, async () => {
      await this.#slots.delete(databaseName)
      await this.#attempts.delete(databaseName)
    })
  }

  close(): void {
    this.#db.close()
  }
}
