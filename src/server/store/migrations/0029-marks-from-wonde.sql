-- Marks that are fetched from Wonde, which reads schools' systems: whom it calls what, and how the last fetching of each school went.

-- What the system that marks come from calls a pupil, once a mark of theirs was taken: a UPN or a name may change there, this does not.
create table source_pupil (
  organisation_id uuid not null references organisation,
  -- As in mark_import.
  source text not null,
  upi text not null check (length(upi) between 1 and 100),
  file_id uuid not null,
  primary key (organisation_id, source, upi)
);

-- One row for each school, written anew by each fetching.
create table wonde_fetch (
  organisation_id uuid primary key references organisation,
  tried_at timestamptz(3) not null,
  -- The last fetching that took what there was; null before the first.
  taken_at timestamptz(3),
  -- Why the last one failed; null when it did not.
  fault text check (fault in ('refused', 'no-such-school', 'unreachable', 'unreadable', 'not-permitted')),
  -- Counts of marks of the last that was taken, and where its first and last mark land.
  report jsonb,
  -- What was not taken, in words, and not since: marks are asked for from this moment again, once a day, until all were.
  rejected jsonb not null default '[]',
  unsettled_from timestamptz(3),
  unsettled_tried_at timestamptz(3)
);

do $$
declare
  t text;
begin
  foreach t in array array['source_pupil', 'wonde_fetch'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy own_organisations on %I using (organisation_id = any ((select app_organisations())::uuid[])) with check (organisation_id = any ((select app_organisations())::uuid[]))', t);
  end loop;
end $$;
grant select, insert on source_pupil to doorstep_app;
grant select, insert, update on wonde_fetch to doorstep_app;
