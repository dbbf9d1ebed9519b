import type { Database, Scope, Transaction } from '#server/store/database.ts'

/**
 * Runs everything of `run` in one transaction, so that a start that is killed half-way leaves nothing and the next one begins
 * again. Code that asks for a transaction of its own (the import) gets a part of this one: `database` in `run` writes and reads
 * through it, and `as` says for whom the next statements act.
 */
export const inOneTransaction = <T>(
  whole: Database,
  organisations: string[],
  run: (place: { tx: Transaction; database: Database; as: (person: string) => Promise<void> }) => Promise<T>,
): Promise<T> =>
  whole.write({ person: null, organisations }, async (tx) => {
    let acting: string | null = null
    const as = async (person: string | null): Promise<void> => {
      if (person === acting) return
      acting = person
      await tx.query("select set_config('app.person', $1, true)", [person ?? ''])
    }
    const within = async <R>({ person }: Scope, part: (inner: Transaction) => Promise<R>): Promise<R> => {
      await as(person)
      return part(tx)
    }
    return run({ tx, as, database: { ...whole, write: within, read: within } })
  })
