import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { isPlant, plants, type Plant } from './plants.ts'
import { play } from './run.ts'
import { shorten } from './shorten.ts'
import { runs, type Step } from './steps.ts'
import { openWorld } from './world.ts'

const usage = `npm run simulate -- [--runs N] [--seed S] [--plant NAME] [--quick]\n--quick leaves a failing run as long as it is.\nPlants: ${Object.keys(plants).join(', ')}`

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '300' },
    seed: { type: 'string' },
    plant: { type: 'string' },
    quick: { type: 'boolean' },
  },
})
const numRuns = Number(values.runs)
const seed = values.seed === undefined ? Math.floor(Date.now() % 2_147_483_647) : Number(values.seed)
if (
  !Number.isInteger(numRuns) ||
  numRuns < 1 ||
  !Number.isInteger(seed) ||
  (values.plant !== undefined && !isPlant(values.plant))
) {
  say(usage)
  process.exit(2)
}
const plant: Plant | null = values.plant !== undefined && isPlant(values.plant) ? values.plant : null

const world = await openWorld()
let played = 0
let steps = 0
say(`seed ${seed}, ${numRuns} runs${plant === null ? '' : `, with the planted bug ${plant}: ${plants[plant]}`}`)
const outcome = await fc.check(
  fc.asyncProperty(runs, async (run) => {
    await play(world, run, plant)
    played += 1
    steps += run.length
    if (played % 100 === 0) say(`${played} runs, ${steps} steps`)
  }),
  { numRuns, seed, endOnFailure: true },
)
if (!outcome.failed) {
  await world.close()
  say(`${played} runs, ${steps} steps, seed ${seed}: every invariant held after every step.`)
  process.exit(plant === null ? 0 : 1)
}
const why = outcome.errorInstance instanceof Error ? outcome.errorInstance.message : String(outcome.errorInstance)
say(`after ${outcome.numRuns} runs, seed ${seed}: ${why}`)
if (plant !== null) {
  await world.close()
  say(`The planted bug ${plant} was caught.`)
  process.exit(0)
}
const run = outcome.counterexample?.[0] ?? []
const failsAlike = async (fewer: readonly Step[]): Promise<boolean> =>
  play(world, fewer).then(
    () => false,
    (error: unknown) => error instanceof Error && error.message === why,
  )
if (values.quick !== true) say(`Looking for the fewest of its ${run.length} steps that fail alike.`)
const fewest = values.quick === true ? run : await shorten(run, failsAlike)
await world.close()
const folder = join(import.meta.dirname, 'failures')
mkdirSync(folder, { recursive: true })
const file = join(folder, `seed-${seed}.json`)
writeFileSync(file, `${JSON.stringify({ seed, why, steps: fewest }, null, 2)}\n`)
say(`${fewest.length} steps are kept in ${file} and replayed by npm test from now on.`)
process.exit(1)
