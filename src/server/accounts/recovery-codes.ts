import { z } from 'zod'
import { keyedHash } from './keyed.ts'

const prefix = 'keyed:'

/** A code as people copy it: the dash and spaces do not matter. */
const typed = (code: string): string => code.replace(/[\s-]/g, '')

/** What is kept of a recovery code. */
export const keptRecoveryCode = (secret: string, code: string): string =>
  `${prefix}${keyedHash(secret, 'recovery-code', typed(code))}`

const Codes = z.array(z.string())

/**
 * How the sign-in library stores recovery codes. It believes that it encrypts them; it is given fingerprints, and the
 * code that somebody types is replaced by its fingerprint before the library compares (one-time-codes.ts). What remains
 * after one is used is a list of fingerprints already.
 */
export const recoveryCodeStorage = (secret: string) => ({
  encrypt: async (json: string): Promise<string> =>
    JSON.stringify(
      Codes.parse(JSON.parse(json)).map((code) => (code.startsWith(prefix) ? code : keptRecoveryCode(secret, code))),
    ),
  decrypt: async (stored: string): Promise<string> => stored,
})
