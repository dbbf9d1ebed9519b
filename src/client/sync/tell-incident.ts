import { z } from 'zod'
import type { DoorstepDatabase } from '../store/database.ts'
import { forgetMeta, meta, metaKey, readMeta, writeMeta } from '../store/meta.ts'
import { takeFork, type Taking } from '../store/take-answer.ts'
import { lineOf } from '../store/waiting.ts'

/** Which incident this tablet has already begun a new line for. */
const mended = metaKey('mendedAfter', z.string())

/**
 * After stored work was found missing: begins a new line, because numbers that are gone can never be joined up again (SPEC
 * F1), and tells the office until it has heard. Answers false while it has not.
 */
export const tellIncident = async (
  db: DoorstepDatabase,
  tell: (code: 'eviction' | 'storage-lost' | 'gap') => Promise<boolean>,
  around: Taking,
): Promise<boolean> => {
  const incident = await readMeta(db, meta.incident)
  if (incident === null) return true
  if ((await readMeta(db, mended)) !== incident.noticedAt) {
    await takeFork(db, (await lineOf(db)).client, around)
    await writeMeta(db, mended, incident.noticedAt)
  }
  const code = { evicted: 'eviction', cleared: 'storage-lost', truncated: 'gap' } as const
  if (!(await tell(code[incident.kind]))) return false
  await forgetMeta(db, meta.incident)
  return true
}
