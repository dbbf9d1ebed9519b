import { runMigrations } from 'graphile-worker'
import { Client } from 'pg'
import { quietLogger } from './quiet-logger.ts'

/**
 * The worker's tables belong to whoever owns Doorstep's, and the serving role may add, take and end jobs and nothing else.
 * The library switches row-level security on without a rule, so that only the owner would see a job: one rule names the
 * serving role. Jobs belong to no organisation; what they carry is ids, or sealed.
 */
const RIGHTS = `
  do $$
  declare
    t text;
  begin
    foreach t in array array['_private_jobs', '_private_job_queues', '_private_tasks', '_private_known_crontabs'] loop
      if not exists (select from pg_policies where schemaname = 'graphile_worker' and tablename = t and policyname = 'serving') then
        execute format(
          'create policy serving on graphile_worker.%I to doorstep_app using (pg_has_role(''doorstep_app'', ''usage'')) with check (pg_has_role(''doorstep_app'', ''usage''))', t);
      end if;
      execute format('grant select, insert, update, delete on graphile_worker.%I to doorstep_app', t);
    end loop;
  end $$;
  alter view graphile_worker.jobs set (security_invoker = true);
  grant usage on schema graphile_worker to doorstep_app;
  grant select on graphile_worker.jobs, graphile_worker.migrations to doorstep_app;`

/** Brings the worker's own schema, beside ours, to this version, as the role that owns the tables. Safe at every start. */
export const prepareJobs = async (ownerUrl: string): Promise<void> => {
  await runMigrations({ connectionString: ownerUrl, maxPoolSize: 1, logger: quietLogger(null) })
  const owner = new Client({ connectionString: ownerUrl, application_name: 'doorstep-start' })
  await owner.connect()
  try {
    await owner.query(RIGHTS)
  } finally {
    await owner.end()
  }
}
