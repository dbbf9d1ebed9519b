-- Of each pupil's register of a school year also: the half-days of the week, and how many spells of absence there were.
alter table register_count
  -- From Monday morning to Sunday afternoon: possible sessions, and those missed.
  add halves_possible smallint[],
  add halves_missed smallint[],
  add spells smallint;

-- What was counted without them is counted again when somebody first asks. The owner of the tables is bound by row-level security too, and acts
-- here for every organisation.
alter table register_count drop constraint register_count_check;
select set_config('app.organisations', (select string_agg(id::text, ',') from organisation), true);
update register_count set possible = null where possible is not null;
alter table register_count add constraint register_count_whole check (
  (possible is null) = (groups is null or band is null or codes is null or weeks_possible is null or weeks_missed is null
    or halves_possible is null or halves_missed is null or spells is null)
);
