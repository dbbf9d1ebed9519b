import { randomUUID } from 'node:crypto'
import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, type BetterAuthPlugin, betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { getAdapter } from 'better-auth/db/adapter'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import { PostgresDialect } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import type { Clock } from '#domain/time/instant.ts'
import type { Log } from '../log.ts'
import { asPassingFault, codeOf } from '../store/passing-fault.ts'
import type { Audit } from './audit.ts'
import { invitations, refusePoorPassword } from './invitations.ts'
import { oneTimeCodes } from './one-time-codes.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { passwordLengths } from './password-rules.ts'
import { type Provider, heardFromProvider, libraryConfig } from './providers.ts'
import { recoveryCodeStorage } from './recovery-codes.ts'
import { OurSession, newTokenOnProof, sessionFields, sessionHooks } from './session-rules.ts'
import { sessionLimits, withSessionRules } from './session-store.ts'
import type { Throttle } from './throttle.ts'

const OurUser = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  disabledAt: z.date().nullish(),
  twoFactorEnabled: z.boolean().nullish(),
})

/** Who a cookie belongs to, and what the session has shown. */
export type OpenSession = { user: z.infer<typeof OurUser>; session: OurSession }

/** What we use of the sign-in library. Nothing else of it is reachable from outside. */
export type SignInLibrary = {
  /** Answers one request to a path below /api/auth. */
  handle(request: Request): Promise<Response>
  /** The session of a cookie, or null. Throws PassingFault when the database does not answer. */
  sessionOf(headers: Headers): Promise<OpenSession | null>
}

/** Everything the library is opened with. `pool` is the serving role's, with the driver's own column types: the library wants real Dates. */
export type SignInSettings = {
  origin: string
  secret: string
  providers: readonly Provider[]
  pool: pg.Pool
  clock: Clock
  audit: Audit
  throttle: Throttle
  /** The tablet that a request names, when it belongs to this account. */
  knownDevice: (accountId: string, device: string | null) => Promise<string | null>
  log: Log
}

/** New passwords chosen by somebody who is signed in. Invitations ask the same question themselves. */
const passwordRules = (): BetterAuthPlugin => ({
  id: 'doorstep-password-rules',
  hooks: {
    before: [
      {
        matcher: ({ path }) => path === '/change-password',
        handler: createAuthMiddleware(async (ctx) => {
          const { newPassword } = z.object({ newPassword: z.string() }).parse(ctx.body)
          refusePoorPassword(newPassword, [])
        }),
      },
    ],
  },
})

/** A passkey stands for two factors only because the device checked its owner (a finger, a face, a PIN). */
const needsOwner = (userVerified: boolean | undefined): void => {
  if (userVerified !== true)
    throw new APIError('FORBIDDEN', { code: 'OWNER_NOT_CHECKED', message: 'The device did not check who you are.' })
}

/** Opens the sign-in library on our tables (migration 0003) and with our rules. It never changes the tables itself. */
export const openSignIn = async ({
  origin,
  secret,
  providers,
  pool,
  clock,
  audit,
  throttle,
  knownDevice,
  log,
}: SignInSettings): Promise<SignInLibrary> => {
  const secure = origin.startsWith('https:')
  const rpID = new URL(origin).hostname
  const options = {
    appName: 'Doorstep',
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    // Counted by account and tablet in throttle.ts instead.
    rateLimit: { enabled: false },
    // Messages of the library may quote what somebody typed; only the kind of fault is kept.
    logger: {
      level: 'error',
      log: (level, _message, ...rest: unknown[]) => {
        const fault = rest.find((part) => part instanceof Error)
        if (level === 'error') log.warn('sign-in-library', { fault: fault?.name ?? 'unnamed' })
      },
    },
    onAPIError: {
      errorURL: `${origin}/sign-in`,
      // Without this the library writes to the terminal by itself, in its own words.
      onError: (error) => {
        if (!(error instanceof APIError))
          log.error('sign-in-library', { fault: codeOf(error) ?? (error instanceof Error ? error.name : 'unnamed') })
      },
    },
    user: { additionalFields: { disabledAt: { type: 'date', required: false, input: false } } },
    session: {
      expiresIn: sessionLimits.absolute / 1000,
      disableSessionRefresh: true,
      // How fresh a session must be is asked in auth-routes.ts, by the office's clock.
      freshAge: 0,
      additionalFields: sessionFields,
    },
    verification: { storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengths.min,
      maxPasswordLength: passwordLengths.max,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    account: {
      updateAccountOnSignIn: false,
      accountLinking: {
        // Never because an e-mail address is the same; only when somebody with an invitation asks for it.
        disableImplicitLinking: true,
        allowDifferentEmails: true,
        updateUserInfoOnLink: false,
        trustedProviders: providers.map(({ id }) => id),
      },
    },
    databaseHooks: sessionHooks({ pool, clock, audit }),
    plugins: [
      oneTimeCodes({ pool, secret, throttle, knownDevice }),
      passwordRules(),
      invitations({ pool, clock, audit }),
      twoFactor({
        issuer: 'Doorstep',
        // People who only have a work account have no password to type.
        allowPasswordless: true,
        twoFactorCookieMaxAge: 600,
        // Tries are counted by account and tablet in one-time-codes.ts; a lock here would shut the owner out as well.
        accountLockout: { enabled: false },
        backupCodeOptions: { amount: 10, length: 12, storeBackupCodes: recoveryCodeStorage(secret) },
      }),
      passkey({
        rpName: 'Doorstep',
        rpID,
        origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: async ({ verification }) => needsOwner(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: async ({ verification }) => needsOwner(verification.authenticationInfo.userVerified),
        },
      }),
      genericOAuth({ config: providers.map(libraryConfig) }),
      newTokenOnProof(),
    ],
    advanced: {
      // A __Host- cookie is sent to this host only, over https only. The library would put __Secure- before its own names.
      useSecureCookies: false,
      // Said out loud, because the library would switch both off by itself under a test runner.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      cookiePrefix: secure ? '__Host-doorstep' : 'doorstep',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => randomUUID() },
    },
  } satisfies BetterAuthOptions

  const inner = await getAdapter({
    ...options,
    database: { dialect: new PostgresDialect({ pool }), type: 'postgres', schemaName: 'accounts', transaction: true },
  })
  const auth = betterAuth({ ...options, database: () => withSessionRules(inner, clock) })

  return {
    handle: (request) => heardFromProvider.run({ askedForTwoFactors: false }, () => auth.handler(request)),
    sessionOf: async (headers) => {
      try {
        const found = await auth.api.getSession({ headers })
        return found === null ? null : { user: OurUser.parse(found.user), session: OurSession.parse(found.session) }
      } catch (error) {
        throw asPassingFault(error instanceof Error && error.cause !== undefined ? error.cause : error)
      }
    },
  }
}
