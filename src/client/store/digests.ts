import type { DoorstepRecord, FileId, RecordKind } from '#domain/records/record.ts'
import { readBody } from '#sync/protocol.ts'
import type { DoorstepDatabase } from './database.ts'
import { bucketEnd, bucketOf } from './digests-forgotten.ts'
import type { DigestRow } from './tables.ts'

/**
 * Lists over all files stand on a few kinds of record. A digest holds those of many files in one sealed row, so that a
 * caseload of thousands is drawn from some hundred rows and not from every record there is. It says nothing of its own: it is
 * either exactly what the records say, or not there (digests-forgotten.ts), and then the records are read.
 */

/** The kinds that lists are drawn from. A digest of other kinds, by an earlier version, counts for nothing. */
export const digested = [
  'pupil',
  'absence-case',
  'promise',
  'barrier',
  'plan',
  'support-offer',
  'risk-flag',
] as const satisfies readonly RecordKind[]

/**
 * Stands for the shapes of these kinds. The records in a digest were checked when it was made and are believed when it is
 * read, which spares a cold start thousands of checks; so what was made by other shapes must count for nothing. A test tells
 * the value to write here when a shape changes.
 */
export const SHAPES = '6d7d89e2'

const OF = `${digested.join(' ')} ${SHAPES}`

/** What the records of the files of one bucket say, as far as this app can read them. The same object as long as they are the same. */
export type Digest = { records: readonly DoorstepRecord[] }

/** Digests opened in one task: some milliseconds of work between two letters on a slow tablet. */
const OPENED_AT_ONCE = 8

/** Buckets without a digest read in one transaction, for which what is written meanwhile waits. */
const READ_AT_ONCE = 8

/** Digests made in one transaction, in which nobody else can write. */
const MADE_AT_ONCE = 4

/** Reads the digested records of every file that is wholly here, by bucket. What it read before and has not changed is not read again. */
export const createDigestReader = () => {
  const before = new Map<string, Digest & { stamp: string }>()
  return async (db: DoorstepDatabase): Promise<Digest[]> => {
    const { held, stamps } = await whatIsThere(db)
    const isKnown = (bucket: string): boolean => {
      const stamp = stamps.get(bucket)
      return stamp !== undefined && before.get(bucket)?.stamp === stamp
    }
    const wanted = held.filter((bucket) => stamps.has(bucket) && !isKnown(bucket))
    const open = async (some: readonly string[]): Promise<void> => {
      // In one request, which costs far less than one for each; a known one in between is read again.
      const range = db.digests.where('[bucket+of+stamp]').between([some.at(0)], [bucketEnd(some.at(-1) ?? '')])
      for (const digest of await range.toArray())
        if (digest.of === OF && !isKnown(digest.bucket)) before.set(digest.bucket, digest)
    }
    const everySecond = async (first: number): Promise<void> => {
      for (let at = first; at < wanted.length; at += 2 * OPENED_AT_ONCE)
        await open(wanted.slice(at, at + OPENED_AT_ONCE))
    }
    // Two ways at once: while one waits for the browser's store, what came over the other is opened.
    await Promise.all([everySecond(0), everySecond(OPENED_AT_ONCE)])
    const found = new Map<string, Digest>()
    const unmade = held.filter((bucket) => {
      const known = isKnown(bucket) ? before.get(bucket) : undefined
      if (known !== undefined) found.set(bucket, known)
      return known === undefined
    })
    for (let at = 0; at < unmade.length; at += READ_AT_ONCE) {
      // In one transaction: each would wait for its turn behind what a first sync writes.
      await db.transaction('r', db.records, async () => {
        for (const bucket of unmade.slice(at, at + READ_AT_ONCE))
          found.set(bucket, { records: await readRecords(db, bucket, PIECE) })
      })
    }
    return held.flatMap((bucket) => found.get(bucket) ?? [])
  }
}

/** Which buckets hold files, and the stamps of the digests there are. */
const whatIsThere = async (db: DoorstepDatabase): Promise<{ held: string[]; stamps: Map<string, string> }> => {
  const files = await db.cursors.toCollection().primaryKeys()
  const digests = await db.digests.toCollection().primaryKeys()
  return {
    held: [...new Set(files.map(bucketOf))].toSorted(),
    stamps: new Map(digests.filter(([, of]) => of === OF).map(([bucket, , stamp]) => [bucket, stamp])),
  }
}

/** Records read at once, of which many are opened and not wanted: a few milliseconds of work on a slow tablet where somebody may be typing. */
const PIECE = 16

/** The same where nobody types: digests are made beside the page. */
const LARGE_PIECE = 256

/** What the records of a bucket say, from themselves. */
const readRecords = async (db: DoorstepDatabase, bucket: string, piece: number): Promise<DoorstepRecord[]> => {
  const kinds: readonly string[] = digested
  const records: DoorstepRecord[] = []
  let after: [string] | [FileId, string] = [bucket]
  for (;;) {
    const range = db.records.where('[fileId+id]').between(after, [bucketEnd(bucket)], false, false)
    const some = await range.limit(piece).toArray()
    // A shape that this app cannot read stays stored, and is on no list (SPEC O2).
    for (const row of some) {
      const record = kinds.includes(row.kind) ? readBody(row.body) : null
      if (record !== null) records.push(record)
    }
    const last = some.at(-1)
    if (last === undefined || some.length < piece) return records
    after = [last.fileId, last.id]
  }
}

/**
 * Makes the digests that are missing, and throws away those of earlier versions. Called where nobody waits for it, after an
 * exchange; ends early when `stopped` says so. A digest that was not made costs time and nothing else.
 */
export const keepDigests = async (db: DoorstepDatabase, stopped: () => boolean): Promise<void> => {
  const { held, stamps } = await whatIsThere(db)
  const others = (await db.digests.toCollection().primaryKeys()).filter(([, of]) => of !== OF)
  if (others.length > 0) await db.digests.bulkDelete(others)
  const missing = held.filter((bucket) => !stamps.has(bucket))
  for (let at = 0; at < missing.length && !stopped(); at += MADE_AT_ONCE) {
    // Read and kept in one transaction: nothing can be written in between.
    await db.transaction('rw', [db.records, db.digests], async () => {
      for (const bucket of missing.slice(at, at + MADE_AT_ONCE)) {
        const digest: DigestRow = {
          bucket,
          of: OF,
          stamp: crypto.randomUUID(),
          records: await readRecords(db, bucket, LARGE_PIECE),
        }
        await db.digests.put(digest)
      }
    })
  }
}

/** Files whose first load is not whole yet, and of which nothing may be shown. They have no version until they are. */
export const readLoading = async (db: DoorstepDatabase): Promise<Set<FileId>> => {
  const without = await db.cursors.where('version').equals(0).toArray()
  return new Set(without.filter((cursor) => cursor.load !== null).map((cursor) => cursor.fileId))
}
