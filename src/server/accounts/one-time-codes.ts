import type { BetterAuthPlugin, GenericEndpointContext } from 'better-auth'
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import type pg from 'pg'
import { z } from 'zod'
import { keyedHash } from './keyed.ts'
import { keptRecoveryCode } from './recovery-codes.ts'
import type { Throttle } from './throttle.ts'

/** The library's name for the cookie that ties the second step of a sign-in to the first. */
const challengeCookie = 'two_factor'

const CodeBody = z.object({ code: z.string() })

const refused = (): APIError =>
  new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'This code does not fit.' })

/** A code is right for at most a minute and a half; its use is remembered longer than that. */
const remembered = "interval '5 minutes'"

/** Whose code this is: somebody signed in, or somebody half way through signing in. Undefined when the library will refuse anyway. */
const whoseCode = async (ctx: GenericEndpointContext): Promise<string | undefined> => {
  const open = await getSessionFromCtx(ctx)
  if (open !== null) return open.user.id
  const challenge = await ctx.getSignedCookie(ctx.context.createAuthCookie(challengeCookie).name, ctx.context.secret)
  return typeof challenge === 'string'
    ? (await ctx.context.internalAdapter.findVerificationValue(challenge))?.value
    : undefined
}

type Needs = {
  pool: pg.Pool
  secret: string
  throttle: Throttle
  /** The tablet that a request names, when it belongs to this account. */
  knownDevice: (accountId: string, device: string | null) => Promise<string | null>
}

const paths = { totp: '/two-factor/verify-totp', recovery: '/two-factor/verify-backup-code' } as const
const isCodePath = (path: string | undefined): boolean => path === paths.totp || path === paths.recovery

/**
 * Counts tries of codes by account and tablet, makes an authenticator's codes single-use (the library takes the same one
 * again for a minute and a half) and keeps recovery codes as fingerprints. trust F4, F6.
 */
export const oneTimeCodes = ({ pool, secret, throttle, knownDevice }: Needs): BetterAuthPlugin => {
  const counted = async (ctx: GenericEndpointContext, accountId: string): Promise<[string, string | null]> => [
    `code ${accountId}`,
    await knownDevice(accountId, ctx.headers?.get('x-doorstep-device') ?? null),
  ]
  return {
    id: 'doorstep-one-time-codes',
    hooks: {
      before: [
        {
          matcher: ({ path }) => isCodePath(path),
          handler: createAuthMiddleware(async (ctx) => {
            const { code } = CodeBody.parse(ctx.body)
            const accountId = await whoseCode(ctx)
            if (accountId === undefined) return
            const leave = await throttle.guess(...(await counted(ctx, accountId)))
            if (!leave.ok)
              throw new APIError(
                'TOO_MANY_REQUESTS',
                { code: 'TOO_MANY_TRIES', message: 'Too many tries.' },
                { 'Retry-After': String(leave.retryAfter) },
              )
            if (ctx.path === paths.recovery)
              return { context: { body: { ...ctx.body, code: keptRecoveryCode(secret, code) } } }
            await pool.query(`delete from accounts.used_code where user_id = $1 and used_at < now() - ${remembered}`, [
              accountId,
            ])
            // Taken before it is checked, so that of two requests racing with one code only one gets to the check.
            const { rowCount } = await pool.query(
              'insert into accounts.used_code (user_id, code, used_at) select id, $2, now() from accounts."user" where id = $1 on conflict do nothing',
              [accountId, keyedHash(secret, 'totp-code', code.trim())],
            )
            if (rowCount === 0) throw refused()
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => isCodePath(path),
          handler: createAuthMiddleware(async (ctx) => {
            const accountId = (ctx.context.newSession ?? ctx.context.session)?.user.id
            if (accountId === undefined || ctx.context.returned instanceof Error) return
            await throttle.right(...(await counted(ctx, accountId)))
          }),
        },
      ],
    },
  }
}
