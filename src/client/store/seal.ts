import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { Locked, Tampered, WrittenByNewerApp } from './fault.ts'

/** Bytes of a data key. */
export const KEY_BYTES = 32

/** The first byte of every envelope. Raised when the layout of envelopes or of what they are bound to changes. */
export const ENVELOPE_FORMAT = 1

const NONCE_BYTES = 24
const TAG_BYTES = 16
const HEADER_BYTES = 2 + NONCE_BYTES

/**
 * Seals text so that it opens only with the same key and under the same binding. Synchronous, because it works inside an
 * IndexedDB transaction, which ends as soon as anything else is waited for.
 */
export type Cipher = {
  /** An envelope holding `text`. `binding` is not stored: whoever opens it must name it again. */
  seal(text: string, binding: string): Uint8Array<ArrayBuffer>
  /**
   * The text of an envelope. Throws `Tampered` when anything differs, `WrittenByNewerApp` for a later
   * format, `Locked` when the key was dropped; never answers half a text.
   */
  open(envelope: Uint8Array, binding: string): string
  /** Copies of its keys, for a worker of this page that opens the same rows. Throws `Locked` when they were dropped. */
  lend(): NumberedKeys
  /** Forgets the key for good. */
  drop(): void
}

/** Fills an array with random bytes: `crypto.getRandomValues`, or a test's own. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => void

/** The randomness of the machine. */
export const machineRandom: RandomBytes = (bytes) => {
  crypto.getRandomValues(bytes)
}

/** A data key with its number, 0 to 255, so that a later key can be brought in while older rows still open. */
export type NumberedKey = { id: number; bytes: Uint8Array }

/** The key that seals, and after it earlier ones that only open. */
export type NumberedKeys = readonly [NumberedKey, ...NumberedKey[]]

/**
 * XChaCha20-Poly1305 itself, by whichever library does it: all of them make and open the same bytes. `decrypt` throws
 * anything at all when the tag does not fit.
 */
export type Aead = {
  encrypt(key: Uint8Array, nonce: Uint8Array, words: Uint8Array, binding: Uint8Array): Uint8Array
  decrypt(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, binding: Uint8Array): Uint8Array
}

/** In plain JavaScript: runs wherever the app runs, under any content security policy. */
export const plainAead: Aead = {
  encrypt: (key, nonce, words, binding) => xchacha20poly1305(key, nonce, binding).encrypt(words),
  decrypt: (key, nonce, sealed, binding) => xchacha20poly1305(key, nonce, binding).decrypt(sealed),
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * XChaCha20-Poly1305. Envelope: format (1 byte), key number (1), random nonce (24), ciphertext with tag. A nonce of 24
 * bytes may be drawn at random for every row that will ever be sealed without two being alike.
 *
 * `keys[0]` seals; all of them open. `guard` is asked before each opening and throws `Locked` when the time is up.
 * `sealings.passed` is told each time that many rows were sealed.
 */
export const createCipher = (
  keys: NumberedKeys,
  options: {
    random?: RandomBytes
    guard?: () => void
    aead?: Aead
    sealings?: { every: number; passed: () => void }
  } = {},
): Cipher => {
  const { random = machineRandom, aead = plainAead } = options
  const held = new Map<number, Uint8Array>()
  for (const { id, bytes } of keys) {
    if (bytes.length !== KEY_BYTES || !Number.isInteger(id) || id < 0 || id > 255)
      throw new TypeError('Not a data key.')
    held.set(id, Uint8Array.from(bytes))
  }
  const current = keys[0].id
  const nonces = createNonces(random)
  let sealings = 0
  const keyOf = (id: number): Uint8Array => {
    if (held.size === 0) throw new Locked()
    const key = held.get(id)
    if (!key) throw new Tampered('A sealed row names a key that this tablet does not hold.')
    return key
  }
  const copy = (id: number): NumberedKey => ({ id, bytes: Uint8Array.from(keyOf(id)) })
  return {
    seal(text, binding) {
      const key = keyOf(current)
      const words = encoder.encode(text)
      const envelope = new Uint8Array(HEADER_BYTES + words.length + TAG_BYTES)
      envelope[0] = ENVELOPE_FORMAT
      envelope[1] = current
      const nonce = nonces()
      envelope.set(nonce, 2)
      envelope.set(aead.encrypt(key, nonce, words, encoder.encode(binding)), HEADER_BYTES)
      words.fill(0)
      sealings += 1
      if (options.sealings !== undefined && sealings % options.sealings.every === 0) options.sealings.passed()
      return envelope
    },
    open(envelope, binding) {
      options.guard?.()
      const format = envelope[0] ?? 0
      if (format > ENVELOPE_FORMAT) throw new WrittenByNewerApp()
      if (format < ENVELOPE_FORMAT || envelope.length < HEADER_BYTES + TAG_BYTES) throw new Tampered()
      const key = keyOf(envelope[1] ?? -1)
      // The cipher reads whole words of four bytes when they are aligned: a copy is cheaper than its slow way.
      const nonce = envelope.slice(2, HEADER_BYTES)
      const sealed = envelope.slice(HEADER_BYTES)
      const words = openWords(aead, key, nonce, sealed, encoder.encode(binding))
      const text = decoder.decode(words)
      words.fill(0)
      return text
    },
    lend() {
      return [copy(current), ...[...held.keys()].filter((id) => id !== current).map(copy)]
    },
    drop() {
      for (const bytes of held.values()) bytes.fill(0)
      held.clear()
    },
  }
}

const openWords = (aead: Aead, ...sealed: Parameters<Aead['decrypt']>): Uint8Array => {
  try {
    return aead.decrypt(...sealed)
  } catch {
    throw new Tampered()
  }
}

const NONCES_AT_A_TIME = 128

/** Draws nonces in batches, since each call for randomness costs more than the bytes; none is ever handed out twice. */
const createNonces = (random: RandomBytes): (() => Uint8Array) => {
  const drawn = new Uint8Array(NONCE_BYTES * NONCES_AT_A_TIME)
  let next = NONCES_AT_A_TIME
  return () => {
    if (next === NONCES_AT_A_TIME) {
      random(drawn)
      next = 0
    }
    const nonce = drawn.slice(next * NONCE_BYTES, (next + 1) * NONCE_BYTES)
    next += 1
    return nonce
  }
}
