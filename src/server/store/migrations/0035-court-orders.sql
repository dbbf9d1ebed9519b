-- Court orders about somebody and a pupil, for people who report with SQL: with the rights of whoever asks it. No table and no policy is changed.

create view court_orders with (security_invoker = true) as
select r.organisation_id, r.id as court_order_id, r.file_id as pupil_id, r.body->'parentIds' as binds_parents, r.body->>'otherPerson' as binds_other,
  r.body->'forbids' as forbids, r.body->>'says' as says, (r.body->>'since')::date as since, (r.body->>'until')::date as until,
  jsonb_array_length(r.body->'seen') as times_seen, (r.body->>'by')::uuid as written_by, (r.body->>'recordedAt')::timestamptz as recorded_at,
  (r.body->'ended'->>'on')::date as ended_on, r.body->'ended'->>'why' as ended_because, r.received_at
from record r where r.kind = 'court-order' and not r.deleted;

grant select on court_orders to doorstep_app;
