-- A mark that another one took the place of is kept with when and from what: which file that was, by its name and by what was in it.

-- The file's name without its folder, as whoever chose it had it; null where marks came in no file, and for imports before this.
alter table mark_import add column file_name text check (length(file_name) between 1 and 200);
-- SHA-256 of the bytes of the file, to know it again; null likewise.
alter table mark_import add column file_digest text check (file_digest ~ '^[0-9a-f]{64}$');
