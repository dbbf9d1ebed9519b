import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Locked, Tampered, WrittenByNewerApp } from '#client/store/fault.ts'
import { createCipher, plainAead } from '#client/store/seal.ts'
import { cipherOf } from './support.ts'

const key = (id: number, byte: number) => ({ id, bytes: new Uint8Array(32).fill(byte) })
const runs = { numRuns: Number(process.env['FC_RUNS'] ?? 200) }

const notRandom = (bytes: Uint8Array): void => {
  bytes.fill(0xab)
}

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))

describe('[A3] an envelope', () => {
  test('opens to what was sealed, whatever it was and whatever it is bound to', () => {
    const cipher = cipherOf()
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, binding) => {
        expect(cipher.open(cipher.seal(text, binding), binding)).toBe(text)
      }),
      runs,
    )
  })

  test('with any bit flipped, or under any other binding, shows nothing', () => {
    const cipher = cipherOf()
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.nat(), fc.nat(7), (text, binding, other, place, bit) => {
        const envelope = cipher.seal(text, binding)
        const flipped = Uint8Array.from(envelope)
        const at = place % flipped.length
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
        // A raised format byte means a later app; everything else is meddling.
        expect(() => cipher.open(flipped, binding)).toThrow(
          at === 0 && (flipped[0] ?? 0) > 1 ? WrittenByNewerApp : Tampered,
        )
        fc.pre(other !== binding)
        expect(() => cipher.open(envelope, other)).toThrow(Tampered)
      }),
      runs,
    )
  })

  test('cut off anywhere shows nothing', () => {
    const cipher = cipherOf()
    const envelope = cipher.seal('The bus pass ran out.', '')
    for (let length = 0; length < envelope.length; length += 1) {
      expect(() => cipher.open(envelope.slice(0, length), '')).toThrow(Tampered)
    }
  })

  test('is laid out as promised: format, key number, nonce, ciphertext with tag', () => {
    const cipher = createCipher([key(5, 1)], { random: notRandom })
    const envelope = cipher.seal('hello', 'here')
    const bytes = new TextEncoder()
    expect(envelope.length).toBe(2 + 24 + 5 + 16)
    expect(Array.from(envelope.slice(0, 26))).toEqual([1, 5, ...Array.from({ length: 24 }, () => 0xab)])
    expect(plainAead.decrypt(key(5, 1).bytes, envelope.slice(2, 26), envelope.slice(26), bytes.encode('here'))).toEqual(
      bytes.encode('hello'),
    )
  })

  // Appendix A.3.1 of draft-irtf-cfrg-xchacha-03.
  test('is XChaCha20-Poly1305 as its authors published it', () => {
    const words =
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
    const sealed = plainAead.encrypt(
      hex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f'),
      hex('404142434445464748494a4b4c4d4e4f5051525354555657'),
      new TextEncoder().encode(words),
      hex('50515253c0c1c2c3c4c5c6c7'),
    )
    expect(Buffer.from(sealed.slice(-16)).toString('hex')).toBe('c0875924c1c7987947deafd8780acf49')
    expect(Buffer.from(sealed.slice(0, 16)).toString('hex')).toBe('bd6d179d3e83d43b9576579493c0e939')
  })
})

describe('[A4] nonces and keys', () => {
  test('no two envelopes share a nonce', () => {
    const cipher = cipherOf()
    const seen = new Set<string>()
    const count = 20_000
    for (let made = 0; made < count; made += 1)
      seen.add(Buffer.from(cipher.seal('', '').slice(2, 26)).toString('latin1'))
    expect(seen.size).toBe(count)
  })

  test('a new key seals from now on, and what the old one sealed still opens', () => {
    const before = createCipher([key(1, 1)])
    const old = before.seal('written last year', 'a')
    const after = createCipher([key(2, 2), key(1, 1)])
    expect(after.open(old, 'a')).toBe('written last year')
    expect(after.seal('now', 'a')[1]).toBe(2)
    expect(() => before.open(after.seal('now', 'a'), 'a')).toThrow(Tampered)
  })

  test('once dropped, a key opens and seals nothing, whoever gave it', () => {
    const given = key(1, 1)
    const cipher = createCipher([given])
    const envelope = cipher.seal('words', 'a')
    cipher.drop()
    expect(() => cipher.open(envelope, 'a')).toThrow(Locked)
    expect(() => cipher.seal('words', 'a')).toThrow(Locked)
    expect(given.bytes[0]).toBe(1)
  })

  test('a key that was lent opens and seals the same, and lives on its own; a dropped one is not lent', () => {
    const cipher = createCipher([key(2, 2), key(1, 1)])
    const [sealing, opening] = cipher.lend()
    const lent = createCipher([sealing, opening ?? sealing])
    expect(lent.open(cipher.seal('now', 'a'), 'a')).toBe('now')
    expect(lent.open(createCipher([key(1, 1)]).seal('last year', 'a'), 'a')).toBe('last year')
    expect(cipher.open(lent.seal('by the worker', 'a'), 'a')).toBe('by the worker')
    sealing.bytes.fill(0)
    expect(cipher.open(lent.seal('still', 'a'), 'a')).toBe('still')
    cipher.drop()
    expect(() => cipher.lend()).toThrow(Locked)
  })

  test('a guard that says the time is up is asked before anything is opened', () => {
    const cipher = createCipher([key(1, 1)], {
      guard: () => {
        throw new Locked()
      },
    })
    expect(() => cipher.open(cipher.seal('words', 'a'), 'a')).toThrow(Locked)
  })

  test.each([[31], [33], [0]])('%s bytes are not a key', (length) => {
    expect(() => createCipher([{ id: 1, bytes: new Uint8Array(length) }])).toThrow(TypeError)
  })
})
