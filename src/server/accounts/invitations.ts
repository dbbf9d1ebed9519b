import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import type pg from 'pg'
import { z } from 'zod'
import type { Clock, Instant } from '#domain/time/instant.ts'
import type { Audit } from './audit.ts'
import { fingerprint, newToken } from './keyed.ts'
import { problemWith } from './password-rules.ts'

/** How long a one-time link is good for, in milliseconds. */
const goodFor = 24 * 60 * 60_000

/** The letter with a link to this account: one waits at most, and a newer link ends the older's. */
export const invitationKey = (accountId: string): string => `invitation/${accountId}`

/** Makes a one-time code for an account; earlier ones for the same account are dead. Only its fingerprint is kept. */
export const makeInvitation = async (
  pool: pg.Pool,
  clock: Clock,
  accountId: string,
): Promise<{ code: string; expiresAt: Instant }> => {
  const code = newToken()
  const now = clock()
  const expiresAt = new Date(Date.parse(now) + goodFor).toISOString()
  await pool.query('delete from accounts.invitation where user_id = $1', [accountId])
  await pool.query('insert into accounts.invitation (code, user_id, made_at, expires_at) values ($1, $2, $3, $4)', [
    fingerprint(code),
    accountId,
    now,
    expiresAt,
  ])
  return { code, expiresAt }
}

const over = (): APIError =>
  new APIError('FORBIDDEN', { code: 'INVITATION_OVER', message: 'This link was used already or is too old.' })

const problemCodes = {
  'password-too-short': 'PASSWORD_TOO_SHORT',
  'password-too-long': 'PASSWORD_TOO_LONG',
  'password-too-common': 'PASSWORD_TOO_COMMON',
} as const

/** Throws the library's kind of refusal when a password cannot be used. */
export const refusePoorPassword = (password: string, about: readonly string[]): void => {
  const problem = problemWith(password, about)
  if (problem !== null)
    throw new APIError('BAD_REQUEST', { code: problemCodes[problem], message: 'This password cannot be used.' })
}

/**
 * `POST /invitation`: with a password, sets it and uses the code up; without, begins a session that may only join a work
 * account, which uses the code up when it succeeds.
 */
export const invitations = ({
  pool,
  clock,
  audit,
}: {
  pool: pg.Pool
  clock: Clock
  audit: Audit
}): BetterAuthPlugin => ({
  id: 'doorstep-invitations',
  endpoints: {
    acceptInvitation: createAuthEndpoint(
      '/invitation',
      { method: 'POST', body: z.object({ code: z.string(), password: z.string().optional() }) },
      async (ctx) => {
        const { code, password } = ctx.body
        const { rows } = await pool.query<{ user_id: string }>(
          'select user_id from accounts.invitation where code = $1 and used_at is null and expires_at > $2',
          [fingerprint(code), clock()],
        )
        const user = rows[0] === undefined ? null : await ctx.context.internalAdapter.findUserById(rows[0].user_id)
        if (user === null) throw over()
        if (password === undefined) {
          const session = await ctx.context.internalAdapter.createSession(user.id)
          await setSessionCookie(ctx, { session, user })
          return ctx.json({ next: 'join-provider' })
        }
        refusePoorPassword(password, [user.name, user.email])
        const hash = await ctx.context.password.hash(password)
        // Used up first: of two requests racing with one link only one sets its password.
        const { rowCount } = await pool.query(
          'update accounts.invitation set used_at = $2 where code = $1 and used_at is null',
          [fingerprint(code), clock()],
        )
        if (rowCount === 0) throw over()
        const credential = await ctx.context.internalAdapter.findCredentialAccount(user.id)
        if (credential === null)
          await ctx.context.internalAdapter.createAccount({
            userId: user.id,
            providerId: 'credential',
            accountId: user.id,
            password: hash,
          })
        else await ctx.context.internalAdapter.updatePassword(user.id, hash)
        await ctx.context.internalAdapter.deleteUserSessions(user.id)
        await audit.note({ event: 'password-set', accountId: user.id, detail: 'invitation' })
        return ctx.json({ next: 'sign-in' })
      },
    ),
  },
})
