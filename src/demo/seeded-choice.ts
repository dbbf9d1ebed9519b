/**
 * Choices that look like chance and are the same every time: a small generator (sfc32) fed from words. Each part of the
 * invented place has a stream of its own, so that a new story changes nothing in the roll.
 */
export class SeededChoice {
  #a: number
  #b: number
  #c: number
  #count = 1

  constructor(seed: string) {
    this.#a = mixed(`${seed} one`)
    this.#b = mixed(`${seed} two`)
    this.#c = mixed(`${seed} three`)
    for (let turn = 0; turn < 12; turn += 1) this.#next()
  }

  /** A number from 0 up to and without 1. */
  fraction(): number {
    return this.#next() / 4_294_967_296
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1))
  }

  /** True in `share` of the cases (0 to 1). */
  isOneOf(share: number): boolean {
    return this.fraction() < share
  }

  /** One of a list that is not empty. */
  pick<T>(from: readonly T[]): T {
    const chosen = from[this.whole(0, from.length - 1)]
    if (chosen === undefined) throw new RangeError('There is nothing to choose from.')
    return chosen
  }

  /** One of several, each as likely as its weight says. */
  weighted<const T>(from: readonly (readonly [T, number])[]): T {
    let left = this.fraction() * from.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of from) {
      left -= weight
      if (left < 0) return value
    }
    return this.pick(from)[0]
  }

  /** The list in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((value) => [this.fraction(), value] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, value]) => value)
  }

  /** An identity in the form of a random UUID. */
  id = (): string => {
    const digits = Array.from({ length: 4 }, () => this.#next().toString(16).padStart(8, '0')).join('')
    const variant = '89ab'.charAt(Number.parseInt(digits.charAt(16), 16) % 4)
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#count) >>> 0
    this.#count = (this.#count + 1) >>> 0
    this.#a = (this.#b ^ (this.#b >>> 9)) >>> 0
    this.#b = (this.#c + (this.#c << 3)) >>> 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) >>> 0
    return sum
  }
}

/** A number of 32 bits from a text (FNV-1a). */
const mixed = (text: string): number => {
  let hash = 2_166_136_261
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 16_777_619)
  return hash >>> 0
}
