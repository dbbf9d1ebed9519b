import { Client } from 'pg'
import { z } from 'zod'
import { connectDatabase } from '../store/database.ts'
import { verifyChain } from '../store/verify-chain.ts'

const Head = z.object({ number: z.int(), hash: z.string() })

/**
 * What a database holds, to hold a restored one against: rows of each table, for each organisation where the table has
 * one (`''` otherwise), and the head of each organisation's chain of versions. Counts and hashes, never a word.
 */
export const Inventory = z.object({
  rows: z.record(z.string(), z.record(z.string(), z.int())),
  heads: z.record(z.string(), Head),
})
export type Inventory = z.infer<typeof Inventory>

const TABLES = `
  select format('%I.%I', t.schemaname, t.tablename) as name,
    exists (select from information_schema.columns c
            where c.table_schema = t.schemaname and c.table_name = t.tablename and c.column_name = 'organisation_id') as shared
  from pg_tables t where t.schemaname in ('public', 'accounts') order by 1`

/** Counts everything, as PostgreSQL's superuser, from whom row-level security hides nothing. */
export const takeInventory = async (superuserUrl: string): Promise<Inventory> => {
  const client = new Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const tables = await client.query<{ name: string; shared: boolean }>(TABLES)
    const rows: Inventory['rows'] = {}
    for (const { name, shared } of tables.rows) {
      const counted = await client.query<{ organisation: string; count: number }>(
        shared
          ? `select organisation_id::text as organisation, count(*)::int as count from ${name} group by 1`
          : `select '' as organisation, count(*)::int as count from ${name}`,
      )
      rows[name] = Object.fromEntries(counted.rows.map(({ organisation, count }) => [organisation, count]))
    }
    const heads = await client.query<{ organisation: string; number: number; hash: string }>(
      "select organisation_id::text as organisation, number::int as number, encode(hash, 'hex') as hash from version_head",
    )
    return {
      rows,
      heads: Object.fromEntries(heads.rows.map(({ organisation, number, hash }) => [organisation, { number, hash }])),
    }
  } finally {
    await client.end()
  }
}

/** What a database lacks or has too much of beside an inventory, in one sentence; null when all is there and every chain holds. */
export const differenceFrom = async (inventory: Inventory, superuserUrl: string): Promise<string | null> => {
  const found = await takeInventory(superuserUrl)
  for (const table of new Set([...Object.keys(inventory.rows), ...Object.keys(found.rows)])) {
    const [were, are] = [inventory.rows[table] ?? {}, found.rows[table] ?? {}]
    for (const organisation of new Set([...Object.keys(were), ...Object.keys(are)]))
      if (were[organisation] !== are[organisation])
        return `${table} had ${were[organisation] ?? 0} rows and has ${are[organisation] ?? 0}.`
  }
  const database = connectDatabase({ connectionString: superuserUrl }, 1)
  try {
    for (const [organisation, head] of Object.entries(inventory.heads)) {
      const proof = await database.read({ person: null, organisations: [organisation] }, (tx) =>
        verifyChain(tx, organisation, head),
      )
      if (!proof.ok) return `the history of organisation ${organisation} is ${proof.why} at number ${proof.number}.`
    }
    return null
  } finally {
    await database.close()
  }
}
