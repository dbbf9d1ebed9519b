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

/** Envelopes of one table that are remembered to say nothing: more than anyone holds files. */
const REMEMBERED = 10_000

/**
 * Envelopes that were sealed or opened here and hold no words: every sealed column is null, as in a cursor whose file is
 * whole. Thousands of these are read at each exchange. One is known again by its place and by every byte, so that a
 * changed or moved one is opened, and refused, as ever. Nothing that a person wrote is ever in here.
 */
const createEmptyEnvelopes = () => {
  const known = new Map<string, { envelope: Uint8Array; words: Record<string, unknown> }>()
  return {
    note: (binding: string, envelope: Uint8Array, words: Record<string, unknown>): void => {
      if (!Object.values(words).every((value) => value === null)) return
      if (known.size >= REMEMBERED) known.clear()
      known.set(binding, { envelope, words })
    },
    wordsOf: (binding: string, envelope: Uint8Array): Record<string, unknown> | null => {
      const before = known.get(binding)
      return before !== undefined && isSame(before.envelope, envelope) ? before.words : null
    },
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, place) => byte === b[place])

const createRowSeal = (database: string, table: string, plain: readonly string[], cipher: Cipher): RowSeal => {
  const columns = new Set(plain)
  const empty = createEmptyEnvelopes()
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
      const binding = bound(stored)
      const envelope = cipher.seal(JSON.stringify(words), binding)
      empty.note(binding, envelope, words)
      return { ...stored, [SEALED]: envelope }
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
      const binding = bound(stored)
      const known = empty.wordsOf(binding, stored[SEALED])
      if (known !== null) return { ...known, ...row }
      const words: unknown = JSON.parse(cipher.open(stored[SEALED], binding))
      if (!isObject(words)) throw new Tampered()
      empty.note(binding, stored[SEALED], words)
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
