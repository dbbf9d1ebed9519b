import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Accounts, NotSignedIn, SignedIn } from './accounts.ts'
import { refuse } from './refusals.ts'

/**
 * Who sent a request, or null when it was answered already: 401 `signed-out`, 403 `mfa-required`, `left` or
 * `device-revoked`. Every route that is about people begins with it:
 *
 *     const signedIn = await signedInOr(office, request, reply)
 *     if (signedIn === null) return reply
 */
export const signedInOr = async (
  office: { accounts: Accounts },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedIn | null> => {
  const asked = await office.accounts.whoIs(request)
  if (asked.ok) return asked.signedIn
  await sayWhyNot(office, asked.why, request, reply)
  return null
}

/**
 * The same for the few routes that take what somebody wrote: a leaver is heard too, and `hasLeft` says that nothing may be
 * given to them (SPEC P12, L8).
 */
export const heardOr = async (
  office: { accounts: Accounts },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<(SignedIn & { hasLeft: boolean }) | null> => {
  const asked = await office.accounts.whoIs(request)
  if (asked.ok || asked.why === 'left') return { ...asked.signedIn, hasLeft: !asked.ok }
  await sayWhyNot(office, asked.why, request, reply)
  return null
}

const sayWhyNot = async (
  office: { accounts: Accounts },
  why: NotSignedIn,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> => {
  if (why !== 'mfa-required') refuse(reply, why)
  else {
    const open = await office.accounts.sessionOf(request)
    const mfa = open === null ? { totp: false, passkey: false } : await office.accounts.factorsOf(open.user.id)
    refuse(reply, why, { mfa })
  }
}

/** True when `instant` is at most `milliseconds` before now. */
export const isWithin = (now: string, instant: string, milliseconds: number): boolean => {
  const age = Date.parse(now) - Date.parse(instant)
  return age >= -60_000 && age <= milliseconds
}
