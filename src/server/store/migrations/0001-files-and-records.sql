-- The office's store: files, records with every version, the log of mutations, who holds what.
-- Every organisation's table is keyed by organisation first and guarded by forced row-level security (0002).

create table organisation (
  id uuid primary key,
  code text not null unique
);

-- A person: one sign-in account, any number of organisations.
create table person (
  id uuid primary key,
  account_id text unique
);

-- Projection of the staff-member records, kept in the transaction that writes them.
create table membership (
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  role text not null,
  year_groups int[],
  left_on date,
  primary key (organisation_id, person_id)
);
create index membership_person on membership (person_id);

-- The unit of version, grant and replication. `version` rises under the row's lock until commit, so within a file commit
-- order is version order. A cursor below `floor` must start again.
create table file (
  organisation_id uuid not null references organisation,
  id uuid not null,
  kind text not null check (kind in ('pupil', 'organisation', 'person')),
  version bigint not null default 0,
  floor bigint not null default 0,
  primary key (organisation_id, id)
);
create unique index file_id on file (id);

create table record (
  organisation_id uuid not null,
  file_id uuid not null,
  id uuid not null,
  kind text not null,
  version bigint not null,
  deleted boolean not null default false,
  body jsonb not null,
  received_at timestamptz(3) not null,
  reference text not null,
  primary key (organisation_id, file_id, id),
  foreign key (organisation_id, file_id) references file
);
create index record_by_version on record (organisation_id, file_id, version, id);

-- Every version of every record, append-only, in one hash chain for each organisation.
create table record_version (
  organisation_id uuid not null references organisation,
  number bigint not null,
  file_id uuid not null,
  record_id uuid not null,
  version bigint not null,
  person_id uuid not null,
  mutation_uid uuid not null,
  mutation_name text not null,
  received_at timestamptz(3) not null,
  body jsonb not null,
  hash bytea not null,
  primary key (organisation_id, number)
);
create index record_version_of on record_version (organisation_id, file_id, record_id, version);

create table version_head (
  organisation_id uuid primary key references organisation,
  number bigint not null default 0,
  hash bytea not null default '\x'
);

-- Which person may hold which file: what visibleTo() decided, kept in the transaction that changed its grounds.
create table file_grant (
  organisation_id uuid not null,
  person_id uuid not null references person,
  file_id uuid not null,
  primary key (organisation_id, person_id, file_id),
  foreign key (organisation_id, file_id) references file
);
create index file_grant_person on file_grant (person_id, file_id);
create index file_grant_file on file_grant (file_id, person_id);

-- A tablet: one sealed database of one account in one browser profile.
create table device (
  id uuid primary key,
  person_id uuid not null references person,
  name text not null,
  added_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  -- The secret that lets a signed-in owner open the tablet again after a forgotten passphrase.
  recovery_secret bytea
);
create index device_person on device (person_id);

-- One numbered line of mutations from one device; a fork begins a new one.
create table sync_client (
  id uuid primary key,
  person_id uuid not null references person,
  device_id uuid references device,
  lmid bigint not null default 0,
  chain text not null,
  announced bigint not null default 0,
  last_seen_at timestamptz(3) not null
);

-- The answer each mutation got, for ever: the same uid again gets the same answer.
create table mutation_log (
  uid uuid primary key,
  person_id uuid not null references person,
  name text not null,
  status text not null check (status in ('applied', 'refused')),
  code text,
  detail text,
  received_at timestamptz(3) not null,
  reference text not null
);

-- Which mutation stood at which number of a client's line, with the chain there. A uid stands in two lines after a fork.
create table sync_line (
  client_id uuid not null references sync_client,
  mid bigint not null,
  uid uuid not null,
  chain text not null,
  person_id uuid not null references person,
  primary key (client_id, mid)
);

-- One row: the timeline this database is on. New after every restore or recovery that may have lost commits.
create table timeline (
  only_row boolean primary key default true check (only_row),
  epoch uuid not null
);
insert into timeline (epoch) values (gen_random_uuid());

-- One link of the chain, from the row as it is stored, so that stored rows alone can prove the chain. Every part carries its
-- length, so that no two different rows share bytes; the time is whole milliseconds, which is all the column holds.
create function version_link(
  previous bytea, organisation uuid, number bigint, file uuid, record uuid, version bigint, person uuid, uid uuid, name text,
  at timestamptz, body jsonb
) returns bytea
language sql immutable as $$
  select sha256(previous || convert_to(string_agg(length(part)::text || ':' || part, ',' order by place), 'UTF8'))
  from unnest(array[
    organisation::text, number::text, file::text, record::text, version::text, person::text, uid::text, name,
    round(extract(epoch from at) * 1000)::bigint::text, body::text
  ]) with ordinality as parts(part, place)
$$;

-- Appends versions to one organisation's chain. `entries` is a JSON array of
-- {file, record, version, person, uid, name, at, body}. The head row is locked last of all locks and until commit.
create function keep_versions(organisation uuid, entries jsonb) returns void
language plpgsql as $$
declare
  head version_head%rowtype;
  entry record;
begin
  insert into version_head (organisation_id) values (organisation) on conflict do nothing;
  select * into head from version_head where organisation_id = organisation for update;
  for entry in
    select line.* from rows from (
      jsonb_to_recordset(entries) as (file uuid, record uuid, version bigint, person uuid, uid uuid, name text, at timestamptz(3), body jsonb)
    ) with ordinality as line(file, record, version, person, uid, name, at, body, place) order by place
  loop
    head.number := head.number + 1;
    head.hash := version_link(head.hash, organisation, head.number, entry.file, entry.record, entry.version, entry.person,
      entry.uid, entry.name, entry.at, entry.body);
    insert into record_version values (organisation, head.number, entry.file, entry.record, entry.version, entry.person,
      entry.uid, entry.name, entry.at, entry.body, head.hash);
  end loop;
  update version_head set number = head.number, hash = head.hash where organisation_id = organisation;
end $$;
