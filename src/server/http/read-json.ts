/** Deeper than anything the app sends, and shallow enough for every reader after this one. */
const MAX_DEPTH = 40

/** A body that is not JSON as this office takes it. `Bad` carries no part of it. */
export class UnreadableJson extends Error {
  constructor() {
    super('A body was not JSON as the office takes it.')
    this.name = 'UnreadableJson'
  }
}

/** Names that change what an object is when they are copied. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/** Text that PostgreSQL cannot keep as it is: a NUL, half of a surrogate pair. */
const canBeKept = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed()

/** Strings are stepped over; what is left of an object's syntax are the colons, one for each name. */
const stringsAndColons = /"(?:[^"\\]|\\.)*"|:/gs

const countColons = (text: string): number => {
  let count = 0
  for (const match of text.matchAll(stringsAndColons)) if (match[0] === ':') count += 1
  return count
}

/**
 * Reads a request's JSON. Throws UnreadableJson for what no well-meant app sends and readers disagree about: a name given
 * twice, `__proto__`, numbers that cannot be exact (2^63) or finite (1e400), nesting without end. Unless `anyText`, also for
 * text that could not be kept as written.
 */
export const readJson = (text: string, { anyText = false }: { anyText?: boolean } = {}): unknown => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UnreadableJson()
  }
  let names = 0
  const rest: { value: unknown; depth: number }[] = [{ value, depth: 0 }]
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { value: part, depth } = next
    if (typeof part === 'string' && !anyText && !canBeKept(part)) throw new UnreadableJson()
    if (typeof part === 'number' && !(Number.isFinite(part) && Math.abs(part) <= Number.MAX_SAFE_INTEGER))
      throw new UnreadableJson()
    if (typeof part !== 'object' || part === null) continue
    if (depth === MAX_DEPTH) throw new UnreadableJson()
    if (Array.isArray(part)) {
      for (const item of part) rest.push({ value: item, depth: depth + 1 })
      continue
    }
    for (const [name, item] of Object.entries(part)) {
      names += 1
      if (forbidden.has(name) || (!anyText && !canBeKept(name))) throw new UnreadableJson()
      rest.push({ value: item, depth: depth + 1 })
    }
  }
  // A name given twice leaves one member in the value and two in the text.
  if (countColons(text) !== names) throw new UnreadableJson()
  return value
}
