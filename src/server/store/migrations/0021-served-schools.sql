-- Which schools a council keeps messages ready for, and which of a school's messages its council keeps, for people who report with SQL:
-- with the rights of whoever asks it. No table and no policy is changed: the office puts copies into the schools' own files.

create view served_schools with (security_invoker = true) as
select r.organisation_id, r.id as school_id, r.body->>'name' as school, (r.body->>'by')::uuid as entered_by,
  (r.body->>'recordedAt')::timestamptz as recorded_at, (r.body->'ended'->>'recordedAt')::timestamptz as ended_at, r.received_at
from record r where r.kind = 'served-school' and not r.deleted;

create or replace view message_templates with (security_invoker = true) as
select r.organisation_id, r.id as message_template_id, r.body->>'title' as title, r.body->>'words' as words,
  r.body->>'language' as language, (r.body->>'isGood')::boolean as is_good, (r.body->>'by')::uuid as written_by,
  (r.body->>'recordedAt')::timestamptz as recorded_at, (r.body->'changed'->>'recordedAt')::timestamptz as changed_at,
  (r.body->'retired'->>'recordedAt')::timestamptz as retired_at, r.received_at,
  (r.body->'keptBy'->>'organisationId')::uuid as kept_by_council
from record r where r.kind = 'message-template' and not r.deleted;

grant select on served_schools to doorstep_app;
