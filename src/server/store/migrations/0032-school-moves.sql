-- What was said of pupils' coming to a school and leaving it for its returns, for people who report with SQL: with the rights of whoever
-- asks it. No table and no policy is changed.

create view school_moves with (security_invoker = true) as
select r.organisation_id, r.id as school_move_id, r.file_id as pupil_id, r.body->>'direction' as direction, (r.body->>'on')::date as moved_on,
  r.body->>'ground' as ground, r.body->>'school' as school, (r.body->>'startsOn')::date as starts_on, r.body->>'newAddress' as new_address,
  (r.body->>'by')::uuid as written_by, r.body->>'byRole' as written_as, (r.body->>'recordedAt')::timestamptz as recorded_at, r.received_at
from record r where r.kind = 'school-move' and not r.deleted;

grant select on school_moves to doorstep_app;
