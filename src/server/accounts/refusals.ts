import type { FastifyReply } from 'fastify'
import { newReference } from '../http/answers.ts'

/** Every way in which signing in, factors and devices can be refused: status, and what it says to a person. */
const refusals = {
  'signed-out': [401, 'Sign in to go on. What you wrote on this tablet stays here.'],
  'mfa-required': [403, 'Your account needs a second way to show that it is you.'],
  left: [403, 'Your work here has ended, so this account opens nothing.'],
  'device-revoked': [403, 'This tablet was taken off your account. Ask your administrator.'],
  'sign-in-again': [403, 'Sign in again first: this needs a sign-in from the last few minutes.'],
  'second-step-over': [401, 'That took too long, or too many tries. Start signing in again.'],
  'wrong-email-or-password': [401, 'That e-mail address and password do not go together.'],
  'wrong-code': [401, 'That code does not fit, or was used before.'],
  'wrong-password': [400, 'That is not your password.'],
  'wrong-passkey': [403, 'That passkey was not accepted.'],
  'account-disabled': [403, 'This account is switched off. Ask your administrator.'],
  'invitation-over': [403, 'This link was used already or is too old. Ask for a new one.'],
  'not-permitted': [403, 'This is not yours to do.'],
  'no-mail-server': [409, 'This office cannot send e-mail. Hand the link over yourself.'],
  'already-member': [409, 'They have a place there already. Look for them in the list.'],
  'works-elsewhere': [403, 'They work elsewhere too, so only whoever runs the office makes them a new link.'],
  'already-set-up': [400, 'An authenticator is set up already.'],
  'not-set-up': [400, 'This is not set up for your account.'],
  'password-too-short': [400, 'A password needs at least 12 characters.'],
  'password-too-long': [400, 'A password can have at most 128 characters.'],
  'password-too-common': [
    400,
    'This password is one that people guess. Three or four unrelated words make a good one.',
  ],
  'too-many-tries': [429, 'Too many tries. Wait a little, then try again.'],
  'provider-unavailable': [503, 'The sign-in service does not answer just now. Try again, or sign in another way.'],
  'not-same-origin': [403, 'This did not come from the Doorstep app.'],
  'bad-request': [400, 'The office could not read this.'],
  'not-found': [404, 'There is nothing here.'],
} as const satisfies Record<string, readonly [number, string]>

/** The closed list of codes. */
export type AccountRefusal = keyof typeof refusals

/** Answers with a refusal; `more` stands beside the code. */
export const refuse = (
  reply: FastifyReply,
  error: AccountRefusal,
  more: Record<string, unknown> = {},
): FastifyReply => {
  const [status, message] = refusals[error]
  return reply.code(status).send({ error, message, reference: newReference(), ...more })
}

/** Answers that something was tried too often, and when to come back (whole seconds). */
export const refuseForNow = (reply: FastifyReply, retryAfter: number): FastifyReply =>
  refuse(reply.header('retry-after', String(retryAfter)), 'too-many-tries')
