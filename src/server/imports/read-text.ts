import type { ReadFault } from './roll-row.ts'

/** How bytes were turned into text, in the words a person sees. */
export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'

export type TextReading = { ok: true; text: string; encoding: Encoding } | { ok: false; fault: ReadFault }

/**
 * Bytes of a school's export as text, without a byte order mark and with every line ending as `\n`. Schools' systems
 * write UTF-8 and UTF-16 with or without a mark, and Excel in England writes Windows-1252. UTF-8 is tried first, strictly:
 * text in Windows-1252 with an accent in it is never valid UTF-8 by accident.
 */
export const readText = (bytes: Uint8Array): TextReading => {
  if (bytes.length === 0) return refuse({ why: 'empty' })
  const known = knownOtherFile(bytes)
  if (known) return refuse(known)

  const decoded = decode(bytes)
  if (!decoded || !isPlainText(decoded.text)) return refuse({ why: 'not-text' })
  const text = decoded.text.replaceAll(/\r\n?/g, '\n')
  if (text.trim() === '') return refuse({ why: 'empty' })
  return { ok: true, text, encoding: decoded.encoding }
}

const refuse = (fault: ReadFault): TextReading => ({ ok: false, fault })

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, at) => bytes[at] === byte)

/** Files that people pick by mistake, told apart by their first bytes so that the message can say what to do. */
const knownOtherFile = (bytes: Uint8Array): ReadFault | null => {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { why: 'old-workbook' }
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return { why: 'pdf' }
  return null
}

const decode = (bytes: Uint8Array): { text: string; encoding: Encoding } | null => {
  if (startsWith(bytes, 0xff, 0xfe)) return strictly('utf-16le', 'UTF-16', bytes)
  if (startsWith(bytes, 0xfe, 0xff)) return strictly('utf-16be', 'UTF-16', bytes)
  const order = unmarkedUtf16(bytes)
  if (order) return strictly(order, 'UTF-16', bytes)
  return strictly('utf-8', 'UTF-8', bytes) ?? strictly('windows-1252', 'Windows-1252', bytes)
}

const strictly = (
  label: string,
  encoding: Encoding,
  bytes: Uint8Array,
): { text: string; encoding: Encoding } | null => {
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), encoding }
  } catch {
    return null
  }
}

/**
 * UTF-16 without a mark shows itself by its commas, digits and line ends, whose other byte is zero: nearly all zeros fall
 * on one side, whatever script the names are in.
 */
const unmarkedUtf16 = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null
  const length = Math.min(bytes.length, 8192)
  let even = 0
  let odd = 0
  for (let at = 0; at < length; at += 1) {
    if (bytes[at] !== 0) continue
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  const half = length / 2
  if (odd > half * 0.1 && even < half * 0.01) return 'utf-16le'
  if (even > half * 0.1 && odd < half * 0.01) return 'utf-16be'
  return null
}

/** NUL, other control characters and lone surrogates are in no honest export, and cannot be kept faithfully. */
const isPlainText = (text: string): boolean =>
  text.isWellFormed() && !/[^\P{Cc}\t\n\f\r\u0085]|[\ufffe\uffff]/u.test(text)
