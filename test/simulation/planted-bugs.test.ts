import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPlant, plants } from './plants.ts'
import { play } from './run.ts'
import { runs } from './steps.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world.close())

test.each(Object.keys(plants))('the checks find the planted bug %s', { timeout: 480_000 }, async (name) => {
  if (!isPlant(name)) throw new TypeError(`${name} is not planted.`)
  const outcome = await fc.check(
    fc.asyncProperty(runs, (run) => play(world, run, name)),
    { numRuns: 500, seed: 4, endOnFailure: true },
  )
  expect(outcome.failed).toBe(true)
  expect(String(outcome.errorInstance)).toMatch(/^Violation: (I\d+|W2)/)
})
