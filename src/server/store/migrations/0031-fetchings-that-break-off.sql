-- A fetching of marks from Wonde that is asked for, that goes on, and that broke off: so that nobody is told for ever that the office is
-- fetching when nobody is.

alter table wonde_fetch
  -- Null until a first fetching has ended.
  alter column tried_at drop not null,
  -- When somebody asked for one that has not begun.
  add column asked_at timestamptz(3),
  -- When the one that goes on began, and its last sign of life. One that gives no more has broken off.
  add column begun_at timestamptz(3),
  add column alive_at timestamptz(3),
  drop constraint wonde_fetch_fault_check,
  add constraint wonde_fetch_fault_check
    check (fault in ('refused', 'no-such-school', 'unreachable', 'unreadable', 'not-permitted', 'broke-off'));
