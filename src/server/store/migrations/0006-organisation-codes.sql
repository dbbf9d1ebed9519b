-- Which other organisations the office serves is nobody's business: a transaction sees its own, and one whose code it was
-- told (set_config('app.code', ..., true)), which is how a command or a sign-in finds where it belongs.
alter table organisation enable row level security;
alter table organisation force row level security;
create policy own_organisations on organisation
  using (id = any ((select app_organisations())::uuid[]) or code = current_setting('app.code', true))
  with check (id = any ((select app_organisations())::uuid[]));
-- A code is a promise to whoever imports with it.
revoke update on organisation from doorstep_app;
