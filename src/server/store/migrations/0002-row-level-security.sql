-- Who may see which rows. The app connects as a role that owns nothing and cannot bypass this, and says for each
-- transaction for whom it acts: app.organisations (a comma-separated list) and app.person. Unset means nothing at all.
-- The settings are read once a query, in sub-selects: read once a row, they would cost more than the rows.

create function app_organisations() returns uuid[]
language sql stable as $$
  select coalesce(string_to_array(nullif(current_setting('app.organisations', true), ''), ',')::uuid[], '{}')
$$;

create function app_person() returns uuid
language sql stable as $$ select nullif(current_setting('app.person', true), '')::uuid $$;

do $$
declare
  t text;
begin
  foreach t in array array['file', 'record', 'record_version', 'version_head', 'file_grant'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_organisations on %I using (organisation_id = any ((select app_organisations())::uuid[])) with check (organisation_id = any ((select app_organisations())::uuid[]))', t);
  end loop;

  -- A person's own lines: their devices, what they sent, their own memberships.
  foreach t in array array['device', 'sync_client', 'mutation_log', 'sync_line'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_person on %I using (person_id = (select app_person())) with check (person_id = (select app_person()))', t);
  end loop;
end $$;

alter table membership enable row level security;
alter table membership force row level security;
create policy own_organisations on membership
  using (organisation_id = any ((select app_organisations())::uuid[]) or person_id = (select app_person()))
  with check (organisation_id = any ((select app_organisations())::uuid[]));

-- An administrator sees the devices of the people of their organisations (not what is on them).
create policy organisation_devices on device for select
  using (exists (select 1 from membership m where m.person_id = device.person_id and m.organisation_id = any ((select app_organisations())::uuid[])));
create policy organisation_revokes on device for update
  using (exists (select 1 from membership m where m.person_id = device.person_id and m.organisation_id = any ((select app_organisations())::uuid[])))
  with check (exists (select 1 from membership m where m.person_id = device.person_id and m.organisation_id = any ((select app_organisations())::uuid[])));

grant usage on schema public to doorstep_app;
grant select, insert, update on organisation, person, membership, file, record, version_head, device, sync_client to doorstep_app;
grant select, insert on record_version, mutation_log, sync_line to doorstep_app;
grant select, insert, delete on file_grant to doorstep_app;
grant select on timeline to doorstep_app;
grant update (status, code, detail) on mutation_log to doorstep_app;
