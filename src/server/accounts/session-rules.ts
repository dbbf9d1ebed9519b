import type { BetterAuthOptions, BetterAuthPlugin, GenericEndpointContext } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import type pg from 'pg'
import { z } from 'zod'
import { type Clock } from '#domain/time/instant.ts'
import type { Audit } from './audit.ts'
import { newToken } from './keyed.ts'
import { Proof } from './proof.ts'
import { heardFromProvider } from './providers.ts'
import { sessionLimits } from './session-store.ts'

/** What a session has beyond what the library gives it; columns of accounts.session. */
export const sessionFields = {
  proof: { type: 'string', required: true, input: false },
  signedInAt: { type: 'date', required: true, input: false },
  lastSeenAt: { type: 'date', required: true, input: false },
  deviceId: { type: 'string', required: false, input: false },
} as const

/** The same fields, as they come back. */
export const OurSession = z.object({
  id: z.string(),
  token: z.string(),
  userId: z.string(),
  proof: Proof,
  signedInAt: z.date(),
  deviceId: z.string().nullish(),
})
export type OurSession = z.infer<typeof OurSession>

/** What the route at which a session is made says about it. Anything else keeps what the session before it had. */
const proofAt = (path: string): Proof | null => {
  switch (path) {
    case '/sign-in/email':
    case '/two-factor/disable':
      return 'password'
    case '/invitation':
      return 'invitation'
    case '/two-factor/verify-totp':
      return 'totp'
    case '/two-factor/verify-backup-code':
      return 'recovery-code'
    case '/passkey/verify-authentication':
    case '/passkey/verify-registration':
      return 'passkey'
    default:
      return path.startsWith('/callback/')
        ? heardFromProvider.getStore()?.askedForTwoFactors === true
          ? 'trusted-provider'
          : 'provider'
        : null
  }
}

/** Routes that begin a session whatever cookie came with them. */
const begins = (path: string): boolean =>
  ['/sign-in/email', '/passkey/verify-authentication', '/invitation'].includes(path) || path.startsWith('/callback/')

const deviceIn = (ctx: GenericEndpointContext): string | null =>
  z.uuid().safeParse(ctx.headers?.get('x-doorstep-device')).data ?? null

type Needs = { pool: pg.Pool; clock: Clock; audit: Audit }

/**
 * What is written when a session begins: a random 256-bit token of our own, what was proved, and when. A session that
 * only gets a new token (a factor was added, a password changed) keeps its sign-in time, so that nobody stays signed in
 * by changing things.
 */
export const sessionHooks = ({ pool, clock, audit }: Needs): NonNullable<BetterAuthOptions['databaseHooks']> => ({
  session: {
    create: {
      before: async (session, ctx) => {
        if (ctx === null) throw new Error('A session was begun outside a request.')
        const { rows } = await pool.query<{ disabledAt: Date | null }>(
          'select "disabledAt" from accounts."user" where id = $1',
          [session.userId],
        )
        if (rows[0] === undefined || rows[0].disabledAt !== null)
          throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message: 'This account is switched off.' })
        const now = Date.parse(clock())
        const earlier = begins(ctx.path) ? undefined : OurSession.safeParse(ctx.context.session?.session).data
        const proof = proofAt(ctx.path) ?? earlier?.proof
        if (proof === undefined) throw new Error('A session was begun by a route that is not known to begin one.')
        const signedInAt = earlier?.userId === session.userId ? earlier.signedInAt.getTime() : now
        return {
          data: {
            ...session,
            token: newToken(),
            proof,
            signedInAt: new Date(signedInAt),
            lastSeenAt: new Date(now),
            // The library compares this with the machine's clock; the office's clock is asked in session-store.ts.
            expiresAt: new Date(Date.now() + sessionLimits.absolute - (now - signedInAt)),
            deviceId: earlier?.deviceId ?? deviceIn(ctx),
            ipAddress: null,
            userAgent: null,
          },
        }
      },
      after: async (session, ctx) => {
        await pool.query('delete from accounts.session where "userId" = $1 and "expiresAt" < now()', [session.userId])
        if (ctx !== null && (begins(ctx.path) || ctx.context.session === null)) {
          await audit.note({
            event: 'signed-in',
            accountId: session.userId,
            detail: OurSession.parse(session).proof,
          })
        }
      },
    },
  },
  account: {
    create: {
      // The provider's tokens were needed for this one request; keeping them would be keeping keys to somebody's mail.
      before: async (account) => ({
        data: {
          ...account,
          accessToken: null,
          refreshToken: null,
          idToken: null,
          accessTokenExpiresAt: null,
          refreshTokenExpiresAt: null,
        },
      }),
      after: async (account) => {
        if (account.providerId === 'credential') return
        await pool.query('update accounts.invitation set used_at = $2 where user_id = $1 and used_at is null', [
          account.userId,
          clock(),
        ])
        await pool.query(`delete from accounts.session where "userId" = $1 and proof = 'invitation'`, [account.userId])
        await audit.note({ event: 'provider-joined', accountId: account.userId, detail: account.providerId })
      },
    },
    update: {
      before: async (account) => ({
        data: {
          ...account,
          accessToken: null,
          refreshToken: null,
          idToken: null,
          accessTokenExpiresAt: null,
          refreshTokenExpiresAt: null,
        },
      }),
    },
  },
})

const proving = new Set(['/two-factor/verify-totp', '/two-factor/verify-backup-code', '/passkey/verify-registration'])

/**
 * A session that proves another factor gets a new token (trust F7); the old one is over. The library does this when an
 * authenticator is first set up; this does it for the other ways.
 */
export const newTokenOnProof = (): BetterAuthPlugin => ({
  id: 'doorstep-new-token-on-proof',
  hooks: {
    after: [
      {
        matcher: ({ path }) => path !== undefined && proving.has(path),
        handler: createAuthMiddleware(async (ctx) => {
          const before = ctx.context.session
          if (before === null || ctx.context.newSession !== null || ctx.context.returned instanceof Error) return
          const session = await ctx.context.internalAdapter.createSession(before.user.id)
          await setSessionCookie(ctx, { session, user: before.user })
          await ctx.context.internalAdapter.deleteSession(before.session.token)
        }),
      },
    ],
  },
})
