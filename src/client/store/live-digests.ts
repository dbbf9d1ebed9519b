import { Dexie, RangeSet, rangesOverlap, type ObservabilitySet } from 'dexie'
import type { FileId } from '#domain/records/record.ts'
import { after } from './after.ts'
import type { DoorstepDatabase } from './database.ts'
import { createDigestReader, readLoading, type Digest } from './digests.ts'
import { readToCome, toComeMeta, type ToCome } from './to-come.ts'

/** All files on this tablet, as lists need them, which of them are not whole yet and must not be shown, and how many are to come. */
export type Filed = { digests: readonly Digest[]; loading: ReadonlySet<FileId>; toCome: ToCome }

export type LiveDigests = {
  /** As last read; null until it was. Throws what the store threw: a damaged row is for the problem screen to say. */
  current: () => Filed | null
  /** Told when it was read anew. Answers how to stop; while nobody listens nothing is read. */
  subscribe: (heard: () => void) => () => void
}

/** Milliseconds between two readings, and at most so many times as long as the last one took: a first sync changes files all the time. */
const REST = { least: 1000, timesAsLong: 4, most: 5000 }

/**
 * A reading during which something changed is thrown away and done again, since it may hold one half of the change; but not for
 * longer than this, and not the first one that finds anything while files are still to come. While a first sync writes faster than a
 * slow tablet reads, what came so far is shown. Milliseconds.
 */
const OVERTAKEN_FOR_AT_MOST = 3000

/**
 * A reading of a connection that the browser took away may never end. When this time has gone by and something has changed, as
 * everything does when the connection is opened again, it is given up for another. Longer than the slowest tablet reads. Milliseconds.
 */
const PATIENCE = 60_000

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
  let stop: (() => void) | null = null

  const readFiled = async (): Promise<Filed> => {
    const before = await readWhole(db)
    const digests = await read(db)
    // Of a file that came meanwhile a part may have been read: it is shown by the next reading.
    const now = await readWhole(db)
    const files = await db.cursors.toCollection().primaryKeys()
    const loading = new Set(files.filter((file) => !before.has(file) || !now.has(file)))
    const told = await readToCome(db)
    // What came whole meanwhile is no longer among those that the office has told of, and is not shown yet.
    return { digests, loading, toCome: loading.size === 0 ? told : Math.max(told ?? 0, loading.size) }
  }
  const tell = (next: { filed: Filed } | { failed: { cause: unknown } } | null): void => {
    filed = next !== null && 'filed' in next ? next.filed : null
    failed = next !== null && 'failed' in next ? next.failed : null
    for (const listener of listeners) listener()
  }

  return {
    current: () => {
      if (failed !== null) throw failed.cause
      return filed
    },
    subscribe: (heard) => {
      listeners.add(heard)
      stop ??= keepReading(db, readFiled, {
        isWanted: (found) => found.toCome !== 0 && (filed === null || filed.digests.length === 0),
        read: (next) => tell({ filed: next }),
        failed: (cause) => tell({ failed: { cause } }),
      })
      return () => {
        listeners.delete(heard)
        if (listeners.size > 0) return
        stop?.()
        stop = null
        // What was read while nobody listens may be old: whoever listens next waits for the next reading.
        tell(null)
      }
    },
  }
}

/** The files that are here with all they hold. */
const readWhole = async (db: DoorstepDatabase): Promise<Set<FileId>> => {
  const loading = await readLoading(db)
  const files = await db.cursors.toCollection().primaryKeys()
  return new Set(files.filter((file) => !loading.has(file)))
}

/**
 * Reads at once, and again after each change of what is read. Dexie's own live query would not do: it drops every reading that
 * a change overtakes, so that a list that is being filled would be empty until it is full. `isWanted` says of a reading that was
 * overtaken whether to show it all the same. Answers how to stop.
 */
const keepReading = <Read>(
  db: DoorstepDatabase,
  read: () => Promise<Read>,
  tell: { isWanted: (read: Read) => boolean; read: (read: Read) => void; failed: (cause: unknown) => void },
): (() => void) => {
  let isStopped = false
  let isReading = false
  let changes = 0
  let seen = 0
  let restUntil = 0

  const readUntilStill = async (): Promise<void> => {
    let since = performance.now()
    for (;;) {
      await after(Math.max(0, restUntil - performance.now())).over
      if (isStopped) return
      seen = changes
      const began = performance.now()
      const ended = await patiently(read())
      if (ended === null) continue
      const { found } = ended
      const took = performance.now() - began
      restUntil = performance.now() + Math.min(REST.most, Math.max(REST.least, took * REST.timesAsLong))
      if (isStopped) return
      const isStill = seen === changes
      if (isStill || performance.now() - since > OVERTAKEN_FOR_AT_MOST || tell.isWanted(found)) {
        since = performance.now()
        tell.read(found)
      }
      if (isStill) return
    }
  }
  /** What a reading found, or null when it was given up: what it finds later is not heard. */
  const patiently = async (reading: Promise<Read>): Promise<{ found: Read } | null> => {
    for (;;) {
      const enough = after(PATIENCE)
      const ended = await Promise.race([reading.then((found) => ({ found })), enough.over])
      enough.cancel()
      if (ended !== 'over') return ended
      if (seen !== changes || isStopped) return null
    }
  }
  const begin = (): void => {
    if (isReading) return
    isReading = true
    readUntilStill()
      .catch((error: unknown) => {
        // A connection that went is opened again, and then everything counts as changed.
        if (!isStopped && !isLostConnection(error)) tell.failed(error)
      })
      .finally(() => {
        isReading = false
        // Something may have been heard while the last reading ended.
        if (!isStopped && seen !== changes) begin()
      })
  }
  const heard = (parts: ObservabilitySet): void => {
    if (!isOfFiles(db, parts)) return
    changes += 1
    begin()
  }
  Dexie.on('storagemutated', heard)
  begin()
  return () => {
    isStopped = true
    Dexie.on.storagemutated.unsubscribe(heard)
  }
}

/** What is read: files, their records, what was made of those, and of all that the tablet remembers one thing. */
const tables = ['cursors', 'records', 'digests']
const remembered = new RangeSet(toComeMeta.key)

const isOfFiles = (db: DoorstepDatabase, parts: ObservabilitySet): boolean => {
  const meta = parts[`idb://${db.name}/meta/`]
  if (meta !== undefined && rangesOverlap(meta, remembered)) return true
  return Object.keys(parts).some(
    (part) => part === 'all' || tables.some((table) => part.startsWith(`idb://${db.name}/${table}/`)),
  )
}

const isLostConnection = (error: unknown): boolean =>
  error instanceof Error && ['DatabaseClosedError', 'AbortError'].includes(error.name)
