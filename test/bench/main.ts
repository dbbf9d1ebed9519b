/**
 * `npm run bench [-- --json FILE] [--quick] [--only WORDS] [--only-measure]`: every row of `goals.ts`, each against a floor
 * measured in the same run. Ends with 3 when a goal was missed, but with `--only-measure`; with 1 when it could not measure. Never part of `npm test`: how long something takes says as much about the machine as about the code.
 */
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { measureFigures } from './figures-rows.ts'
import { goals, type GoalName } from './goals.ts'
import { exitCodeOf, isMet, measuredOf, tableOf, type Measured, type Runs } from './measured.ts'
import { measureOffice } from './office-rows.ts'
import { measureCounting, measureGroups, measureMarks } from './marks-rows.ts'
import { measureInPage, pageRows } from './page-rows.ts'
import { measureOnTablet, tabletRows } from './tablet-rows.ts'

const { values: asked } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean' },
    only: { type: 'string' },
    'only-measure': { type: 'boolean' },
  },
})
const unknown = (asked.only?.split(',') ?? []).filter((name) => !Object.hasOwn(goals, name))
if (unknown.length > 0) {
  process.stderr.write(`No row is called ${unknown.join(', ')}. The rows: ${Object.keys(goals).join(', ')}.\n`)
  process.exit(1)
}
const times = asked.quick === true ? 3 : 7
const isOnlyMeasuring = asked['only-measure'] === true

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const machine = (): string =>
  `${cpus().length} cores, load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`
const isAsked = (name: GoalName): boolean => asked.only === undefined || asked.only.split(',').includes(name)

const rows: { name: GoalName; measured: Measured }[] = []
const heard = (name: GoalName, runs: Runs): void => {
  const measured = measuredOf(name, runs)
  rows.push({ name, measured })
  say(`${measured.row}: ${measured.value} against ${measured.floor} ${goals[name].unit}, ${measured.ratio}x`)
}

say(`${times} alternating runs of each row, on ${machine()}`)
const inPage = pageRows.filter(isAsked)
if (inPage.length > 0) await measureInPage(inPage, times, heard)
const onTablet = tabletRows.filter(isAsked)
if (onTablet.length > 0) await measureOnTablet(onTablet, times, heard)
if (isAsked('officeMutations')) heard('officeMutations', await measureOffice(times))
if (isAsked('importMarks')) heard('importMarks', await measureMarks(times))
if (isAsked('figuresOfSchools')) heard('figuresOfSchools', await measureFigures(times))
if (isAsked('countMarks')) heard('countMarks', await measureCounting(times))
if (isAsked('lookAtGroups')) heard('lookAtGroups', await measureGroups(times))

say(`\n${tableOf(rows)}\n`)
say(`on ${machine()}`)
const missed = rows.filter(({ name, measured }) => !isMet(goals[name], measured))
say(missed.length === 0 ? 'Every goal is met.' : `Missed: ${missed.map(({ measured }) => measured.row).join('; ')}.`)
if (asked.json !== undefined)
  writeFileSync(
    asked.json,
    `${JSON.stringify(
      rows.map(({ measured }) => measured),
      null,
      2,
    )}\n`,
  )
// The PostgreSQL of the office under test is kept by a process that ends with this one.
process.exit(exitCodeOf(rows, { isOnlyMeasuring }))
