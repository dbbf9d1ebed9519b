import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'
import type pg from 'pg'
import { z } from 'zod'
import { keyedHash } from './keyed.ts'
import { keptRecoveryCode } from './recovery-codes.ts'

/** The library's name for the cookie that ties the second step of a sign-in to the first. */
const challengeCookie = 'two_factor'

const CodeBody = z.object({ code: z.string() })

const refused = (): APIError =>
  new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'This code does not fit.' })

/** A code is right for at most a minute and a half; its use is remembered longer than that. */
const remembered = "interval '5 minutes'"

/**
 * Makes an authenticator's codes single-use (the library takes the same one again for a minute and a half) and keeps
 * recovery codes as fingerprints. trust F4.
 */
export const oneTimeCodes = ({ pool, secret }: { pool: pg.Pool; secret: string }): BetterAuthPlugin => ({
  id: 'doorstep-one-time-codes',
  hooks: {
    before: [
      {
        matcher: ({ path }) => path === '/two-factor/verify-totp',
        handler: createAuthMiddleware(async (ctx) => {
          const { code } = CodeBody.parse(ctx.body)
          let userId = (await getSessionFromCtx(ctx))?.user.id
          if (userId === undefined) {
            const challenge = await ctx.getSignedCookie(
              ctx.context.createAuthCookie(challengeCookie).name,
              ctx.context.secret,
            )
            if (typeof challenge === 'string')
              userId = (await ctx.context.internalAdapter.findVerificationValue(challenge))?.value
          }
          // Without a challenge or a session the library refuses by itself.
          if (userId === undefined) return
          await pool.query(`delete from accounts.used_code where user_id = $1 and used_at < now() - ${remembered}`, [
            userId,
          ])
          // Taken before it is checked, so that of two requests racing with one code only one gets to the check.
          const { rowCount } = await pool.query(
            'insert into accounts.used_code (user_id, code, used_at) select id, $2, now() from accounts."user" where id = $1 on conflict do nothing',
            [userId, keyedHash(secret, 'totp-code', code.trim())],
          )
          if (rowCount === 0) throw refused()
        }),
      },
      {
        matcher: ({ path }) => path === '/two-factor/verify-backup-code',
        handler: createAuthMiddleware(async (ctx) => {
          const { code } = CodeBody.parse(ctx.body)
          return { context: { body: { ...ctx.body, code: keptRecoveryCode(secret, code) } } }
        }),
      },
    ],
  },
})
