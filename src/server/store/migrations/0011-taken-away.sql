-- Tablets that were taken away, by their random ids alone: said to one of them even when nobody is signed in on it any more,
-- so that it forgets the files it holds. It belongs to nobody, and tells nothing but that.
create table accounts.taken_away (
  device_id uuid primary key
);
grant select, insert, delete on accounts.taken_away to doorstep_app;
