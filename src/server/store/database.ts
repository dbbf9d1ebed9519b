import type { ClientBase, ClientConfig, PoolClient, QueryResultRow } from 'pg'
import { listener } from './listen.ts'
import { openPool } from './open-pool.ts'
import { asPassingFault, PassingFault } from './passing-fault.ts'

/**
 * For whom a transaction acts. Row-level security shows it the rows of these organisations and this person's own lines,
 * and nothing else; empty and null show nothing at all.
 */
export type Scope = { person: string | null; organisations: readonly string[] }

/**
 * One open transaction. Rows come as the database has them: instants as ISO text in UTC with milliseconds, days as
 * `'2026-09-14'`, whole numbers as numbers, JSON parsed. `R` is the caller's word for what it selected.
 */
export type Transaction = {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- Rows are what the statement selects; only its writer knows.
  query<R = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount: number }>
  /** Runs a part that may fail on its own: when it throws, what it wrote is undone, and the transaction goes on. */
  savepoint<T>(run: () => Promise<T>): Promise<T>
}

/** The office's store, as the role that row-level security binds. */
export type Database = {
  /** One READ COMMITTED transaction; kept when `run` resolves, undone when it throws. Throws PassingFault for what may pass. */
  write<T>(scope: Scope, run: (tx: Transaction) => Promise<T>): Promise<T>
  /** One REPEATABLE READ, READ ONLY transaction: every query in it sees the same moment. */
  read<T>(scope: Scope, run: (tx: Transaction) => Promise<T>): Promise<T>
  /**
   * Hears notifications on `channel` until the returned function is called. Resolves when listening. The connection comes
   * back by itself; what was said while it was away is lost, so a notification may only ever be a hint.
   */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  /** Waits for what is running, then lets every connection go. */
  close(): Promise<void>
}

/** True for what may pass by itself: the whole transaction is to be tried again later, whoever caught it inside. */
export const isPassingFault = (error: unknown): error is PassingFault => error instanceof PassingFault

/** Sees nothing: for questions about the database itself, and tables that belong to no organisation and no person. */
export const nobody: Scope = { person: null, organisations: [] }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Checked to be identifiers and nothing else, so they may be written into the statement that opens the transaction. */
const scopeText = (scope: Scope): { person: string; organisations: string } => {
  for (const id of [...scope.organisations, ...(scope.person === null ? [] : [scope.person])]) {
    if (!uuid.test(id)) throw new TypeError('A scope may hold only identifiers.')
  }
  return { person: scope.person ?? '', organisations: scope.organisations.join(',') }
}

/** Only a few hundred different statements exist; each is prepared once on each connection. */
const statementNames = new Map<string, string>()
const nameOf = (text: string): string | undefined => {
  const known = statementNames.get(text)
  if (known !== undefined || statementNames.size >= 500) return known
  const name = `doorstep_${statementNames.size + 1}`
  statementNames.set(text, name)
  return name
}

class OpenTransaction implements Transaction {
  readonly #client: ClientBase
  #open = true
  #savepoints = 0

  constructor(client: ClientBase) {
    this.#client = client
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- As in Transaction.
  async query<R>(text: string, values: readonly unknown[] = []): Promise<{ rows: R[]; rowCount: number }> {
    if (!this.#open) throw new Error('A transaction was used after it had ended.')
    const name = values.length > 0 ? nameOf(text) : undefined
    try {
      const { rows, rowCount } = await this.#client.query<R & QueryResultRow>({
        text,
        values: [...values],
        ...(name === undefined ? {} : { name }),
      })
      return { rows, rowCount: rowCount ?? 0 }
    } catch (error) {
      throw asPassingFault(error)
    }
  }

  async savepoint<T>(run: () => Promise<T>): Promise<T> {
    this.#savepoints += 1
    const name = `part_${this.#savepoints}`
    await this.query(`savepoint ${name}`)
    try {
      const result = await run()
      await this.query(`release savepoint ${name}`)
      return result
    } catch (error) {
      await this.query(`rollback to savepoint ${name}`)
      throw error
    }
  }

  end(): void {
    this.#open = false
  }
}

/** Opens the store through the app's own role. `size` is the number of connections. */
export const connectDatabase = (connection: ClientConfig, size = 10): Database => {
  const pool = openPool(connection, size)
  const hearing = listener(connection)

  const within = async <T>(opening: string, scope: Scope, run: (tx: Transaction) => Promise<T>): Promise<T> => {
    const { person, organisations } = scopeText(scope)
    let client: PoolClient
    try {
      client = await pool.connect()
    } catch (error) {
      throw asPassingFault(error)
    }
    const tx = new OpenTransaction(client)
    let broken = false
    try {
      // One round trip: the scope lasts for this transaction only (`true`), whatever becomes of the connection.
      await client.query(
        `${opening}; select set_config('app.person', '${person}', true), set_config('app.organisations', '${organisations}', true)`,
      )
      const result = await run(tx)
      tx.end()
      const ended = await client.query('commit')
      // A transaction that failed inside and was not told so is rolled back by COMMIT, which reports ROLLBACK.
      if (ended.command !== 'COMMIT') throw new Error('A failed transaction was told to commit.')
      return result
    } catch (error) {
      tx.end()
      await client.query('rollback').catch(() => {
        broken = true
      })
      throw asPassingFault(error)
    } finally {
      client.release(broken)
    }
  }

  return {
    write: (scope, run) => within('begin isolation level read committed read write', scope, run),
    read: (scope, run) => within('begin isolation level repeatable read read only', scope, run),
    listen: hearing.listen,
    close: async () => {
      await hearing.close()
      await pool.end()
    },
  }
}
