-- A school's cut-offs for the morning, and of which session's absence a contact was about and what reason was given, for people who
-- report with SQL: with the rights of whoever asks it. No table and no policy is changed.

create view morning_plans with (security_invoker = true) as
select r.organisation_id, r.id as morning_plan_id, (r.body->'cutOffs'->>'firstCallBy')::time as first_call_by,
  (r.body->'cutOffs'->>'everyNumberBy')::time as every_number_by, (r.body->'cutOffs'->>'tellLeadBy')::time as tell_lead_by, r.received_at
from record r where r.kind = 'morning-plan' and not r.deleted;

create or replace view contact_notes with (security_invoker = true) as
select r.organisation_id, r.id as note_id, r.file_id as pupil_id, (r.body->>'caseId')::uuid as case_id, (r.body->>'actId')::uuid as act_id,
  (r.body->>'by')::uuid as written_by, r.body->>'byRole' as written_as, (r.body->>'happenedOn')::date as happened_on,
  (r.body->>'happenedAt')::time as happened_at, (r.body->>'recordedAt')::timestamptz as recorded_at,
  r.body->>'means' as means, r.body->>'result' as result, (r.body->>'durationMinutes')::int as duration_minutes, r.body->>'startedBy' as started_by,
  r.body->>'interpreter' as interpreter, r.body->>'facts' as facts, r.body->>'opinion' as opinion, r.body->>'familyView' as family_view,
  r.body->>'childWords' as child_words, r.body->>'schoolView' as school_view, (r.body->>'positive')::boolean as positive,
  r.body->>'warningGiven' as warning_given, (r.body->>'confidentialSource')::boolean as confidential_source,
  r.body->'safeguarding'->>'concern' as safeguarding_concern, r.body->'safeguarding'->>'reference' as safeguarding_reference,
  r.received_at, (r.body->'absence'->>'day')::date as absence_day, r.body->'absence'->>'session' as absence_session,
  r.body->'absence'->>'reason' as reason_given
from record r where r.kind = 'contact-note' and not r.deleted;

grant select on morning_plans to doorstep_app;
