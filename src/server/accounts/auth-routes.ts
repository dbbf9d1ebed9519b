import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Label } from '#domain/records/words.ts'
import type { Office } from '../office.ts'
import { libraryHeaders } from './accounts.ts'
import { sayOutcome, saySentBack } from './library-answers.ts'
import { hasTwoFactors } from './proof.ts'
import { refuse, refuseForNow } from './refusals.ts'
import { isWithin } from './signed-in.ts'

/** How fresh a sign-in must be before factors may be changed, in milliseconds (trust F4). */
const fresh = 10 * 60_000

/**
 * Who may ask. `anyone`: nobody needs to be signed in. `code`: as anyone, or as `factors` when somebody is.
 * `factors`: a fresh session with two factors, or with one while the account has no other. `join`: the session of an
 * invitation, or as `factors`.
 */
type Gate = 'anyone' | 'code' | 'factors' | 'join'

const Email = z.string().max(320)
const Password = z.string().min(1).max(1000)
const Code = z.string().trim().min(1).max(100)
const Name = Label.max(80)
/** What a browser gives for a passkey. The library reads the parts; the id is looked up, so its form is checked here. */
const Credential = z.looseObject({ id: z.string().regex(/^[\w-]{1,1400}$/) })

type Door = {
  method: 'GET' | 'POST'
  path: string
  gate: Gate
  body: z.ZodType<Record<string, unknown>>
  /** The body field that is a password to be guessed at; such requests are counted. */
  guesses?: 'password' | 'currentPassword'
}

const nothing = z.strictObject({})
const onlyPassword = z.strictObject({ password: Password.optional() })

/** Every route of the sign-in library that can be reached. What is not here does not exist for the outside. */
const doors: readonly Door[] = [
  {
    method: 'POST',
    path: '/sign-in/email',
    gate: 'anyone',
    body: z.strictObject({ email: Email, password: Password }),
    guesses: 'password',
  },
  { method: 'POST', path: '/sign-in/social', gate: 'anyone', body: z.strictObject({ provider: Code }) },
  {
    method: 'POST',
    path: '/invitation',
    gate: 'anyone',
    body: z.strictObject({ code: Code, password: Password.optional() }),
  },
  { method: 'POST', path: '/sign-out', gate: 'anyone', body: nothing },
  { method: 'POST', path: '/link-social', gate: 'join', body: z.strictObject({ provider: Code }) },
  { method: 'POST', path: '/two-factor/verify-totp', gate: 'code', body: z.strictObject({ code: Code }) },
  { method: 'POST', path: '/two-factor/verify-backup-code', gate: 'code', body: z.strictObject({ code: Code }) },
  { method: 'POST', path: '/two-factor/enable', gate: 'factors', body: onlyPassword, guesses: 'password' },
  { method: 'POST', path: '/two-factor/disable', gate: 'factors', body: onlyPassword, guesses: 'password' },
  {
    method: 'POST',
    path: '/two-factor/generate-backup-codes',
    gate: 'factors',
    body: onlyPassword,
    guesses: 'password',
  },
  {
    method: 'POST',
    path: '/change-password',
    gate: 'factors',
    body: z.strictObject({ currentPassword: Password, newPassword: Password }),
    guesses: 'currentPassword',
  },
  { method: 'GET', path: '/passkey/generate-authenticate-options', gate: 'anyone', body: nothing },
  {
    method: 'POST',
    path: '/passkey/verify-authentication',
    gate: 'anyone',
    body: z.strictObject({ response: Credential }),
  },
  { method: 'GET', path: '/passkey/generate-register-options', gate: 'factors', body: nothing },
  {
    method: 'POST',
    path: '/passkey/verify-registration',
    gate: 'factors',
    body: z.strictObject({ response: Credential, name: Name.optional() }),
  },
  { method: 'GET', path: '/passkey/list-user-passkeys', gate: 'factors', body: nothing },
  { method: 'POST', path: '/passkey/delete-passkey', gate: 'factors', body: z.strictObject({ id: z.uuid() }) },
]

/** What is added to a request before the library sees it: where the provider's page comes back to is not the caller's to say. */
const addedTo = (path: string, origin: string, provider: unknown): Record<string, unknown> => {
  if (path === '/sign-in/social')
    return { callbackURL: `${origin}/`, errorCallbackURL: `${origin}/sign-in`, disableRedirect: true }
  if (path === '/link-social')
    return {
      callbackURL: `${origin}/sign-in?joined=${String(provider)}`,
      errorCallbackURL: `${origin}/sign-in`,
      disableRedirect: true,
    }
  if (path === '/change-password') return { revokeOtherSessions: true }
  return {}
}

/** The doors that begin or renew a session; the one whose cookie came with the request is over afterwards. */
const beginsSession = new Set([
  '/sign-in/email',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
  '/invitation',
])

const setCookies = (reply: FastifyReply, answer: Response): void => {
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
}

/**
 * Signing in, second factors, passwords, invitations: `/api/auth/*`. Every request is checked, counted and translated here;
 * the library behind it is never reached directly, and its words never leave. docs/accounts.md.
 */
