import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The processes at home in a database folder: every process of PostgreSQL works from inside it. Answers an empty list when
 * there is surely none.
 */
export const processesIn = (databaseFolder: string): number[] => {
  const home = realpathSync(databaseFolder)
  return process.platform === 'linux' ? byWorkingFolder(home) : byLockFile(home)
}

const byWorkingFolder = (home: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === home ? [Number(pid)] : []
      } catch {
        // Gone meanwhile, or someone else's: PostgreSQL runs as our own account, or we are root.
        return []
      }
    })

/** Without /proc: the process named in the lock file, when it still exists and is PostgreSQL. */
const byLockFile = (home: string): number[] => {
  try {
    const pid = Number(readFileSync(join(home, 'postmaster.pid'), 'utf8').split('\n')[0])
    const command = execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
    return command.includes('postgres') ? [pid] : []
  } catch {
    return []
  }
}
