import { z } from 'zod'
import type { Pull, PullAnswer } from '#sync/protocol.ts'
import type { DoorstepDatabase } from './database.ts'
import { metaKey, readMeta, writeMeta } from './meta.ts'

/**
 * How many files the office has told of that are not wholly on this tablet; at least so many, since it tells of some thousand at
 * once. Null: it has not told this tablet anything yet. Whatever counts or lists all files says it beside them.
 */
export type ToCome = number | null

/** Where it is kept, so that an unfinished first load says so after a restart with no signal too. */
export const toComeMeta = metaKey('toCome', z.int().min(0))

export const readToCome = (db: DoorstepDatabase): Promise<ToCome> => readMeta(db, toComeMeta)

/** Keeps how many are to come, within the caller's transaction. Written only when it changed: lists are read anew at each write. */
export const keepToCome = async (db: DoorstepDatabase, toCome: number): Promise<void> => {
  if ((await readToCome(db)) !== toCome) await writeMeta(db, toComeMeta, toCome)
}

/** What is to come once an answer is taken: all that was asked for or is offered, and has not arrived whole or been withdrawn. */
export const toComeAfter = ({ want }: Pull, { available, pages, revoked }: PullAnswer): number => {
  const files = new Set([...want.map(({ file }) => file), ...available])
  for (const { file, done } of pages) if (done) files.delete(file)
  for (const file of revoked) files.delete(file)
  return files.size
}
