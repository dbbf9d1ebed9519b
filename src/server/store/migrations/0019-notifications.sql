-- Tablets whose owner asked to be told of an alarm while Doorstep is closed: where their browser's push service takes a
-- notification for them, and the keys it is sealed with. It holds nothing of anyone, and goes with the tablet.
create table device_notification (
  device_id uuid primary key references device,
  person_id uuid not null references person,
  address text not null check (length(address) <= 1000),
  p256dh text not null check (length(p256dh) <= 100),
  auth text not null check (length(auth) <= 40),
  asked_at timestamptz(3) not null
);
create index device_notification_person on device_notification (person_id);

alter table device_notification enable row level security;
alter table device_notification force row level security;
create policy own_person on device_notification
  using (person_id = (select app_person())) with check (person_id = (select app_person()));

grant select, insert, update, delete on device_notification to doorstep_app;
