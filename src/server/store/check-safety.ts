import type { ClientBase } from 'pg'
import { StartFault } from '../start-fault.ts'

/** Functions that may run with their owner's rights. Each needs a fixed search_path and a reason here; none does so far. */
const TRUSTED_FUNCTIONS: readonly string[] = []

type Check = { sql: string; values?: readonly unknown[]; say: (found: string) => string }

/** Tables of ours: not PostgreSQL's own. */
const ours =
  "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg_temp%' and n.nspname not like 'pg_toast_temp%'"

/** Each query names what breaks its rule in a column `found`; no row means that the rule holds. */
const checks: readonly Check[] = [
  {
    sql: `select rolname as found from pg_roles where rolsuper and pg_has_role(current_user, oid, 'member') limit 1`,
    say: () =>
      'The role that serves Doorstep is a superuser, so nothing would keep schools apart; use a role without that right.',
  },
  {
    sql: `select rolname as found from pg_roles where rolbypassrls and pg_has_role(current_user, oid, 'member') limit 1`,
    say: () =>
      'The role that serves Doorstep may bypass row-level security, so nothing would keep schools apart; use a role without that right.',
  },
  {
    sql: `select c.relname as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${ours} and pg_has_role(current_user, c.relowner, 'member') order by 1 limit 1`,
    say: (found) =>
      `The role that serves Doorstep owns ${found}; tables must belong to another role, or row-level security could be switched off.`,
  },
  {
    // Everything that belongs to an organisation or a person says so in its columns.
    sql: `select distinct c.relname as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid and a.attname in ('organisation_id', 'person_id') and not a.attisdropped
          where c.relkind in ('r', 'p') and ${ours} and not (c.relrowsecurity and c.relforcerowsecurity) order by 1 limit 1`,
    say: (found) => `Row-level security is not forced on the table ${found}.`,
  },
  {
    sql: `select p.tablename as found from pg_policies p
          where (p.cmd in ('ALL', 'INSERT', 'UPDATE') and p.with_check is null) or (p.cmd <> 'INSERT' and p.qual is null)
             or p.qual = 'true' or p.with_check = 'true' order by 1 limit 1`,
    say: (found) => `A row-level security policy on ${found} does not check both what is read and what is written.`,
  },
  {
    sql: `select c.relname as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind = 'v' and ${ours} and not coalesce('security_invoker=true' = any (c.reloptions), false) order by 1 limit 1`,
    say: (found) => `The view ${found} runs with its owner's rights and would show every organisation's rows.`,
  },
  {
    sql: `select c.relname as found from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'm' and ${ours} order by 1 limit 1`,
    say: (found) => `The materialised view ${found} is a copy that row-level security cannot guard.`,
  },
  {
    sql: `select p.proname as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where p.prosecdef and ${ours} and not (p.proname = any ($1::text[]) and coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false)) order by 1 limit 1`,
    values: [TRUSTED_FUNCTIONS],
    say: (found) => `The function ${found} runs with its owner's rights and is not on the list of those that may.`,
  },
]

const durability: Check = {
  sql: `select name as found from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by 1 limit 1`,
  say: (found) =>
    `PostgreSQL runs with ${found} off, so work that was confirmed could be lost in a power cut; switch it on.`,
}

/**
 * Asks the database's own catalog, as the role that serves, whether it may be trusted to keep organisations apart and
 * committed work safe. Throws StartFault for the first rule that is broken. `durable: false` skips the second part, for
 * tests that throw their database away.
 */
export const checkSafety = async (
  app: ClientBase,
  { durable }: { durable: boolean } = { durable: true },
): Promise<void> => {
  for (const { sql, values, say } of durable ? [...checks, durability] : checks) {
    const { rows } = await app.query<{ found: string }>(sql, [...(values ?? [])])
    if (rows[0] !== undefined) throw new StartFault(say(rows[0].found))
  }
}
