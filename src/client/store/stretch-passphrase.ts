import { argon2id } from 'hash-wasm'
import { z } from 'zod'

/**
 * How a passphrase is turned into a key, kept beside what it unlocks. The bounds are checked whenever it is read: too little
 * would make a stolen tablet guessable, too much would hang it.
 */
export const Stretching = z.discriminatedUnion('by', [
  z
    .strictObject({
      by: z.literal('argon2id'),
      /** KiB. */
      memory: z
        .int()
        .min(19 * 1024)
        .max(256 * 1024),
      passes: z.int().min(1).max(10),
      lanes: z.int().min(1).max(4),
    })
    // The two floors that OWASP gives: 46 MiB in one pass, or 19 MiB in two.
    .refine(({ memory, passes }) => memory >= 46 * 1024 || passes >= 2),
  z.strictObject({ by: z.literal('pbkdf2-sha256'), passes: z.int().min(600_000).max(5_000_000) }),
])
export type Stretching = z.infer<typeof Stretching>

/** What new passphrases are stretched by (trust A5). */
export const ARGON2ID: Stretching = { by: 'argon2id', memory: 64 * 1024, passes: 3, lanes: 1 }
/** Only where WebAssembly is switched off, as in an iPad's Lockdown Mode. */
export const PBKDF2: Stretching = { by: 'pbkdf2-sha256', passes: 600_000 }

export const SALT_BYTES = 16

/** The key, or that this browser cannot do it because WebAssembly is off. */
export type Stretched = { ok: true; key: Uint8Array } | { ok: false; why: 'no-wasm' }

/** Turns a passphrase into a key, wherever that is done: in a worker, or here. */
export type Stretch = (passphrase: string, salt: Uint8Array, by: Stretching) => Promise<Stretched>

/**
 * 32 bytes that cost a third of a second and 64 MiB to try. The passphrase is brought to one Unicode form first, since
 * keyboards differ in how they send an accent.
 */
export const stretchPassphrase: Stretch = async (passphrase, salt, by) => {
  const password = new TextEncoder().encode(passphrase.normalize('NFKC'))
  switch (by.by) {
    case 'argon2id': {
      if (typeof WebAssembly === 'undefined') return { ok: false, why: 'no-wasm' }
      try {
        const key = await argon2id({
          password,
          salt,
          memorySize: by.memory,
          iterations: by.passes,
          parallelism: by.lanes,
          hashLength: 32,
          outputType: 'binary',
        })
        return { ok: true, key }
      } catch (error) {
        if (error instanceof WebAssembly.CompileError) return { ok: false, why: 'no-wasm' }
        throw error
      }
    }
    case 'pbkdf2-sha256': {
      const material = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
      const bits = await crypto.subtle.deriveBits(
        { name: 'PBKDF2', hash: 'SHA-256', salt: Uint8Array.from(salt), iterations: by.passes },
        material,
        256,
      )
      return { ok: true, key: new Uint8Array(bits) }
    }
  }
}
