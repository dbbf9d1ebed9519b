-- What each pupil's register of a school year comes to, so that a question about many schools is an addition: worked out by the same rules as
-- on a tablet (src/domain/insights/register-count.ts) in the transaction that writes the register or the pupil. Nothing is known from here alone:
-- a row can be made anew from the two records at any time.
create table register_count (
  organisation_id uuid not null references organisation,
  file_id uuid not null,
  -- The calendar year in which the school year begins.
  year smallint not null,
  -- Null in all that follows: not counted yet.
  groups jsonb,
  possible smallint,
  attended smallint,
  authorised smallint,
  unauthorised smallint,
  late smallint,
  band text,
  -- Sessions missed by code: {"I": 12, "O": 3}.
  codes jsonb,
  -- By week, from the week of 1 August on: possible sessions, and those missed.
  weeks_possible smallint[],
  weeks_missed smallint[],
  primary key (organisation_id, year, file_id),
  check ((possible is null) = (groups is null or band is null or codes is null or weeks_possible is null or weeks_missed is null))
);
create index register_count_missing on register_count (organisation_id, year) where possible is null;

alter table register_count enable row level security;
alter table register_count force row level security;
create policy own_organisations on register_count
  using (organisation_id = any ((select app_organisations())::uuid[]))
  with check (organisation_id = any ((select app_organisations())::uuid[]));
grant select, insert, update on register_count to doorstep_app;

-- Registers that were there before are counted when somebody first asks. The owner of the tables is bound by row-level security too, and acts
-- here for every organisation.
select set_config('app.organisations', (select string_agg(id::text, ',') from organisation), true);
insert into register_count (organisation_id, file_id, year)
select organisation_id, file_id, (body->>'year')::smallint from record where kind = 'register-year' and not deleted;
