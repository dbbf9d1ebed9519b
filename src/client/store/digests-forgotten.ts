import {
  Dexie,
  type DBCore,
  type DBCoreKeyRange,
  type DBCoreMutateRequest,
  type DBCoreTransaction,
  type Middleware,
} from 'dexie'
import type { FileId } from '#domain/records/record.ts'

/** A hundredth part or so of the files: those whose random ids begin alike. */
export const bucketOf = (fileId: FileId): string => fileId.slice(0, 2)

/** Above every bucket's keys, and below the next bucket's. */
export const bucketEnd = (bucket: string): string => `${bucket}\uFFFF`

/**
 * Whatever writes a record forgets the digest that holds its file, and the piece of the index of words, in the same
 * transaction: one that is there is what the records say, whoever wrote them and however. No writer can leave it out, and one that is rolled back forgot nothing.
 */
export const digestsForgotten: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'doorstep-digests',
  create: (core) => ({
    ...core,
    transaction: (stores, mode, options) =>
      core.transaction(
        mode === 'readwrite' && stores.includes('records') ? [...new Set([...stores, 'digests', 'search'])] : stores,
        mode,
        options,
      ),
    table: (name) => {
      const table = core.table(name)
      if (name !== 'records') return table
      // Chained with `then`, not `await`: Dexie follows a transaction through its own promises only. The tables are found when
      // they are needed: while version 1 is brought up to date not all are there yet.
      const change = (from: 'digests' | 'search', request: DBCoreMutateRequest) =>
        core
          .table(from)
          .mutate(request)
          .then((done) => {
            if (done.numFailures > 0)
              throw done.failures[0] ?? new Error('What was made of a record was not forgotten.')
            return done
          })
      const forget = (from: 'digests' | 'search', trans: DBCoreTransaction, buckets: readonly string[] | null) => {
        const [bucket] = buckets ?? []
        if (buckets === null || bucket === undefined)
          return change(from, { type: 'deleteRange', trans, range: all[from] })
        if (buckets.length === 1) return change(from, { type: 'deleteRange', trans, range: rangeIn[from](bucket) })
        // Many at once, as an answer of the office brings them: most often there is nothing to forget, above all in a first load,
        // and one question says so for all.
        const kept = core.table(from)
        return kept
          .query({ trans, values: false, query: { index: kept.schema.primaryKey, range: all[from] } })
          .then(({ result }) => {
            const keys = result.filter((key: string | [string]) => buckets.includes(bucketOfKey(key)))
            return keys.length === 0 ? undefined : change(from, { type: 'delete', trans, keys })
          })
      }
      return {
        ...table,
        // In one go: within one transaction it does not matter which is done first, and each wait for the browser's store costs.
        mutate: (request) => {
          const buckets = bucketsOf(request)
          if (buckets?.length === 0) return table.mutate(request)
          return Dexie.Promise.all([
            table.mutate(request),
            forget('digests', request.trans, buckets),
            forget('search', request.trans, buckets),
          ]).then(([done]) => done)
        },
      }
    },
  }),
}

/** The buckets that a change of records makes untrue; null: it may be any. */
const bucketsOf = (request: DBCoreMutateRequest): string[] | null => {
  const files = filesOf(request)
  return files === null ? null : [...new Set(files.map(bucketOf))]
}

// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- Dexie's enum is not there when the app runs
const between = (lower: unknown, upper: unknown): DBCoreKeyRange => ({ type: 2, lower, upper })

/** All that is kept of any bucket. */
const all = { digests: between([], [[]]), search: between('', []) }

/** What is kept of one bucket. */
const rangeIn = {
  digests: (bucket: string) => between([bucket], [bucket, []]),
  search: (bucket: string) => between(bucket, bucketEnd(bucket)),
}

/** The bucket in the key of a digest, or of a piece of the index. */
const bucketOfKey = (key: string | [string]): string => bucketOf(typeof key === 'string' ? key : key[0])

/** The files that are written to; null when that is not said, and it may be any. */
const filesOf = (request: DBCoreMutateRequest): FileId[] | null => {
  switch (request.type) {
    case 'add':
    case 'put':
      return request.values.map((row: { fileId: FileId }) => row.fileId)
    case 'delete':
      return request.keys.map(([fileId]: [FileId]) => fileId)
    case 'deleteRange':
      return null
  }
}
