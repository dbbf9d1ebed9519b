import { readConfig } from '../config.ts'
import { StartFault } from '../start-fault.ts'
import { backUp, restore } from './backup.ts'
import type { Inventory } from './inventory.ts'

const USAGE = `Usage: npm run backup -- FOLDER            copies the stopped office's DATA_DIR to FOLDER
       npm run backup -- --restore FOLDER  puts FOLDER back as DATA_DIR, proves it, and begins a new epoch
`

const say = ({ rows, heads }: Inventory): string => {
  const all = Object.values(rows).flatMap((table) => Object.values(table))
  const count = all.reduce((sum, each) => sum + each, 0)
  return `${count} rows in ${Object.keys(rows).length} tables; ${Object.keys(heads).length} organisations`
}

const run = async (args: readonly string[]): Promise<string> => {
  const { databaseUrl, dataDir } = readConfig(process.env)
  if (databaseUrl !== null)
    throw new StartFault('The database is your own (DATABASE_URL); docs/running.md says how to back it up.')
  const [first, second] = args
  if (first === '--restore' && second !== undefined)
    return `Restored and proved: ${say(await restore(second, dataDir))}.\nTablets will send again what is not in it.\n`
  if (first === undefined || first.startsWith('-') || second !== undefined) throw new StartFault(USAGE.trimEnd())
  return `Backed up: ${say(await backUp(dataDir, first))}. It counts once it has been restored somewhere.\n`
}

try {
  process.stdout.write(await run(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof StartFault)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
