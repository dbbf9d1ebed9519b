-- Days on which schools are closed, for people who report with SQL: with the rights of whoever asks it.

create view school_closures with (security_invoker = true) as
select r.organisation_id, r.id as school_closure_id, (r.body->'span'->>'from')::date as first_day,
  (r.body->'span'->>'to')::date as last_day, r.body->'span'->>'part' as part, r.body->>'reason' as reason,
  r.body->>'title' as title, (r.body->>'by')::uuid as entered_by, (r.body->>'recordedAt')::timestamptz as recorded_at,
  (r.body->'removed'->>'recordedAt')::timestamptz as removed_at, r.received_at
from record r where r.kind = 'school-closure' and not r.deleted;

grant select on school_closures to doorstep_app;
