import { runAccountCommand } from './account-command.ts'

const { code, out, error } = await runAccountCommand(process.argv.slice(2), process.env)
if (error !== undefined) process.stderr.write(error)
if (out !== undefined) process.stdout.write(out)
process.exitCode = code
