import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Instant } from '#domain/time/instant.ts'
import { writePrivately } from '../store/data-folder.ts'

const NOTE = 'last-backup'

/** Notes beside the data when it was last copied whole, so that the running office can say how old its backup is. */
export const noteBackup = (dataDir: string, at: Instant): void => writePrivately(join(dataDir, NOTE), at)

/** When this data folder was last copied whole; null when it never was, or that cannot be read. */
export const lastBackup = (dataDir: string): Instant | null => {
  try {
    return Instant.safeParse(readFileSync(join(dataDir, NOTE), 'utf8').trim()).data ?? null
  } catch {
    return null
  }
}
