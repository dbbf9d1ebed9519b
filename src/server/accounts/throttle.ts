import type pg from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { keyedHash } from './keyed.ts'

/** Counted things and how many are let through in how many seconds (trust F6). */
const limits = {
  /** Wrong guesses against one account from one tablet, or from anywhere that is not one of its tablets. */
  guess: { points: 10, duration: 15 * 60 },
  /** Requests from one address: a school of 600 may arrive behind one within ten minutes, each with two steps, and mistype. */
  address: { points: 6000, duration: 10 * 60 },
  /** Addresses of browsers that one account names to be notified at: a tablet changes its own a few times a year. */
  notified: { points: 30, duration: 60 * 60 },
} as const

/** Let through, or told to come back in so many seconds. */
export type Leave = { ok: true } | { ok: false; retryAfter: number }

/**
 * Counts tries in the database, so that every process of the office counts together. Nothing here locks an account for
 * good, and a stranger's guesses never count against a tablet that the account's owner has set up.
 */
export type Throttle = {
  /** Counts a guess before it is looked at. `device` is a tablet known to belong to the account, or null. */
  guess(account: string, device: string | null): Promise<Leave>
  /** Forgets the guesses, after a right one. */
  right(account: string, device: string | null): Promise<void>
  /** Counts a request from an address. */
  from(address: string): Promise<Leave>
  /** Counts that a person's tablet asks to be notified: each asking lets the office be sent somewhere that they name. */
  notified(personId: string): Promise<Leave>
}

const consume = async (limiterOf: RateLimiterPostgres, key: string): Promise<Leave> => {
  try {
    await limiterOf.consume(key)
    return { ok: true }
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes)
      return { ok: false, retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) }
    throw refusal
  }
}

/** `pool` must be able to write accounts.throttle. */
export const openThrottle = (pool: pg.Pool, secret: string): Throttle => {
  const limiter = (keyPrefix: keyof typeof limits) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      schemaName: 'accounts',
      tableName: 'throttle',
      tableCreated: true,
      keyPrefix,
      ...limits[keyPrefix],
    })
  const guesses = limiter('guess')
  const addresses = limiter('address')
  const notified = limiter('notified')

  const guessKey = (account: string, device: string | null): string =>
    keyedHash(secret, 'throttle', `${account.trim().toLowerCase()} ${device ?? 'elsewhere'}`)

  return {
    guess: (account, device) => consume(guesses, guessKey(account, device)),
    right: async (account, device) => {
      await guesses.delete(guessKey(account, device))
    },
    from: (address) => consume(addresses, keyedHash(secret, 'throttle', address)),
    notified: (personId) => consume(notified, keyedHash(secret, 'throttle', personId)),
  }
}
