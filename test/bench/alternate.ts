import type { Runs } from './measured.ts'

/** Milliseconds that `run` takes. */
export const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await run()
  return performance.now() - from
}

/**
 * Measures two ways in turns, `times` each, so that whatever else the machine does falls on both; who begins changes each
 * time. One unmeasured turn comes first. Each way answers its own figure.
 */
export const alternate = async (
  times: number,
  ours: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<Runs> => {
  const runs: Runs = { value: [], floor: [] }
  await ours()
  await floor()
  for (let turn = 0; turn < times; turn += 1) {
    if (turn % 2 === 0) runs.value.push(await ours())
    runs.floor.push(await floor())
    if (turn % 2 === 1) runs.value.push(await ours())
  }
  return runs
}
