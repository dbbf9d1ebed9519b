import { nobody, type Database } from './database.ts'

/** The identity behind an organisation's code, or null when there is none. Only a code that was told finds one. */
export const findOrganisation = (database: Database, code: string): Promise<string | null> =>
  database.read(nobody, async (tx) => {
    await tx.query("select set_config('app.code', $1, true)", [code])
    const { rows } = await tx.query<{ id: string }>('select id from organisation where code = $1', [code])
    return rows[0]?.id ?? null
  })
