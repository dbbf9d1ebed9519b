import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type pg from 'pg'
import { z } from 'zod'
import type { Actor } from '#domain/permissions/actor.ts'
import type { Clock, Instant } from '#domain/time/instant.ts'
import type { Log } from '../log.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { DemoSignIn, OfficeConfig } from '../office.ts'
import type { Database } from '../store/database.ts'
import { asPassingFault } from '../store/passing-fault.ts'
import { type Audit, openAudit } from './audit.ts'
import { type OpenSession, type SignInLibrary, openSignIn } from './better-auth.ts'
import { invitationKey, makeInvitation } from './invitations.ts'
import { fingerprint, keyedHash } from './keyed.ts'
import { isMeantForAnother } from './meant-person.ts'
import { actorOf, isSomewhere } from './members.ts'
import { hashPassword } from './password-hash.ts'
import { problemWith, type PasswordProblem } from './password-rules.ts'
import { hasTwoFactors } from './proof.ts'
import { asStanding, type Standing, standingQuery, type StandingRow } from './standing.ts'
import { type Provider, identityAt, providersOf } from './providers.ts'
import { type Throttle, openThrottle } from './throttle.ts'

/** Someone whose request is to be answered. */
export type SignedIn = {
  accountId: string
  actor: Actor
  sessionId: string
  /** When they last showed who they are in full; a session that only changed its token keeps it. */
  signedInAt: Instant
  name: string
  /** The tablet named by X-Doorstep-Device when it is theirs, or null. */
  deviceId: string | null
}

/** Why a request cannot be answered for anybody. None of these ever makes a tablet forget anything. */
export type NotSignedIn = 'signed-out' | 'mfa-required' | 'device-revoked' | 'left'

export type WhoIs =
  | { ok: true; signedIn: SignedIn }
  /** They are who they say, and have no place anywhere any more. */
  | { ok: false; why: 'left'; signedIn: SignedIn }
  | { ok: false; why: Exclude<NotSignedIn, 'left'> }

/** The part of a request that says who sent it. */
export type AskedBy = { headers: IncomingHttpHeaders }

/** Which second factors an account has. */
export type Factors = { totp: boolean; passkey: boolean }

export type NewAccount = { name: string; email: string; password?: string; personId: string }

/** Why an account could not be made or found. */
export type AccountProblem =
  | PasswordProblem
  | 'email-taken'
  | 'person-has-account'
  | 'no-such-account'
  | 'no-such-provider'
  | 'identity-taken'

export type Accounts = {
  /** Who sent a request, read afresh each time: switching off an account or a tablet counts from the next request. */
  whoIs(request: AskedBy): Promise<WhoIs>
  /** The session of a request with no question asked about factors, tablets or memberships; for the sign-in routes. */
  sessionOf(request: AskedBy): Promise<OpenSession | null>
  factorsOf(accountId: string): Promise<Factors>
  /** The name of the tablet's database for this account: a keyed hash, so that the browser's list of names says nothing. */
  databaseName(accountId: string): string
  /** Makes an account for a person (whose row is made when it is not there). Without a password it waits for an invitation or a provider. */
  createAccount(account: NewAccount): Promise<{ ok: true; accountId: string } | { ok: false; why: AccountProblem }>
  /** How the accounts of these people stand; nobody is in the answer who has none. */
  standingOf(personIds: readonly string[]): Promise<Map<string, Standing>>
  /** A one-time code with which its owner sets a password or joins a work account; good for 24 hours. */
  invite(accountId: string, by?: string): Promise<{ code: string; link: string; expiresAt: Instant }>
  /** When a one-time code of this account ends; null for one that was used, is over, or is not theirs. */
  invitationEnds(accountId: string, code: string): Promise<Instant | null>
  /** The link that holds a one-time code. */
  linkOf(code: string): string
  /** Expects a subject at the issuer of a configured provider: that identity, and no other, signs in to this account. */
  expectIdentity(
    accountId: string,
    provider: string,
    subject: string,
  ): Promise<{ ok: true } | { ok: false; why: AccountProblem }>
  /** Switches an account off and ends its sessions. Its person, and everything they wrote, stays. */
  disableAccount(accountId: string, by: string): Promise<void>
  enableAccount(accountId: string, by: string): Promise<void>
  /** Forgets every second factor and ends every session, for somebody who lost them all and was recognised in person. */
  resetFactors(accountId: string, by: string): Promise<void>
  findByEmail(email: string): Promise<{ accountId: string; personId: string | null } | null>
  /** Notes, beside the tablet's own row, that it was taken away, or given back. */
  noteTakenAway(deviceId: string, isTakenAway: boolean): Promise<void>
  /** Ends the sessions that were begun on a tablet. */
  endSessionsOf(accountId: string, deviceId: string): Promise<void>
  /** Remembers on which tablet a session is. */
  bindSession(sessionId: string, deviceId: string): Promise<void>
  /** The account of a person, or null. */
  accountOf(personId: string): Promise<string | null>
  /** The ways into the invented place, shown at sign-in. Throws outside demo mode. */
  setUpDemo(signIns: DemoSignIn[]): void
  readonly demo: DemoSignIn[] | null
  readonly providers: readonly Pick<Provider, 'id' | 'name'>[]
  readonly library: SignInLibrary
  /** The tablet named by a request, when it belongs to this account and was not taken away; else null. */
  knownDevice(accountId: string, device: string | null): Promise<string | null>
  /** Ends one session. */
  endSession(sessionId: string): Promise<void>
  readonly throttle: Throttle
  readonly audit: Audit
}

