import type { DBCore, DBCoreCursor, DBCoreTable, Middleware } from 'dexie'
import { Tampered } from './fault.ts'
import { ENVELOPE_FORMAT, type Cipher } from './seal.ts'

/** Right above IndexedDB: Dexie's own cache of existing rows sits at -1 and must see rows as people wrote them. */
const LEVEL = -2

/** What the middleware has to know of one table. */
export type SealedTable = { plain: readonly string[] }

/** A row as it lies on disk: its plain columns, and everything else in one envelope. */
type StoredRow = Record<string, unknown>

/**
 * Seals every row on its way into IndexedDB and opens it on its way out, for all of Dexie: get, bulk, queries, cursors,
 * modify and upgrades. Each envelope is bound to the database, the table, the envelope's format and every plain column,
 * of which the primary key is made: an envelope moved to another row, table or database does not open.
 *
 * A table that is not named in `tables` cannot be used at all, so that nothing reaches the disk in clear by oversight.
 * `mayWrite` is asked before every write and throws when this app is too old to write here.
 */
export const sealingMiddleware = (options: {
  cipher: Cipher
  tables: Record<string, SealedTable>
  mayWrite?: () => void
}): Middleware<DBCore> => ({
  stack: 'dbcore',
  name: 'doorstep-sealing',
  level: LEVEL,
  create: (core) => ({
    ...core,
    table: (name) => {
      const plan = options.tables[name]
      if (!plan) throw new TypeError(`Table ${name} has no plan for sealing.`)
      return sealedTable(
        core.table(name),
        createRowSeal(core.schema.name, name, plan.plain, options.cipher),
        options.mayWrite,
      )
    },
  }),
})

// Chained with `then`, not `await`: Dexie follows a transaction through its own promises only.
const sealedTable = (table: DBCoreTable, rows: RowSeal, mayWrite: (() => void) | undefined): DBCoreTable => {
  checkKeysArePlain(table, rows.plain)
  return {
    ...table,
    mutate: (request) => {
      mayWrite?.()
      if (request.type !== 'add' && request.type !== 'put') return table.mutate(request)
      return table.mutate({ ...request, values: request.values.map(rows.seal) })
    },
    get: (request) => table.get(request).then(rows.open),
    getMany: (request) => table.getMany(request).then((found) => found.map(rows.open)),
    query: (request) =>
      request.values === true
        ? table.query(request).then((answer) => ({ ...answer, result: answer.result.map(rows.open) }))
        : table.query(request),
    openCursor: (request) =>
      request.values === true
        ? table.openCursor(request).then((cursor) => cursor && openingCursor(cursor, rows.open))
        : table.openCursor(request),
  }
}

/** The same cursor, whose `value` is the opened row. The browser's own getters refuse any other receiver, hence all three. */
const openingCursor = (cursor: DBCoreCursor, open: RowSeal['open']): DBCoreCursor => {
  let stored: unknown
  let opened: unknown
  return Object.create(cursor, {
    key: { get: () => cursor.key },
    primaryKey: { get: () => cursor.primaryKey },
    value: {
      get: () => {
        const now: unknown = cursor.value
        if (now !== stored) {
          opened = open(now)
          stored = now
        }
        return opened
      },
    },
  })
}

/** Seals and opens the rows of one table. */
type RowSeal = {
  plain: readonly string[]
  seal: (row: unknown) => StoredRow
  /** The row as it was sealed; undefined where there was none. Throws `Tampered`. */
  open: (stored: unknown) => unknown
}

const SEALED = 'sealed'

const createRowSeal = (database: string, table: string, plain: readonly string[], cipher: Cipher): RowSeal => {
  const columns = new Set(plain)
  const bound = (row: Record<string, unknown>): string => {
    const parts: unknown[] = [database, table, ENVELOPE_FORMAT]
    for (const column of plain) parts.push(row[column])
    return JSON.stringify(parts)
  }
  return {
    plain,
    seal: (row) => {
      if (!isObject(row)) throw new TypeError(`A row of ${table} must be an object.`)
      const words: Record<string, unknown> = Object.create(null)
      for (const column of Object.keys(row)) if (!columns.has(column)) words[column] = row[column]
      const stored: Record<string, unknown> = {}
      for (const column of plain) {
        const value = row[column]
        if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value))) {
          throw new TypeError(`Column ${column} of ${table} must be text or a number.`)
        }
        stored[column] = value
      }
      return { ...stored, [SEALED]: cipher.seal(JSON.stringify(words), bound(stored)) }
    },
    open: (stored) => {
      if (stored === undefined) return undefined
      // Nothing but the plain columns and the envelope may lie in a row: an added column would be believed.
      if (!isObject(stored) || !(stored[SEALED] instanceof Uint8Array)) throw new Tampered()
      const row: Record<string, unknown> = {}
      for (const column of Object.keys(stored)) {
        if (columns.has(column)) row[column] = stored[column]
        else if (column !== SEALED) throw new Tampered()
      }
      const words: unknown = JSON.parse(cipher.open(stored[SEALED], bound(stored)))
      if (!isObject(words)) throw new Tampered()
      return { ...words, ...row }
    },
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** A key or index over a sealed column would find nothing, and the key is bound only because it is made of plain columns. */
const checkKeysArePlain = (table: DBCoreTable, plain: readonly string[]): void => {
  const { primaryKey, indexes } = table.schema
  if (primaryKey.outbound || primaryKey.autoIncrement) throw new TypeError(`Table ${table.name} must hold its own key.`)
  for (const { keyPath } of [primaryKey, ...indexes]) {
    for (const path of Array.isArray(keyPath) ? keyPath : [keyPath]) {
      if (path === null || !plain.includes(path))
        throw new TypeError(`Table ${table.name} is keyed by a sealed column.`)
    }
  }
}
