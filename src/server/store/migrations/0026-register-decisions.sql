-- What was decided on what a register showed, with the marks as they were then, for people who report with SQL: with the rights of
-- whoever asks it. What the marks are now is in session_mark.

create view register_decisions with (security_invoker = true) as
select r.organisation_id, r.id as register_decision_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id,
  r.body->>'about' as about, r.body->>'decided' as decided, r.body->>'why' as why, (r.body->>'decidedOn')::date as decided_on,
  (r.body->>'counted')::int as counted, (r.body->'saw'->>'from')::date as seen_from, (r.body->'saw'->>'to')::date as seen_to,
  r.body->'saw'->>'marks' as marks_seen, (r.body->'saw'->>'takenAt')::timestamptz as marks_taken_at,
  (r.body->>'by')::uuid as written_by, r.body->>'byRole' as written_as, (r.body->>'recordedAt')::timestamptz as recorded_at, r.received_at
from record r where r.kind = 'register-decision' and not r.deleted;

grant select on register_decisions to doorstep_app;
