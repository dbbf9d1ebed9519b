-- Who signs in, and how. Nothing here belongs to an organisation: an account is a person's, whatever schools they work
-- for. The first six tables have the names and columns that the sign-in library (better-auth) expects; they change only
-- by a new migration here, never by the library.

create schema accounts;

create table accounts."user" (
  id text primary key,
  name text not null,
  -- Where an invitation goes and what is typed beside a password. Never an identity of another provider.
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz(3) not null default now(),
  "updatedAt" timestamptz(3) not null default now(),
  "twoFactorEnabled" boolean default false,
  "disabledAt" timestamptz(3)
);

create table accounts.session (
  id text primary key,
  "userId" text not null references accounts."user" on delete cascade,
  -- A fingerprint of the token in the cookie: a copy of this table signs nobody in.
  token text not null unique,
  -- What this session has proved: see src/server/accounts/proof.ts.
  proof text not null,
  "signedInAt" timestamptz(3) not null,
  "lastSeenAt" timestamptz(3) not null,
  "deviceId" text,
  "expiresAt" timestamptz(3) not null,
  "createdAt" timestamptz(3) not null default now(),
  "updatedAt" timestamptz(3) not null default now(),
  -- Always empty: the library has the columns, we do not keep where people were.
  "ipAddress" text,
  "userAgent" text
);
create index session_of_user on accounts.session ("userId");
create index session_device on accounts.session ("deviceId") where "deviceId" is not null;

-- One way for a user to prove themselves: a password ("credential"), or a subject at an issuer.
create table accounts.account (
  id text primary key,
  "userId" text not null references accounts."user" on delete cascade,
  "providerId" text not null,
  -- For a provider: the issuer, a bar, the subject. For a password: the user's id.
  "accountId" text not null,
  password text,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz(3),
  "refreshTokenExpiresAt" timestamptz(3),
  scope text,
  "createdAt" timestamptz(3) not null default now(),
  "updatedAt" timestamptz(3) not null default now(),
  unique ("providerId", "accountId"),
  -- The provider's tokens are used once and thrown away.
  check ("accessToken" is null and "refreshToken" is null and "idToken" is null)
);
create index account_user on accounts.account ("userId");

create table accounts.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz(3) not null,
  "createdAt" timestamptz(3) not null default now(),
  "updatedAt" timestamptz(3) not null default now()
);
create index verification_identifier on accounts.verification (identifier);

create table accounts."twoFactor" (
  id text primary key,
  "userId" text not null unique references accounts."user" on delete cascade,
  -- Sealed by the library with the office's secret.
  secret text not null,
  -- Fingerprints, keyed with the office's secret.
  "backupCodes" text not null,
  verified boolean default true,
  "failedVerificationCount" integer default 0,
  "lockedUntil" timestamptz(3)
);

create table accounts.passkey (
  id text primary key,
  "userId" text not null references accounts."user" on delete cascade,
  name text,
  "publicKey" text not null,
  "credentialID" text not null unique,
  counter integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  transports text,
  "createdAt" timestamptz(3),
  aaguid text
);
create index passkey_user on accounts.passkey ("userId");

-- Authenticator codes that were tried: each counts once, even when two requests race.
create table accounts.used_code (
  user_id text not null references accounts."user" on delete cascade,
  code text not null,
  used_at timestamptz(3) not null,
  primary key (user_id, code)
);

-- A one-time code by which someone sets a password or joins their work account.
create table accounts.invitation (
  code text primary key,
  user_id text not null references accounts."user" on delete cascade,
  made_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index invitation_user on accounts.invitation (user_id);

-- Counters of tries. Keys are keyed hashes: no e-mail address is stored by a wrong guess.
create table accounts.throttle (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

-- What happened to accounts and devices; added to, never changed.
create table accounts.audit (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null,
  event text not null,
  account_id text,
  by_account_id text,
  device_id uuid,
  detail text
);
create index audit_account on accounts.audit (account_id, at);

grant usage on schema accounts to doorstep_app;
grant select, insert, update, delete on
  accounts."user", accounts.session, accounts.account, accounts.verification, accounts."twoFactor", accounts.passkey,
  accounts.used_code, accounts.invitation, accounts.throttle to doorstep_app;
grant select, insert on accounts.audit to doorstep_app;