export type AccountsNeeds = {
  config: Pick<OfficeConfig, 'origin' | 'secret' | 'demo' | 'microsoft' | 'google'>
  database: Database
  /** As the serving role, with the driver's own column types. */
  pool: pg.Pool
  clock: Clock
  mailer: Mailer
  log: Log
}

const DeviceId = z.uuid()

/** The headers that the sign-in library may see: nothing that names an address, a browser or a proxy. */
const passedOn = [
  'cookie',
  'origin',
  'referer',
  'content-type',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
  'x-doorstep-device',
] as const

/** The library's view of a request's headers. */
export const libraryHeaders = (headers: IncomingHttpHeaders): Headers => {
  const passed = new Headers()
  for (const name of passedOn) {
    const value = headers[name]
    if (typeof value === 'string') passed.set(name, value)
  }
  return passed
}

/** Opens everything about signing in. Throws StartFault when a provider is set up in a way that would let strangers in. */
export const openAccounts = async ({
  config,
  database,
  pool,
  clock,
  mailer,
  log,
}: AccountsNeeds): Promise<Accounts> => {
  const providers = providersOf(config)
  const audit = openAudit({ database, mailer, clock })
  const throttle = openThrottle(pool, config.secret)
  let demo: DemoSignIn[] | null = config.demo ? [] : null

  const query = async <R extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<R[]> => {
    try {
      return (await pool.query<R>(text, values)).rows
    } catch (error) {
      throw asPassingFault(error)
    }
  }

  const personOf = async (accountId: string): Promise<string | null> =>
    (await query<{ id: string }>('select id from person where account_id = $1', [accountId]))[0]?.id ?? null

  /** The tablet a request names: its id when it is this person's, and whether it was taken away. */
  const deviceOf = async (
    headers: IncomingHttpHeaders,
    personId: string,
  ): Promise<{ id: string | null; revoked: boolean }> => {
    const id = DeviceId.safeParse(headers['x-doorstep-device']).data
    if (id === undefined) return { id: null, revoked: false }
    const scope = { person: personId, organisations: [] }
    const row = await database.read(scope, async (tx) => {
      const { rows } = await tx.query<{ revoked_at: Instant | null; last_seen_at: Instant }>(
        'select revoked_at, last_seen_at from device where id = $1 and person_id = $2',
        [id, personId],
      )
      return rows[0]
    })
    if (row === undefined) return { id: null, revoked: false }
    if (row.revoked_at !== null) return { id, revoked: true }
    const now = clock()
    if (Date.parse(now) - Date.parse(row.last_seen_at) >= 60_000) {
      await database.write(scope, (tx) => tx.query('update device set last_seen_at = $2 where id = $1', [id, now]))
    }
    return { id, revoked: false }
  }

  /** Whether a request comes from a tablet that was taken away: told without a session too, so that it forgets what it holds. */
  const isTakenAway = async (headers: IncomingHttpHeaders): Promise<boolean> => {
    const id = DeviceId.safeParse(headers['x-doorstep-device']).data
    if (id === undefined) return false
    return (await query('select 1 from accounts.taken_away where device_id = $1', [id])).length > 0
  }

  const knownDevice = async (accountId: string, device: string | null): Promise<string | null> => {
    const personId = device === null ? null : await personOf(accountId)
    if (personId === null || device === null) return null
    const { id, revoked } = await deviceOf({ 'x-doorstep-device': device }, personId)
    return revoked ? null : id
  }

  const library = await openSignIn({
    origin: config.origin,
    secret: config.secret,
    providers,
    pool,
    clock,
    audit,
    throttle,
    knownDevice,
    log,
  })

  const sessionOf = (request: AskedBy): Promise<OpenSession | null> =>
    library.sessionOf(libraryHeaders(request.headers))

  const whoIs = async (request: AskedBy): Promise<WhoIs> => {
    const open = await sessionOf(request)
    if (open === null || (open.user.disabledAt ?? null) !== null)
      return { ok: false, why: (await isTakenAway(request.headers)) ? 'device-revoked' : 'signed-out' }
    const { user, session } = open
    const personId = await personOf(user.id)
    if (personId === null || session.proof === 'invitation') return { ok: false, why: 'signed-out' }
    if (isMeantForAnother(request.headers, personId)) return { ok: false, why: 'signed-out' }
    const device = await deviceOf(request.headers, personId)
    if (device.revoked) return { ok: false, why: 'device-revoked' }
    if (!config.demo && !hasTwoFactors(session.proof)) return { ok: false, why: 'mfa-required' }
    const actor = await actorOf(database, personId)
    const signedIn = {
      accountId: user.id,
      actor,
      sessionId: session.id,
      signedInAt: session.signedInAt.toISOString(),
      name: user.name,
      deviceId: device.id,
    }
    return isSomewhere(actor) ? { ok: true, signedIn } : { ok: false, why: 'left', signedIn }
  }

  const linkOf = (code: string): string => `${config.origin}/sign-in#invitation=${code}`

  const createAccount = async ({
    name,
    email,
    password,
    personId,
  }: NewAccount): Promise<{ ok: true; accountId: string } | { ok: false; why: AccountProblem }> => {
    const address = z.email().parse(email.trim().toLowerCase())
    const problem = password === undefined ? null : problemWith(password, [name, address])
    if (problem !== null) return { ok: false, why: problem }
    const hash = password === undefined ? null : await hashPassword(password)
    const accountId = randomUUID()
    const client = await pool.connect()
    try {
      await client.query('begin')
      const made = await client.query(
        'insert into accounts."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values ($1, $2, $3, true, $4, $4) on conflict (email) do nothing',
        [accountId, name, address, clock()],
      )
      const taken = made.rowCount === 0
      const person = taken
        ? made
        : await client.query(
            'insert into person (id, account_id) values ($1, $2) on conflict (id) do update set account_id = excluded.account_id where person.account_id is null',
            [personId, accountId],
          )
      if (taken || person.rowCount === 0) {
        await client.query('rollback')
        return { ok: false, why: taken ? 'email-taken' : 'person-has-account' }
      }
      if (hash !== null) {
        await client.query(
          `insert into accounts.account (id, "userId", "providerId", "accountId", password) values ($1, $2, 'credential', $2, $3)`,
          [randomUUID(), accountId, hash],
        )
      }
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw asPassingFault(error)
    } finally {
      client.release()
    }
    await audit.note({ event: 'account-made', accountId, by: 'office' })
    return { ok: true, accountId }
  }

  return {
    whoIs,
    sessionOf,
    createAccount,
    factorsOf: async (accountId) => {
      const [row] = await query<Factors>(
        `select exists (select from accounts."twoFactor" where "userId" = $1 and verified) as totp,
                exists (select from accounts.passkey where "userId" = $1) as passkey`,
        [accountId],
      )
      return row ?? { totp: false, passkey: false }
    },
    databaseName: (accountId) => keyedHash(config.secret, 'database-name', accountId),
    standingOf: async (personIds) => {
      const rows = await query<StandingRow>(standingQuery, [personIds, clock()])
      return new Map(rows.map((row) => [row.person_id, asStanding(row)]))
    },
    invite: async (accountId, by = 'office') => {
      const { code, expiresAt } = await makeInvitation(pool, clock, accountId)
      // A letter with an older link, which is dead now, must not go any more.
      await query('select graphile_worker.remove_job($1)', [invitationKey(accountId)])
      await audit.note({ event: 'invited', accountId, by })
      return { code, link: linkOf(code), expiresAt }
    },
    invitationEnds: async (accountId, code) => {
      const [row] = await query<{ expires_at: Date }>(
        'select expires_at from accounts.invitation where user_id = $1 and code = $2 and used_at is null and expires_at > $3',
        [accountId, fingerprint(code), clock()],
      )
      return row?.expires_at.toISOString() ?? null
    },
    linkOf,
    expectIdentity: async (accountId, providerId, subject) => {
      const provider = providers.find(({ id }) => id === providerId)
      if (provider === undefined) return { ok: false, why: 'no-such-provider' }
      const rows = await query(
        'insert into accounts.account (id, "userId", "providerId", "accountId") values ($1, $2, $3, $4) on conflict ("providerId", "accountId") do nothing returning id',
        [randomUUID(), accountId, provider.id, identityAt(provider.issuer, subject)],
      )
      if (rows.length === 0) return { ok: false, why: 'identity-taken' }
      await audit.note({ event: 'provider-joined', accountId, by: 'office', detail: provider.id })
      return { ok: true }
    },
    disableAccount: async (accountId, by) => {
      await query('update accounts."user" set "disabledAt" = coalesce("disabledAt", $2) where id = $1', [
        accountId,
        clock(),
      ])
      await query('delete from accounts.session where "userId" = $1', [accountId])
      await audit.note({ event: 'account-disabled', accountId, by })
    },
    enableAccount: async (accountId, by) => {
      await query('update accounts."user" set "disabledAt" = null where id = $1', [accountId])
      await audit.note({ event: 'account-enabled', accountId, by })
    },
    resetFactors: async (accountId, by) => {
      await query('delete from accounts."twoFactor" where "userId" = $1', [accountId])
      await query('delete from accounts.passkey where "userId" = $1', [accountId])
      await query('update accounts."user" set "twoFactorEnabled" = false where id = $1', [accountId])
      await query('delete from accounts.session where "userId" = $1', [accountId])
      await audit.note({ event: 'factors-reset', accountId, by })
    },
    findByEmail: async (email) => {
      const [row] = await query<{ account_id: string; person_id: string | null }>(
        'select u.id as account_id, p.id as person_id from accounts."user" u left join person p on p.account_id = u.id where u.email = $1',
        [email.trim().toLowerCase()],
      )
      return row === undefined ? null : { accountId: row.account_id, personId: row.person_id }
    },
    accountOf: async (personId) =>
      (await query<{ account_id: string | null }>('select account_id from person where id = $1', [personId]))[0]
        ?.account_id ?? null,
    noteTakenAway: async (deviceId, taken) => {
      await query(
        taken
          ? 'insert into accounts.taken_away (device_id) values ($1) on conflict do nothing'
          : 'delete from accounts.taken_away where device_id = $1',
        [deviceId],
      )
    },
    endSessionsOf: async (accountId, deviceId) => {
      await query('delete from accounts.session where "userId" = $1 and "deviceId" = $2', [accountId, deviceId])
    },
    endSession: async (sessionId) => {
      await query('delete from accounts.session where id = $1', [sessionId])
    },
    bindSession: async (sessionId, deviceId) => {
      await query('update accounts.session set "deviceId" = $2 where id = $1', [sessionId, deviceId])
    },
    setUpDemo: (signIns) => {
      if (demo === null) throw new Error('The invented place never loads where real people are.')
      demo = signIns
    },
    get demo() {
      return demo
    },
    providers: providers.map(({ id, name }) => ({ id, name })),
    library,
    throttle,
    knownDevice,
    audit,
  }
}