export const authRoutes = (app: FastifyInstance, office: Office): void => {
  const { accounts, config, clock, log } = office

  /** Answers and returns false when the gate stays shut. */
  const passes = async (gate: Gate, request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
    if (gate === 'anyone') return true
    const open = await accounts.sessionOf(request)
    if (open === null) {
      if (gate === 'code') return true
      refuse(reply, 'signed-out')
      return false
    }
    const { proof, signedInAt } = open.session
    if (gate === 'join' && proof === 'invitation') return true
    const factors = await accounts.factorsOf(open.user.id)
    // Proving a factor that the account has is what a one-factor session is there for.
    if (gate === 'code' && factors.totp && proof !== 'invitation') return true
    const hasNone = !factors.totp && !factors.passkey
    if (proof === 'invitation' || (!hasTwoFactors(proof) && !hasNone)) {
      refuse(reply, 'mfa-required', { mfa: factors })
      return false
    }
    if (!isWithin(clock(), signedInAt.toISOString(), fresh)) {
      refuse(reply, 'sign-in-again')
      return false
    }
    return true
  }

  const counted = async (request: FastifyRequest, email: string): Promise<[string, string | null]> => {
    const device = request.headers['x-doorstep-device']
    // Looked up only when a tablet is named, and whoever asks for somebody unknown gets the same path.
    const account = typeof device === 'string' ? await accounts.findByEmail(email) : null
    return [
      email,
      account === null || typeof device !== 'string' ? null : await accounts.knownDevice(account.accountId, device),
    ]
  }

  const ask = (request: FastifyRequest, path: string, body: Record<string, unknown> | null): Promise<Response> => {
    const headers = libraryHeaders(request.headers)
    headers.delete('content-type')
    if (body !== null) headers.set('content-type', 'application/json')
    // The app's own rule let the request in (same-origin.ts), by Sec-Fetch-Site where there is no Origin.
    if (!headers.has('origin')) headers.set('origin', config.origin)
    return accounts.library.handle(
      new Request(`${config.origin}/api/auth${path}`, {
        method: body === null ? 'GET' : 'POST',
        headers,
        ...(body === null ? {} : { body: JSON.stringify(body) }),
      }),
    )
  }

  for (const door of doors) {
    app.route({
      method: door.method,
      url: `/api/auth${door.path}`,
      handler: async (request, reply) => {
        const leave = await accounts.throttle.from(request.ip)
        if (!leave.ok) return refuseForNow(reply, leave.retryAfter)
        const parsed = door.body.safeParse(door.method === 'GET' ? {} : (request.body ?? {}))
        if (!parsed.success) return refuse(reply, 'bad-request')
        const provider = parsed.data['provider']
        if (typeof provider === 'string' && !accounts.providers.some(({ id }) => id === provider))
          return refuse(reply, 'not-found')
        if (!(await passes(door.gate, request, reply))) return reply
        const earlier = await accounts.sessionOf(request)
        const hadTotp = earlier !== null && (await accounts.factorsOf(earlier.user.id)).totp

        const guess = door.guesses === undefined ? undefined : parsed.data[door.guesses]
        const email = typeof parsed.data['email'] === 'string' ? parsed.data['email'] : earlier?.user.email
        const key = guess === undefined || email === undefined ? null : await counted(request, email)
        if (key !== null) {
          const allowed = await accounts.throttle.guess(...key)
          if (!allowed.ok) return refuseForNow(reply, allowed.retryAfter)
        }

        const answer = await ask(
          request,
          door.path,
          door.method === 'GET'
            ? null
            : { ...parsed.data, ...addedTo(door.path, config.origin, parsed.data['provider']) },
        )
        if (answer.ok) {
          if (key !== null) await accounts.throttle.right(...key)
          // Whoever signs in anew leaves nothing of the session before open behind them.
          if (earlier !== null && beginsSession.has(door.path) && answer.headers.getSetCookie().length > 0)
            await accounts.endSession(earlier.session.id)
          if (earlier !== null) await noteChange(door.path, earlier.user.id, hadTotp)
        }
        setCookies(reply, answer)
        return sayOutcome({ path: door.path, answer, reply, log })
      },
    })
  }

  const noteChange = async (path: string, accountId: string, hadTotp: boolean): Promise<void> => {
    switch (path) {
      case '/sign-out':
        return accounts.audit.note({ event: 'signed-out', accountId })
      case '/change-password':
        return accounts.audit.note({ event: 'password-set', accountId, detail: 'changed' })
      case '/two-factor/disable':
        return accounts.audit.note({ event: 'factor-removed', accountId, detail: 'totp' })
      case '/passkey/delete-passkey':
        return accounts.audit.note({ event: 'factor-removed', accountId, detail: 'passkey' })
      case '/passkey/verify-registration':
        return accounts.audit.note({ event: 'factor-added', accountId, detail: 'passkey' })
      case '/two-factor/verify-totp':
        // A code given inside a session is the first of a new authenticator, unless the account had one.
        return hadTotp ? undefined : accounts.audit.note({ event: 'factor-added', accountId, detail: 'totp' })
      case '/two-factor/generate-backup-codes':
        return accounts.audit.note({ event: 'factor-added', accountId, detail: 'recovery-codes' })
      default:
        return undefined
    }
  }

  // The one GET that changes something: the provider sends the browser here. State, nonce and PKCE stand in for our header.
  app.get('/api/auth/callback/:provider', async (request, reply) => {
    const leave = await accounts.throttle.from(request.ip)
    if (!leave.ok) return refuseForNow(reply, leave.retryAfter)
    const { provider } = z.object({ provider: z.string() }).parse(request.params)
    if (!accounts.providers.some(({ id }) => id === provider)) return refuse(reply, 'not-found')
    const query = new URL(request.url, config.origin).search
    const answer = await ask(request, `/callback/${provider}${query}`, null)
    setCookies(reply, answer)
    return saySentBack({ answer, reply, origin: config.origin, log })
  })
}
