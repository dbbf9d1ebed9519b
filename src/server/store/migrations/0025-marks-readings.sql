-- How a school's files of marks are read: what a heading of its own holds, what a code of its own stands for. Marks are read by it, so who
-- said it and when stays; one that is said no longer is ended, never changed.

create table marks_reading (
  organisation_id uuid not null references organisation,
  id uuid not null,
  -- A heading as it is compared (letters and digits only), or a code as it is written.
  of text not null check (of in ('heading', 'code')),
  word text not null check (length(word) between 1 and 200),
  -- As the file has it, for people.
  written text not null check (length(written) between 1 and 200),
  means text not null,
  person_id uuid not null references person,
  said_at timestamptz(3) not null,
  ended_by uuid references person,
  ended_at timestamptz(3),
  primary key (organisation_id, id)
);
create unique index marks_reading_standing on marks_reading (organisation_id, of, word) where ended_at is null;

alter table marks_reading enable row level security;
alter table marks_reading force row level security;
create policy own_organisations on marks_reading
  using (organisation_id = any ((select app_organisations())::uuid[]))
  with check (organisation_id = any ((select app_organisations())::uuid[]));
grant select, insert on marks_reading to doorstep_app;
grant update (ended_by, ended_at) on marks_reading to doorstep_app;
