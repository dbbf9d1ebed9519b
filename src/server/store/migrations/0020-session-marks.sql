-- Marks of registers, as schools' systems gave them: every one that was ever taken, and which of them stands.

-- One taking in of marks: from which file or system, by whom.
create table mark_import (
  organisation_id uuid not null references organisation,
  id uuid not null,
  person_id uuid not null references person,
  taken_at timestamptz(3) not null,
  -- What it came from: 'csv', 'ctf', and so on.
  source text not null,
  primary key (organisation_id, id)
);

-- One mark of one pupil, day and session. A mark that the school changed stays, with when and by which import it was superseded
-- (the regulations keep every entry of a register for six years). Written by one function that holds the files' locks and has just
-- written the import: a reference looked up for each of half a million rows would take longer than the rows.
create table session_mark (
  organisation_id uuid not null,
  file_id uuid not null,
  day date not null,
  session text not null check (session in ('morning', 'afternoon')),
  -- The national code, and what the file had where that was something else.
  code text not null,
  written text,
  import_id uuid not null,
  superseded_by uuid,
  primary key (organisation_id, file_id, day, session, import_id)
);
create unique index session_mark_standing on session_mark (organisation_id, file_id, day, session) where superseded_by is null;

do $$
declare
  t text;
begin
  foreach t in array array['mark_import', 'session_mark'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_organisations on %I using (organisation_id = any ((select app_organisations())::uuid[])) with check (organisation_id = any ((select app_organisations())::uuid[]))', t);
    execute format('grant select, insert on %I to doorstep_app', t);
  end loop;
end $$;
-- Nothing of a mark is ever changed but that another one took its place.
grant update (superseded_by) on session_mark to doorstep_app;
