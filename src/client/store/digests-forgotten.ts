import { Dexie, type DBCore, type DBCoreMutateRequest, type Middleware } from 'dexie'
import type { FileId } from '#domain/records/record.ts'

/** A hundredth part or so of the files: those whose random ids begin alike. */
export const bucketOf = (fileId: FileId): string => fileId.slice(0, 2)

/** Above every bucket's keys, and below the next bucket's. */
export const bucketEnd = (bucket: string): string => `${bucket}\uFFFF`

/**
 * Whatever writes a record forgets the digest that holds its file, in the same transaction: a digest that is there is what
 * the records say, whoever wrote them and however. No writer can leave it out, and one that is rolled back forgot nothing.
 */
export const digestsForgotten: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'doorstep-digests',
  create: (core) => ({
    ...core,
    transaction: (stores, mode, options) =>
      core.transaction(
        mode === 'readwrite' && stores.includes('records') ? [...new Set([...stores, 'digests'])] : stores,
        mode,
        options,
      ),
    table: (name) => {
      const table = core.table(name)
      if (name !== 'records') return table
      // Chained with `then`, not `await`: Dexie follows a transaction through its own promises only. The table is found when
      // it is needed: while version 1 is brought up to date it is not there yet.
      const forget = ({ trans }: DBCoreMutateRequest, range: KeyRange) =>
        core
          .table('digests')
          // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- Dexie's enum is not there when the app runs
          .mutate({ type: 'deleteRange', trans, range: { type: 2, ...range } })
          .then((done) => {
            if (done.numFailures > 0) throw done.failures[0] ?? new Error('A digest could not be forgotten.')
            return done
          })
      return {
        ...table,
        mutate: (request) =>
          Dexie.Promise.all(rangesOf(request).map((range) => forget(request, range))).then(() => table.mutate(request)),
      }
    },
  }),
}

type KeyRange = { lower: readonly string[]; upper: readonly unknown[] }

/** The digests that a change of records makes untrue, as ranges of their keys. */
const rangesOf = (request: DBCoreMutateRequest): KeyRange[] => {
  const files = filesOf(request)
  if (files === null) return [{ lower: [], upper: [[]] }]
  return [...new Set(files.map(bucketOf))].map((bucket) => ({ lower: [bucket], upper: [bucket, []] }))
}

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
