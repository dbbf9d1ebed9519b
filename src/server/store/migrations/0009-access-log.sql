-- Who opened which file and when, as tablets tell it: offline reads too. Ids and times, never a word of what was read.
-- Added to and never changed.
create table access_log (
  organisation_id uuid not null,
  -- Made on the tablet, so that what is told twice is kept once.
  id uuid not null,
  file_id uuid not null,
  person_id uuid not null references person,
  device_id uuid references device,
  opened_at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, file_id) references file
);
create index access_log_by_time on access_log (organisation_id, opened_at desc, id);
create index access_log_of_file on access_log (organisation_id, file_id, opened_at desc, id);

alter table access_log enable row level security;
alter table access_log force row level security;
create policy own_organisations on access_log
  using (organisation_id = any ((select app_organisations())::uuid[]))
  with check (organisation_id = any ((select app_organisations())::uuid[]) and person_id = (select app_person()));
grant select, insert on access_log to doorstep_app;
