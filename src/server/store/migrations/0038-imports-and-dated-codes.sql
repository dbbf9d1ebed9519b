-- What each taking in of marks did, so that the office can say so later without reading every mark of a school again.

-- Marks that were new, that took the place of another, and that stood already; null for imports before this.
alter table mark_import add column added int check (added >= 0);
alter table mark_import add column changed int check (changed >= 0);
alter table mark_import add column unchanged int check (unchanged >= 0);

-- What a code of a school's own stands for may change on a day: a mark is read by what held on its day. Null: as long as there are marks.
-- A heading has no day: it is of the file and not of a mark.
alter table marks_reading add column holds_from date check (of = 'code' or holds_from is null);
drop index marks_reading_standing;
create unique index marks_reading_standing on marks_reading (organisation_id, of, word, coalesce(holds_from, '-infinity'::date))
  where ended_at is null;
