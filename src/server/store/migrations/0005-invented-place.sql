-- Whether this database holds the invented place or a real one: said once, at the first start, and never changed. The
-- demonstration refuses a real place's database, and a real office refuses the demonstration's.
create table place (
  only_row boolean primary key default true check (only_row),
  invented boolean not null,
  -- How far the making of the invented place got: one cut off half-way is begun again from nothing.
  making text not null default 'not-begun' check (making in ('not-begun', 'begun', 'done'))
);
grant select, update (making) on place to doorstep_app;
