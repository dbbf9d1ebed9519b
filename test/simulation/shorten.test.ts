import { expect, test } from 'vitest'
import { shorten } from './shorten.ts'

test('a failing run is kept as the fewest of its steps that still fail, in their order', async () => {
  const run = Array.from({ length: 52 }, (_, step) => step)
  const needed = [3, 17, 18, 44]
  let played = 0
  const fails = async (steps: readonly number[]): Promise<boolean> => {
    played += 1
    return needed.every((step) => steps.includes(step))
  }
  expect(await shorten(run, fails)).toEqual(needed)
  // A run takes a moment to play: far fewer are played than there are ways to leave steps out.
  expect(played).toBeLessThan(120)
  expect(await shorten([1], async () => true)).toEqual([])
})
