-- What went wrong with what a tablet sent, for whoever looks after tablets: counts and times, nothing of what was sent. Kept on the tablet's own
-- row, so that nobody needs to read the log of what people did; its row-level security stands.
alter table device
  -- Acts that the office refused, and when the last of them was.
  add column refused int not null default 0,
  add column refused_at timestamptz(3),
  -- Exchanges that could not go on from where the tablet's line stood, and when the last of them was.
  add column failed int not null default 0,
  add column failed_at timestamptz(3);
