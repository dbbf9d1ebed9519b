-- What a tablet last told of itself, for whoever looks after tablets. Numbers only: nothing of what is on it.
alter table device
  -- Its owner signed out for good: nothing of theirs is on it any more.
  add column left_at timestamptz(3),
  -- Several people use it, so it locks sooner.
  add column shared boolean not null default false,
  -- At its last exchange: how many files it holds, and how many acts it had made that the office had not got.
  add column files_held int,
  add column unsent int;
