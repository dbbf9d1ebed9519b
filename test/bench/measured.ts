import { goals, sayGoal, type Goal, type GoalName } from './goals.ts'

/** Runs of one row, in the order they were made: what was measured, and the floor beside it. */
export type Runs = { value: number[]; floor: number[] }

/** One row as `--json` writes it. `ratio` is value to floor. */
export type Measured = { row: string; value: number; floor: number; ratio: number; goal: string }

/** The middle one, or the mean of the middle two. Throws when there is none: a row without a run is a broken bench. */
export const median = (figures: readonly number[]): number => {
  const sorted = figures.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  if (low === undefined || high === undefined) throw new Error('Nothing was measured.')
  return (low + high) / 2
}

/** The medians of a row's runs. */
export const measuredOf = (name: GoalName, runs: Runs): Measured => {
  const goal = goals[name]
  const [value, floor] = [median(runs.value), median(runs.floor)]
  return { row: goal.row, value: round(value), floor: round(floor), ratio: round(value / floor), goal: sayGoal(goal) }
}

const round = (figure: number): number => Math.round(figure * 100) / 100

/** True when the goal is met. */
export const isMet = ({ judged, limit }: Goal, { value, ratio }: Pick<Measured, 'value' | 'ratio'>): boolean => {
  const figure = judged === 'ratio' ? ratio : value
  return limit.at === 'most' ? figure <= limit.figure : figure >= limit.figure
}

/** What the bench ends with when a goal was missed: one of its own, so that nobody takes it for a bench that broke. */
export const MISSED = 3

/** What the bench ends with. Whoever only measures (`--only-measure`) is not stopped by what was missed. */
export const exitCodeOf = (
  rows: readonly { name: GoalName; measured: Measured }[],
  { isOnlyMeasuring }: { isOnlyMeasuring: boolean },
): number => {
  if (rows.length === 0) throw new Error('Nothing was measured.')
  return isOnlyMeasuring || rows.every(({ name, measured }) => isMet(goals[name], measured)) ? 0 : MISSED
}

/** The rows as a table to read, the missed ones named. */
export const tableOf = (rows: readonly { name: GoalName; measured: Measured }[]): string => {
  const lines = [
    ['', 'value', 'floor', 'ratio', 'goal', ''],
    ...rows.map(({ name, measured }) => {
      const goal = goals[name]
      return [
        measured.row,
        `${measured.value} ${goal.unit}`,
        `${measured.floor} ${goal.unit}`,
        `${measured.ratio}x`,
        measured.goal,
        isMet(goal, measured) ? 'met' : 'MISSED',
      ]
    }),
  ]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
