-- A school's cut-offs for the afternoon, and how a contact really ended where a wrong button was pressed, for people who report with SQL: with
-- the rights of whoever asks it. No table and no policy is changed.

create or replace view morning_plans with (security_invoker = true) as
select r.organisation_id, r.id as morning_plan_id, (r.body->'cutOffs'->>'firstCallBy')::time as first_call_by,
  (r.body->'cutOffs'->>'everyNumberBy')::time as every_number_by, (r.body->'cutOffs'->>'tellLeadBy')::time as tell_lead_by, r.received_at,
  (r.body->'afternoon'->>'firstCallBy')::time as afternoon_first_call_by,
  (r.body->'afternoon'->>'everyNumberBy')::time as afternoon_every_number_by,
  (r.body->'afternoon'->>'tellLeadBy')::time as afternoon_tell_lead_by
from record r where r.kind = 'morning-plan' and not r.deleted;

create or replace view amendments with (security_invoker = true) as
select r.organisation_id, r.id as amendment_id, r.file_id as pupil_id, (r.body->>'noteId')::uuid as note_id, r.body->>'field' as field,
  r.body->>'words' as words, r.body->>'why' as why, (r.body->>'by')::uuid as written_by, (r.body->>'recordedAt')::timestamptz as recorded_at,
  r.received_at, r.body ? 'ended' as says_how_it_ended, r.body->'ended'->>'result' as ended_result, r.body->'ended'->>'reason' as ended_reason
from record r where r.kind = 'amendment' and not r.deleted;
