-- A person's own file in each organisation they belong to. The identity is worked out from the organisation's and the
-- person's, as on every tablet (src/domain/records/own-file.ts); the office founds the file with the membership, so that
-- nobody can take the place of a colleague's. This function serves the memberships that were there before.
create function own_file_of(organisation uuid, person uuid) returns uuid
language sql immutable as $$
  select string_agg(case when place in (12, 16) then '8' else
      to_hex(('x' || substr(replace(person::text, '-', ''), place + 1, 1))::bit(4)::int
        # ('x' || substr(replace(organisation::text, '-', ''), (place + 5) % 32 + 1, 1))::bit(4)::int) end, '' order by place)::uuid
  from generate_series(0, 31) as place
$$;

-- The owner of the tables is bound by row-level security too, and acts here for every organisation.
select set_config('app.organisations', (select string_agg(id::text, ',') from organisation), true);

-- Beside the file stands whose it is, and who looks out for them just now: ids, and nothing that anybody wrote.
insert into file (organisation_id, id, kind, grounds)
select organisation_id, own_file_of(organisation_id, person_id), 'person', jsonb_build_object('personId', person_id, 'watchers', '[]'::jsonb)
from membership on conflict do nothing;

insert into file_grant (organisation_id, person_id, file_id)
select organisation_id, person_id, own_file_of(organisation_id, person_id) from membership where left_on is null
on conflict do nothing;

create view planned_visits with (security_invoker = true) as
select r.organisation_id, r.id as planned_visit_id, (r.body->>'personId')::uuid as planned_by, (r.body->>'on')::date as planned_for,
  r.body->>'at' as planned_at, r.body->>'reason' as reason, (r.body->>'withId')::uuid as with_colleague,
  r.body->>'aloneBecause' as alone_because, r.body->'ended'->>'how' as ended_how, (r.body->'ended'->>'on')::date as ended_on,
  r.body->'ended'->>'why' as ended_because, (r.body->>'recordedAt')::timestamptz as recorded_at, r.received_at
from record r where r.kind = 'planned-visit' and not r.deleted;

grant select on planned_visits to doorstep_app;
