import { nobody, type Database } from '../store/database.ts'

/** The identity behind an organisation's code, or null when there is none. Codes are no secret and say nothing of anybody. */
export const findOrganisation = (database: Database, code: string): Promise<string | null> =>
  database.read(nobody, async (tx) => {
    const { rows } = await tx.query<{ id: string }>('select id from organisation where code = $1', [code])
    return rows[0]?.id ?? null
  })
