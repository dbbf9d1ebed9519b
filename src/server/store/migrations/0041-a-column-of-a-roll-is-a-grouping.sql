-- A school may say once that a column of its roll is a grouping of its own, as it says of headings and codes of marks.
alter table marks_reading drop constraint marks_reading_of_check;
alter table marks_reading add constraint marks_reading_of_check check (of in ('heading', 'code', 'roll-heading'));
