/**
 * `npm test`: what needs no run at once, then every test; stops at what fails. The last line says what was counted.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const counted = 'test/output/vitest.json'

type Check = { name: string; command: string; args: string[] }

/** Two cores are shared by these without any of them waiting long. */
const atOnce: Check[] = [
  { name: 'types', command: 'tsc', args: ['-b'] },
  { name: 'lint', command: 'oxlint', args: ['src', 'test', '--deny-warnings'] },
  { name: 'format', command: 'oxfmt', args: ['--check', 'src', 'test', 'vite.config.ts'] },
  { name: 'unused code', command: 'knip', args: ['--no-progress'] },
  { name: 'build', command: 'vite', args: ['build', '--logLevel', 'warn'] },
]

const tests: Check = {
  name: 'tests',
  command: 'vitest',
  args: ['run', '--project=!webkit', '--reporter=default', '--reporter=json', `--outputFile.json=${counted}`],
}

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

/**
 * What Node compiled is kept from one process to the next: the office alone is started dozens of times. The compiler and the
 * linter, which are Go, spend a fifth of their time on clearing away what ends with them, unless they may let it lie.
 */
const env = {
  ...process.env,
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/compiled'),
  GOGC: '400',
}

/** Runs a check and says how it ended. */
const isFine = async ({ name, command, args }: Check): Promise<boolean> => {
  const from = performance.now()
  const [status, signal] = await once(spawn(command, args, { env, stdio: 'inherit' }), 'exit')
  if (status === 0) say(`${name}: fine (${seconds(from)})`)
  else say(`npm test: FAILED at ${name} (${signal ?? `exit ${status}`}) after ${seconds(started)}`)
  return status === 0
}

mkdirSync('test/output', { recursive: true })
rmSync(counted, { force: true })
if (!(await Promise.all(atOnce.map(isFine))).every(Boolean) || !(await isFine(tests))) process.exit(1)
const counts = Counts.parse(JSON.parse(readFileSync(counted, 'utf8')))
const skipped = counts.numPendingTests + counts.numTodoTests
say(
  `${counts.numPassedTests} passed, ${counts.numTotalTests - counts.numPassedTests - skipped} failed, ${skipped} skipped`,
)
say(
  `npm test: ${counts.numPassedTests} of ${counts.numTotalTests} tests passed in ${counts.testResults.length} files, ` +
    `${skipped} skipped; ${atOnce.length} other checks fine; ${seconds(started)}`,
)
