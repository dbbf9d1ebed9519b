-- A person's outings in each organisation they belong to: where they are on visits, and who is told when they do not come
-- back. A file apart from their own, since a colleague holds it too. The identity is worked out as on every tablet
-- (src/domain/records/own-file.ts); the office founds the file with the membership. This serves the memberships from before.
create function outings_file_of(organisation uuid, person uuid) returns uuid
language sql immutable as $$
  select string_agg(case place when 12 then '8' when 16 then '9' else
      to_hex(('x' || substr(replace(person::text, '-', ''), place + 1, 1))::bit(4)::int
        # ('x' || substr(replace(organisation::text, '-', ''), (place + 11) % 32 + 1, 1))::bit(4)::int) end, '' order by place)::uuid
  from generate_series(0, 31) as place
$$;

-- The owner of the tables is bound by row-level security too, and acts here for every organisation.
select set_config('app.organisations', (select string_agg(id::text, ',') from organisation), true);

insert into file (organisation_id, id, kind, grounds)
select organisation_id, outings_file_of(organisation_id, person_id), 'person', jsonb_build_object('personId', person_id, 'watchers', '[]'::jsonb)
from membership on conflict do nothing;

insert into file_grant (organisation_id, person_id, file_id)
select organisation_id, person_id, outings_file_of(organisation_id, person_id) from membership where left_on is null
on conflict do nothing;

-- For people who report with SQL: without the place and the telephone numbers, which are only for finding somebody.
create view outings with (security_invoker = true) as
select r.organisation_id, r.id as outing_id, (r.body->>'personId')::uuid as who, (r.body->>'watcherId')::uuid as colleague_told,
  (r.body->>'withId')::uuid as with_colleague, (r.body->>'backBy')::timestamptz as back_by,
  (select min((step->>'at')::timestamptz) from jsonb_array_elements(r.body->'steps') as step where step->>'what' = 'alarm-raised') as first_alarm_at,
  (r.body->'ended'->>'at')::timestamptz as safe_at, (r.body->'ended'->>'by')::uuid as safe_said_by,
  (r.body->>'recordedAt')::timestamptz as recorded_at, r.received_at
from record r where r.kind = 'outing' and not r.deleted;

grant select on outings to doorstep_app;
