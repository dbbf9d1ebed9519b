-- What each taking in of marks did, so that the office can say so later without reading every mark of a school again.

-- Marks that were new, that took the place of another, and that stood already; null for imports before this.
alter table mark_import add column added int check (added >= 0);
alter table mark_import add column changed int check (changed >= 0);
alter table mark_import add column unchanged int check (unchanged >= 0);
