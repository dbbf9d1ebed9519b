import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { goals, sayGoal, type Goal, type GoalName } from '#test/bench/goals.ts'
import { exitCodeOf, isMet, measuredOf, median, MISSED } from '#test/bench/measured.ts'

// How fast it is depends on the machine and is no test; that nothing is quietly left out of the measuring is one.

test('every speed that was promised is measured, by name and with its goal', () => {
  const promised: Record<string, string> = {
    'put 20,000 sealed records': 'at most 1.3x',
    "read one case's 50 records, unsealed": 'at most 3x',
    'read 2,000 caseload rows, unsealed': 'at most 1.5x',
    'save one note durably': 'at most 1.5x',
    'first sync of 20,000 records': 'at most 1.3x',
    'pull of 200 changes with 20 waiting': 'at most 2x',
    'find words in 20,000 records, one of them mistyped': 'at most 100 ms',
    'first search after unlocking: read the index of 20,000 records, and find a word in it': 'at most 1000 ms',
    'cold start offline to a usable caseload, CPU slowed 4x': 'at most 2000 ms',
    'longest task while typing during a full sync, CPU slowed 4x': 'at most 50 ms',
    'longest wait for a frame while a caseload of 2,000 is scrolled and filtered': 'at most 100 ms',
    'app shell before the first screen, compressed': 'at most 250 kB',
    'accepted mutations a second at the office': 'at least 0.5x',
    'take in a year of marks of 1,200 pupils, from the bytes to the commit': 'at most 30000 ms',
    'figures of 60,000 pupils in 200 schools for a year, with codes and weeks, from the office': 'at most 2000 ms',
    'count a year of 1,200 pupils on the tablet, twenty times': 'at most 2x',
    'look at the groups of 1,200 pupils over a year on the tablet': 'at most 50 ms',
  }
  const measured = Object.values(goals).map((goal: Goal) => [goal.row, sayGoal(goal)])
  expect(Object.fromEntries(measured)).toEqual(promised)
})

const judge = (name: GoalName, value: number, floor: number): boolean =>
  isMet(goals[name], measuredOf(name, { value: [value], floor: [floor] }))

test('a goal is missed by a ratio above it, by a figure above it, and at the office by a ratio below it', () => {
  expect(judge('putRecords', 130, 100)).toBe(true)
  expect(judge('putRecords', 132, 100)).toBe(false)
  expect(judge('typingDuringSync', 50, 1)).toBe(true)
  expect(judge('typingDuringSync', 51, 50)).toBe(false)
  expect(judge('officeMutations', 50, 100)).toBe(true)
  expect(judge('officeMutations', 49, 100)).toBe(false)
})

const rowOf = (name: GoalName, value: number) => ({
  name,
  measured: measuredOf(name, { value: [value], floor: [1] }),
})

test('a script that runs the bench is told that a goal was missed, apart from a bench that broke, unless it asked not to be', () => {
  const met = rowOf('appShell', 250)
  const missed = rowOf('typingDuringSync', 51)
  expect(exitCodeOf([met], { isOnlyMeasuring: false })).toBe(0)
  expect(exitCodeOf([met, missed], { isOnlyMeasuring: false })).toBe(MISSED)
  expect(exitCodeOf([met, missed], { isOnlyMeasuring: true })).toBe(0)
  // One is what Node ends with when something throws; what measured nothing has met nothing.
  expect([0, 1]).not.toContain(MISSED)
  expect(() => exitCodeOf([], { isOnlyMeasuring: false })).toThrow('Nothing was measured.')
})

test('the bench ends with that code', () => {
  const lines = readFileSync(join(import.meta.dirname, '../bench/main.ts'), 'utf8')
    .trimEnd()
    .split('\n')
  expect(lines.at(-1)).toBe('process.exit(exitCodeOf(rows, { isOnlyMeasuring }))')
})

test('the figure of a row is the middle of its runs, so that one slow run does not decide', () => {
  expect(median([9, 1, 500, 3, 2])).toBe(3)
  expect(median([1, 2, 3, 4])).toBe(2.5)
  expect(() => median([])).toThrow('Nothing was measured.')
})
