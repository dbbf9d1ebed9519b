import { liveQuery } from 'dexie'
import type { FileId } from '#domain/records/record.ts'
import type { DoorstepDatabase } from './database.ts'
import { createDigestReader, readLoading, type Digest } from './digests.ts'

/** All files on this tablet, as lists need them, and which of them are not whole yet and must not be shown. */
export type Filed = { digests: readonly Digest[]; loading: ReadonlySet<FileId> }

export type LiveDigests = {
  /** As last read; null until it was. Throws what the store threw: a damaged row is for the problem screen to say. */
  current: () => Filed | null
  /** Told when it was read anew. Answers how to stop; while nobody listens nothing is read. */
  subscribe: (heard: () => void) => () => void
}

/** Milliseconds between two readings, and at most so many times as long as the last one took: a first sync changes files all the time. */
const REST = { least: 1000, timesAsLong: 4, most: 5000 }

const all = new WeakMap<DoorstepDatabase, LiveDigests>()

/** The files of an open database, read once for all screens that need them, and again when something in them changes. */
export const liveDigestsOf = (db: DoorstepDatabase): LiveDigests => {
  const made = all.get(db) ?? openLiveDigests(db)
  all.set(db, made)
  return made
}

const openLiveDigests = (db: DoorstepDatabase): LiveDigests => {
  const read = createDigestReader()
  const listeners = new Set<() => void>()
  let filed: Filed | null = null
  let failed: { cause: unknown } | null = null
  let subscription: { unsubscribe: () => void } | null = null
  let restUntil = 0

  const readFiled = async (): Promise<Filed> => {
    const rest = restUntil - performance.now()
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
    const began = performance.now()
    const loading = await readLoading(db)
    const digests = await read(db)
    const took = performance.now() - began
    restUntil = performance.now() + Math.min(REST.most, Math.max(REST.least, took * REST.timesAsLong))
    return { digests, loading }
  }

  return {
    current: () => {
      if (failed !== null) throw failed.cause
      return filed
    },
    subscribe: (heard) => {
      listeners.add(heard)
      subscription ??= liveQuery(readFiled).subscribe({
        next: (next) => {
          filed = next
          failed = null
          for (const listener of listeners) listener()
        },
        error: (cause: unknown) => {
          failed = { cause }
          for (const listener of listeners) listener()
        },
      })
      return () => {
        listeners.delete(heard)
        if (listeners.size > 0) return
        subscription?.unsubscribe()
        subscription = null
        // What was read while nobody listens may be old: whoever listens next waits for the next reading.
        filed = null
        failed = null
      }
    },
  }
}
