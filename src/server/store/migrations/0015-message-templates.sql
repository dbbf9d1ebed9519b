-- What organisations have ready to send to families, for people who report with SQL: with the rights of whoever asks it.

create view message_templates with (security_invoker = true) as
select r.organisation_id, r.id as message_template_id, r.body->>'title' as title, r.body->>'words' as words,
  r.body->>'language' as language, (r.body->>'isGood')::boolean as is_good, (r.body->>'by')::uuid as written_by,
  (r.body->>'recordedAt')::timestamptz as recorded_at, (r.body->'changed'->>'recordedAt')::timestamptz as changed_at,
  (r.body->'retired'->>'recordedAt')::timestamptz as retired_at, r.received_at
from record r where r.kind = 'message-template' and not r.deleted;

grant select on message_templates to doorstep_app;
