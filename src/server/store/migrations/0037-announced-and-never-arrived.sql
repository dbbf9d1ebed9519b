-- How many acts a tablet announced on lines that it has ended, and that never came (SPEC D1), for whoever looks after tablets: a count,
-- nothing of what was written. Kept on the tablet's own row, so that nobody needs to read other people's lines; their row-level
-- security stands.
alter table device add column never_arrived int not null default 0;

-- The lines of one tablet are looked at with each of its pulls.
create index sync_client_device on sync_client (device_id);
