import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { refuseRequest } from '../http/answers.ts'
import type { Log } from '../log.ts'
import { type AccountRefusal, refuse, refuseForNow } from './refusals.ts'

/** What the library calls a refusal, and what we call it. Anything else of its own is `bad-request`. */
const refusalsByCode: Record<string, AccountRefusal> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong-email-or-password',
  INVALID_EMAIL: 'wrong-email-or-password',
  ACCOUNT_DISABLED: 'account-disabled',
  INVALID_CODE: 'wrong-code',
  INVALID_BACKUP_CODE: 'wrong-code',
  INVALID_TWO_FACTOR_COOKIE: 'second-step-over',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'second-step-over',
  TOTP_NOT_ENABLED: 'not-set-up',
  BACKUP_CODES_NOT_ENABLED: 'not-set-up',
  TWO_FACTOR_NOT_ENABLED: 'not-set-up',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'not-set-up',
  TOTP_ALREADY_ENABLED: 'already-set-up',
  INVALID_PASSWORD: 'wrong-password',
  PASSWORD_TOO_SHORT: 'password-too-short',
  PASSWORD_TOO_LONG: 'password-too-long',
  PASSWORD_TOO_COMMON: 'password-too-common',
  INVITATION_OVER: 'invitation-over',
  OWNER_NOT_CHECKED: 'wrong-passkey',
  AUTHENTICATION_FAILED: 'wrong-passkey',
  CHALLENGE_NOT_FOUND: 'wrong-passkey',
  PASSKEY_NOT_FOUND: 'wrong-passkey',
  FAILED_TO_VERIFY_REGISTRATION: 'wrong-passkey',
  PREVIOUSLY_REGISTERED: 'wrong-passkey',
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: 'wrong-passkey',
  PROVIDER_NOT_FOUND: 'provider-unavailable',
  INVALID_ORIGIN: 'not-same-origin',
  MISSING_OR_NULL_ORIGIN: 'not-same-origin',
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: 'not-same-origin',
  UNAUTHORIZED: 'signed-out',
  SESSION_REQUIRED: 'signed-out',
}

const Failed = z.object({ code: z.string().default('') })
const PasskeyRow = z.object({ id: z.string(), name: z.string().nullish(), createdAt: z.string().nullish() })

/** What each route says when it succeeds: only what the tablet needs, never the session's token or the account's row. */
const outcomes: Record<string, (body: unknown) => unknown> = {
  '/sign-in/email': (body) => ({
    next: z.object({ twoFactorRedirect: z.literal(true) }).safeParse(body).success ? 'second-factor' : 'signed-in',
  }),
  '/sign-in/social': (body) => z.object({ url: z.string() }).parse(body),
  '/link-social': (body) => z.object({ url: z.string() }).parse(body),
  '/invitation': (body) => z.object({ next: z.enum(['sign-in', 'join-provider']) }).parse(body),
  '/sign-out': () => ({ next: 'signed-out' }),
  '/two-factor/enable': (body) => {
    const { totpURI, backupCodes } = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }).parse(body)
    return { totpUri: totpURI, recoveryCodes: backupCodes }
  },
  '/two-factor/generate-backup-codes': (body) => ({
    recoveryCodes: z.object({ backupCodes: z.array(z.string()) }).parse(body).backupCodes,
  }),
  '/two-factor/disable': () => ({ next: 'mfa-required' }),
  // Options for the browser: public by nature.
  '/passkey/generate-authenticate-options': (body) => body,
  '/passkey/generate-register-options': (body) => body,
  '/passkey/verify-registration': (body) => ({ id: PasskeyRow.parse(body).id, next: 'signed-in' }),
  '/passkey/list-user-passkeys': (body) => ({
    passkeys: z
      .array(PasskeyRow)
      .parse(body)
      .map(({ id, name, createdAt }) => ({ id, name: name ?? '', createdAt: createdAt ?? null })),
  }),
}

/** Answers with what came of a request, in our words. */
export const sayOutcome = async ({
  path,
  answer,
  reply,
  log,
}: {
  path: string
  answer: Response
  reply: FastifyReply
  log: Log
}): Promise<FastifyReply> => {
  const body: unknown = await answer.json().catch(() => null)
  if (answer.ok) return reply.send((outcomes[path] ?? (() => ({ next: 'signed-in' })))(body))

  const { code } = Failed.safeParse(body).data ?? { code: '' }
  if (answer.status === 429) return refuseForNow(reply, Number(answer.headers.get('retry-after') ?? 60))
  const refusal = refusalsByCode[code]
  log.info('sign-in-refused', { path, code: refusal ?? 'unnamed', status: answer.status })
  // A longer password than any can be is simply not theirs.
  if (refusal === 'password-too-long' && path === '/sign-in/email') return refuse(reply, 'wrong-email-or-password')
  if (refusal !== undefined) return refuse(reply, refusal)
  if (answer.status >= 500) return refuseRequest(reply, 'try-again')
  // Two requests raced with one recovery code, and this one came second.
  if (answer.status === 409) return refuse(reply, 'wrong-code')
  return refuse(reply, answer.status === 401 ? 'signed-out' : 'bad-request')
}

/** Why a provider's page came back without a sign-in, as the sign-in screen knows it. */
const problemsByCode: Record<string, string> = {
  signup_disabled: 'not-known-here',
  account_not_linked: 'not-known-here',
  access_denied: 'cancelled',
  state_not_found: 'sign-in-again',
  state_mismatch: 'sign-in-again',
  please_restart_the_process: 'sign-in-again',
  account_already_linked_to_different_user: 'already-joined',
  ACCOUNT_DISABLED: 'account-disabled',
}

/**
 * Sends the browser on after a provider's page. What the provider said about a failure is not repeated: an address may hold
 * a name, and addresses are kept by browsers.
 */
export const saySentBack = ({
  answer,
  reply,
  origin,
  log,
}: {
  answer: Response
  reply: FastifyReply
  origin: string
  log: Log
}): FastifyReply => {
  const location = answer.headers.get('location')
  const target = location !== null && URL.canParse(location, origin) ? new URL(location, origin) : null
  const error = target === null ? 'no-answer' : target.searchParams.get('error')
  if (error === null && target !== null && target.origin === origin)
    return reply.redirect(`${target.pathname}${target.search}`, 302)
  const problem = problemsByCode[error ?? ''] ?? 'provider-refused'
  log.info('provider-refused', { problem })
  return reply.redirect(`/sign-in?problem=${problem}`, 302)
}
