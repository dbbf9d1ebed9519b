-- A restricted thread is a file of its own, so that its words reach the few who may read it and nobody else.
alter table file drop constraint file_kind_check;
alter table file add constraint file_kind_check check (kind in ('pupil', 'organisation', 'person', 'restricted'));

-- Who may read a restricted file depends on people named in a record that whoever changes a colleague's role may not read:
-- so their ids, and nothing that anybody wrote, lie beside the file too. Null for every other kind of file.
alter table file add column grounds jsonb;

-- The third wall. Within one school, the words of a restricted thread are seen in a transaction that acts for a person who
-- holds its file, and in no other: not for a colleague, not for an administrator, not for nobody in particular. The
-- tables' owner, who also proves the chain of versions, is not bound by this one; the serving role is never a member of it.
create function acts_as_owner() returns boolean
language sql stable as $$
  select pg_has_role(current_user, (select relowner from pg_class where oid = 'record'::regclass), 'member')
$$;

create policy restricted_to_readers on record as restrictive
  using (kind not in ('restricted-thread', 'restricted-note') or (select acts_as_owner())
    or file_id in (select g.file_id from file_grant g where g.person_id = (select app_person())))
  with check (kind not in ('restricted-thread', 'restricted-note') or (select acts_as_owner())
    or file_id in (select g.file_id from file_grant g where g.person_id = (select app_person())));

create policy restricted_to_readers on record_version as restrictive
  using (body->>'kind' not in ('restricted-thread', 'restricted-note') or (select acts_as_owner())
    or file_id in (select g.file_id from file_grant g where g.person_id = (select app_person())))
  with check (body->>'kind' not in ('restricted-thread', 'restricted-note') or (select acts_as_owner())
    or file_id in (select g.file_id from file_grant g where g.person_id = (select app_person())));

create view restricted_markers with (security_invoker = true) as
select r.organisation_id, r.file_id as pupil_id, r.received_at
from record r where r.kind = 'restricted-marker' and not r.deleted;

create view restricted_threads with (security_invoker = true) as
select r.organisation_id, r.id as thread_id, (r.body->>'pupilId')::uuid as pupil_id, r.body->>'urgency' as urgency,
  (r.body->>'fromNoteId')::uuid as from_note_id, (r.body->>'by')::uuid as begun_by, r.body->>'byRole' as begun_as,
  (r.body->>'recordedAt')::timestamptz as recorded_at,
  array(select (p.value->>'personId')::uuid from jsonb_array_elements(r.body->'readers') p) as readers, r.received_at
from record r where r.kind = 'restricted-thread' and not r.deleted;

create view restricted_readings with (security_invoker = true) as
select r.organisation_id, r.id as thread_id, (m.value->>'noteId')::uuid as note_id, (m.value->>'by')::uuid as read_by,
  m.value->>'byRole' as read_as, (m.value->>'recordedAt')::timestamptz as read_at
from record r cross join lateral jsonb_array_elements(r.body->'readings') as m
where r.kind = 'restricted-thread' and not r.deleted;

create view restricted_notes with (security_invoker = true) as
select r.organisation_id, r.id as note_id, r.file_id as thread_id, (r.body->>'pupilId')::uuid as pupil_id, r.body->>'words' as words,
  (r.body->>'by')::uuid as written_by, r.body->>'byRole' as written_as, (r.body->>'recordedAt')::timestamptz as recorded_at,
  r.received_at
from record r where r.kind = 'restricted-note' and not r.deleted;

create view safeguarding_plans with (security_invoker = true) as
select r.organisation_id, (r.body->'readWithin'->>'now')::int as read_now_within_minutes,
  (r.body->'readWithin'->>'today')::int as read_today_within_minutes, (r.body->'readWithin'->>'soon')::int as read_soon_within_school_days,
  r.received_at
from record r where r.kind = 'safeguarding-plan' and not r.deleted;

grant select on restricted_markers, restricted_threads, restricted_readings, restricted_notes, safeguarding_plans to doorstep_app;
