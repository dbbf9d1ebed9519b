-- Penalty notices that a council issued, as officers wrote them down, and what became of each, for people who report with SQL: with the
-- rights of whoever asks it.

create view penalty_notices with (security_invoker = true) as
select r.organisation_id, r.id as penalty_notice_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id,
  (r.body->>'parentId')::uuid as parent_id, (r.body->>'issuedOn')::date as issued_on, r.body->>'offence' as offence,
  r.body->>'reference' as reference, (r.body->>'by')::uuid as written_by, r.body->>'byRole' as written_as,
  (r.body->>'recordedAt')::timestamptz as recorded_at, r.received_at
from record r where r.kind = 'penalty-notice' and not r.deleted;

create view penalty_notice_steps with (security_invoker = true) as
select r.organisation_id, r.id as penalty_notice_id, r.file_id as pupil_id, s.value->>'what' as what, (s.value->>'on')::date as happened_on,
  s.value->>'words' as words, (s.value->>'by')::uuid as written_by, (s.value->>'recordedAt')::timestamptz as recorded_at
from record r cross join lateral jsonb_array_elements(r.body->'steps') as s
where r.kind = 'penalty-notice' and not r.deleted;

grant select on penalty_notices, penalty_notice_steps to doorstep_app;
