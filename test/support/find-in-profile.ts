import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The forms in which a text or a key may lie on a disk. */
export const formsOf = (what: string | Uint8Array): Buffer[] => {
  if (typeof what !== 'string') {
    const bytes = Buffer.from(what)
    return [bytes, Buffer.from(bytes.toString('hex')), ...base64FormsOf(bytes)]
  }
  const utf8 = Buffer.from(what)
  const escaped = JSON.stringify(what)
    .slice(1, -1)
    .replaceAll(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return [
    utf8,
    Buffer.from(what, 'utf16le'),
    Buffer.from(escaped),
    ...base64FormsOf(utf8),
    ...base64FormsOf(Buffer.from(what, 'utf16le')),
  ]
}

/**
 * Base64 of a text depends on where in its surroundings it starts; these are the parts that do not, for each of the
 * three possible starts.
 */
const base64FormsOf = (bytes: Buffer): Buffer[] =>
  [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '')
    const firstWhole = offset === 0 ? 0 : offset + 1
    const lastWhole = Math.floor(((offset + bytes.length) * 8) / 6)
    return Buffer.from(text.slice(firstWhole, lastWhole))
  })

/** Where each named text or key lies in the files under `folder`, in any of its forms: `{ name: [file, …] }`. */
export const findInProfile = (
  folder: string,
  wanted: Record<string, string | Uint8Array>,
): Record<string, string[]> => {
  const forms = Object.entries(wanted).map(([name, what]) => ({ name, forms: formsOf(what) }))
  const found: Record<string, string[]> = {}
  for (const file of filesIn(folder)) {
    const bytes = readFileSync(file)
    for (const { name, forms: each } of forms) {
      if (each.some((form) => bytes.includes(form))) (found[name] ??= []).push(relative(folder, file))
    }
  }
  return found
}

/** Every ordinary file below a folder. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
