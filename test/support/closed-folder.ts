import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { processesIn } from '#server/store/processes-in.ts'

/** A new folder that only we may enter, as `mktemp -d` makes it. */
export const makeClosedFolder = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `doorstep-${name}-`))
  chmodSync(folder, 0o700)
  return folder
}

/** Removes it when the PostgreSQL of an office that was killed in it (`data/postgres`) has gone too. */
export const removeClosedFolder = async (folder: string): Promise<void> => {
  const cluster = join(folder, 'data/postgres')
  for (const until = Date.now() + 10_000; existsSync(cluster) && processesIn(cluster).length > 0 && Date.now() < until;)
    await wait(20)
  rmSync(folder, { recursive: true, force: true })
}
