-- Sessions after the last Friday in June of Year 11 count towards nothing. Registers that were counted before that rule kept them until the
-- next mark came in, and of whoever has left none comes: they are counted anew when somebody first asks, as in 0030.

-- The owner of the tables is bound by row-level security too, and acts here for every organisation.
select set_config('app.organisations', (select string_agg(id::text, ',') from organisation), true);
-- Those whom the rule can reach: sixteen by the end of August of this school year, or older.
update register_count c
set groups = null, possible = null, attended = null, authorised = null, unauthorised = null, late = null, band = null, codes = null,
  weeks_possible = null, weeks_missed = null
from record p
where p.kind = 'pupil' and p.file_id = c.file_id and p.organisation_id = c.organisation_id
  and (p.body->>'bornOn')::date < make_date(c.year + 1 - 16, 9, 1);
