/**
 * `npm test`: every check, cheapest first, stopping at the first that fails. The last line says what was counted.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'

const counted = 'test/output/vitest.json'

const checks: { name: string; command: string; args: string[] }[] = [
  { name: 'types', command: 'tsc', args: ['-b'] },
  { name: 'lint', command: 'oxlint', args: ['src', 'test', '--deny-warnings'] },
  { name: 'format', command: 'oxfmt', args: ['--check', 'src', 'test', 'vite.config.ts'] },
  { name: 'unused code', command: 'knip', args: ['--no-progress'] },
  { name: 'build', command: 'vite', args: ['build', '--logLevel', 'warn'] },
  {
    name: 'tests',
    command: 'vitest',
    args: ['run', '--project=!webkit', '--reporter=default', '--reporter=json', `--outputFile.json=${counted}`],
  },
]

const Counts = z.object({
  numTotalTests: z.int(),
  numPassedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.unknown()),
})

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const seconds = (since: number): string => `${Math.round((performance.now() - since) / 1000)} s`

const started = performance.now()
mkdirSync('test/output', { recursive: true })
rmSync(counted, { force: true })
for (const { name, command, args } of checks) {
  const from = performance.now()
  const { status, signal } = spawnSync(command, args, { stdio: 'inherit' })
  if (status !== 0) {
    say(`npm test: FAILED at ${name} (${signal ?? `exit ${status}`}) after ${seconds(started)}`)
    process.exit(1)
  }
  say(`${name}: fine (${seconds(from)})`)
}
const counts = Counts.parse(JSON.parse(readFileSync(counted, 'utf8')))
const skipped = counts.numPendingTests + counts.numTodoTests
say(
  `${counts.numPassedTests} passed, ${counts.numTotalTests - counts.numPassedTests - skipped} failed, ${skipped} skipped`,
)
say(
  `npm test: ${counts.numPassedTests} of ${counts.numTotalTests} tests passed in ${counts.testResults.length} files, ` +
    `${skipped} skipped; ${checks.length - 1} other checks fine; ${seconds(started)}`,
)
