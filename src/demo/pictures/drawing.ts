import { crc32, deflateSync } from 'node:zlib'

/** Red, green and blue, each 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number]

/** Where a stroke of a pen is, in pixels from the left and from the top. */
export type Place = readonly [x: number, y: number]

/** A picture drawn by code, so that nobody real was ever in front of a camera. */
export class Drawing {
  readonly width: number
  readonly height: number
  readonly #pixels: Uint8Array

  constructor(width: number, height: number, paper: Colour) {
    this.width = width
    this.height = height
    this.#pixels = new Uint8Array(width * height * 3)
    this.fill(0, 0, width, height, paper)
  }

  /** A rectangle, cut at the edges. */
  fill(left: number, top: number, width: number, height: number, colour: Colour): void {
    for (let y = top; y < top + height; y += 1) for (let x = left; x < left + width; x += 1) this.#dot(x, y, colour)
  }

  /** A line of a round pen through all places, smooth between them (Catmull-Rom). */
  stroke(places: readonly Place[], pen: number, colour: Colour): void {
    for (let at = 0; at + 1 < places.length; at += 1) {
      const [before, from, to, after] = [at - 1, at, at + 1, at + 2].map(
        (index) => places[Math.min(Math.max(index, 0), places.length - 1)] ?? [0, 0],
      )
      if (before === undefined || from === undefined || to === undefined || after === undefined) return
      const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) * 2) + 1
      for (let step = 0; step <= steps; step += 1) {
        const share = step / steps
        this.#round(
          between(before[0], from[0], to[0], after[0], share),
          between(before[1], from[1], to[1], after[1], share),
          pen,
          colour,
        )
      }
    }
  }

  /** The bytes of a PNG with eight bits a colour. */
  png(): Buffer {
    const header = Buffer.alloc(13)
    header.writeUInt32BE(this.width, 0)
    header.writeUInt32BE(this.height, 4)
    header.set([8, 2, 0, 0, 0], 8)
    const row = this.width * 3
    const lines = Buffer.alloc((row + 1) * this.height)
    for (let y = 0; y < this.height; y += 1) lines.set(this.#pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1)
    return Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(lines, { level: 9 })),
      chunk('IEND', Buffer.alloc(0)),
    ])
  }

  #round(x: number, y: number, pen: number, colour: Colour): void {
    const reach = Math.ceil(pen)
    for (let down = -reach; down <= reach; down += 1)
      for (let across = -reach; across <= reach; across += 1)
        if (Math.hypot(across, down) <= pen) this.#dot(Math.round(x) + across, Math.round(y) + down, colour)
  }

  #dot(x: number, y: number, colour: Colour): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return
    this.#pixels.set(colour, (y * this.width + x) * 3)
  }
}

const between = (before: number, from: number, to: number, after: number, share: number): number =>
  0.5 *
  (2 * from +
    (to - before) * share +
    (2 * before - 5 * from + 4 * to - after) * share ** 2 +
    (3 * from - before - 3 * to + after) * share ** 3)

/** One part of a PNG: its length, name and bytes, and their checksum. */
const chunk = (name: string, bytes: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), bytes])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
