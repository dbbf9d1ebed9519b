import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { play } from './run.ts'
import { runs, type Step } from './steps.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world.close())

const RUNS = Number(process.env['SIMULATION_RUNS'] ?? 300)

test(
  `[SPEC I1] to [SPEC I18]: in ${RUNS} runs of faults nothing is lost, doubled, stuck or shown wrongly`,
  { timeout: 1_200_000 },
  async () => {
    const seed = Number(process.env['SIMULATION_SEED'] ?? 20_261_122)
    const outcome = await fc.check(
      fc.asyncProperty(runs, (run) => play(world, run)),
      { numRuns: RUNS, seed, endOnFailure: true },
    )
    expect(
      outcome.failed
        ? `seed ${seed}: ${String(outcome.errorInstance)} ${JSON.stringify(outcome.counterexample)}`
        : 'held',
    ).toBe('held')
    expect(outcome.numRuns).toBe(RUNS)
  },
)

const kept = readdirSync(join(import.meta.dirname, 'failures')).filter((name) => name.endsWith('.json'))

test.each(kept)('what once failed stays mended: %s', { timeout: 60_000 }, async (name) => {
  const { steps }: { steps: Step[] } = JSON.parse(readFileSync(join(import.meta.dirname, 'failures', name), 'utf8'))
  await expect(play(world, steps)).resolves.toBeUndefined()
})
