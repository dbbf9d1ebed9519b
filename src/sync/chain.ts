import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { WireMutation } from './protocol.ts'

/** The link before a line's first mutation (SPEC C1). */
export const ROOT = '0'.repeat(64)

/**
 * One value's JSON with the keys of every object in order, so that the tablet and the office hash the same bytes
 * whatever order their engines kept. Follows JSON: a key without a value is left out.
 */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value))
    return `[${value.map((part) => (part === undefined ? 'null' : canonicalJson(part))).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`)
    return `{${parts.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** The chain value of a mutation that follows `prev` (SPEC C1): hex SHA-256. */
export const linkAfter = (prev: string, act: Pick<WireMutation, 'uid' | 'name' | 'args' | 'recordedAt'>): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalJson([prev, act.uid, act.name, act.args, act.recordedAt]))))

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The short reference of a receipt, made from the mutation's uid on either side: four characters without I, L, O and U,
 * so that it can be read out over a telephone and written in a diary.
 */
export const referenceOf = (uid: string): string =>
  Array.from(sha256(utf8ToBytes(uid)).slice(0, 4), (byte) => letters[byte % letters.length]).join('')
