import { Drawing, type Colour } from './drawing.ts'

const brick: Colour = [150, 88, 70]
const mortar: Colour = [186, 168, 152]
const frame: Colour = [236, 232, 222]
const door: Colour = [34, 74, 92]
const panel: Colour = [26, 58, 74]
const brass: Colour = [196, 158, 74]
const dark: Colour = [22, 24, 28]
const cloth: Colour = [122, 108, 112]
const fold: Colour = [100, 88, 94]
const card: Colour = [250, 248, 240]
const stone: Colour = [166, 162, 154]

/** A front door with a card half through the letterbox, and a window whose curtains are drawn. */
export const drawFrontDoor = (): Buffer => {
  const drawing = new Drawing(600, 800, mortar)
  for (let row = 0; row < 40; row += 1)
    for (let at = -1; at < 10; at += 1) drawing.fill(at * 64 + (row % 2) * 32, row * 20, 61, 17, brick)

  drawing.fill(40, 150, 190, 300, frame)
  drawing.fill(52, 162, 166, 276, cloth)
  for (let x = 62; x < 214; x += 22) drawing.fill(x, 162, 7, 276, fold)
  drawing.fill(134, 162, 3, 276, dark)
  drawing.fill(32, 450, 206, 16, stone)

  drawing.fill(290, 90, 250, 650, frame)
  drawing.fill(308, 108, 214, 632, door)
  for (const [top, height] of [
    [140, 190],
    [480, 210],
  ] as const)
    for (const left of [332, 426]) drawing.fill(left, top, 72, height, panel)
  drawing.fill(396, 118, 38, 14, brass)
  drawing.fill(360, 390, 110, 34, brass)
  drawing.fill(368, 398, 94, 18, dark)
  for (let down = 0; down < 54; down += 1) drawing.fill(378 + Math.floor(down / 6), 402 + down, 70, 1, card)
  for (const down of [18, 27, 36]) drawing.fill(392 + Math.floor(down / 6), 402 + down, 40, 2, [120, 130, 140])
  drawing.fill(498, 404, 12, 12, brass)
  drawing.fill(260, 740, 310, 60, stone)
  return drawing.png()
}
