import { Dexie, type DBCore, type DBCoreMutateRequest, type Middleware } from 'dexie'
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
      const forget = (from: 'digests' | 'search', { trans }: DBCoreMutateRequest, range: KeyRange) =>
        core
          .table(from)
          // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- Dexie's enum is not there when the app runs
          .mutate({ type: 'deleteRange', trans, range: { type: 2, ...range } })
          .then((done) => {
            if (done.numFailures > 0)
              throw done.failures[0] ?? new Error('What was made of a record was not forgotten.')
            return done
          })
      return {
        ...table,
        mutate: (request) => {
          const buckets = bucketsOf(request)
          return Dexie.Promise.all([
            ...digestsIn(buckets).map((range) => forget('digests', request, range)),
            ...piecesIn(buckets).map((range) => forget('search', request, range)),
          ]).then(() => table.mutate(request))
        },
      }
    },
  }),
}

type KeyRange = { lower: unknown; upper: unknown }

/** The buckets that a change of records makes untrue; null: it may be any. */
const bucketsOf = (request: DBCoreMutateRequest): string[] | null => {
  const files = filesOf(request)
  return files === null ? null : [...new Set(files.map(bucketOf))]
}

/** Their digests, as ranges of keys. */
const digestsIn = (buckets: readonly string[] | null): KeyRange[] =>
  buckets === null ? [{ lower: [], upper: [[]] }] : buckets.map((bucket) => ({ lower: [bucket], upper: [bucket, []] }))

/** Their pieces of the index of words. */
const piecesIn = (buckets: readonly string[] | null): KeyRange[] =>
  buckets === null ? [{ lower: '', upper: [] }] : buckets.map((bucket) => ({ lower: bucket, upper: bucketEnd(bucket) }))

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
