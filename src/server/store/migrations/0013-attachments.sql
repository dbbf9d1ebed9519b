-- The bytes of pictures that belong to notes. Which picture belongs to which note is a record (kind 'attachment') like any
-- other; these are the bytes with its id, hash and size, which arrive apart from it, before or after. Added once, never changed.
create table attachment_bytes (
  organisation_id uuid not null references organisation,
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text not null check (media_type in ('image/jpeg', 'image/png')),
  bytes bytea not null,
  person_id uuid not null references person,
  received_at timestamptz(3) not null,
  primary key (organisation_id, id)
);

alter table attachment_bytes enable row level security;
alter table attachment_bytes force row level security;
create policy own_organisations on attachment_bytes
  using (organisation_id = any ((select app_organisations())::uuid[]))
  with check (organisation_id = any ((select app_organisations())::uuid[]) and person_id = (select app_person()));
grant select, insert on attachment_bytes to doorstep_app;
