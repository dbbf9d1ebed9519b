import { sayDay } from '#domain/time/day-words.ts'
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import type { Letter } from '../mail/mailer.ts'
import type { AuditLine } from './audit.ts'

/** What changed, as the account's owner would say it, by the audit's event and detail; what is not here is no way to sign in. */
const changes: ReadonlyMap<string, string> = new Map([
  ['password-set changed', 'The password was changed, and every other session was ended.'],
  ['password-set invitation', 'A password was set with a one-time link, and every session was ended.'],
  ['factor-added totp', 'An authenticator app was turned on.'],
  ['factor-removed totp', 'The authenticator app was turned off.'],
  ['factor-added passkey', 'A passkey was added.'],
  ['factor-removed passkey', 'A passkey was removed.'],
  ['factor-added recovery-codes', 'New recovery codes were made, and the old ones no longer work.'],
  [
    'factors-reset',
    'Whoever looks after accounts removed the authenticator and every passkey, and ended every session.',
  ],
  ['provider-joined microsoft', 'A Microsoft work account can now be used to sign in.'],
  ['provider-joined google', 'A Google work account can now be used to sign in.'],
])

/**
 * The letter that tells somebody how signing in to their account changed, or null where it did not. It has no link, so that
 * nobody learns to follow one, and names nobody: it says what, when (time in England), and what to do if it was not them.
 */
export const factorLetter = (line: Pick<AuditLine, 'event' | 'detail'>, to: string, at: Instant): Letter | null => {
  const change = changes.get(line.detail === undefined ? line.event : `${line.event} ${line.detail}`)
  if (change === undefined) return null
  const day = dayOf(at)
  return {
    to,
    subject: 'How you sign in to Doorstep has changed',
    text: `${change}

When: ${sayDay(day, day)} ${day.slice(0, 4)}, ${timeOf(at)}.

If you did this, or asked for it, there is nothing to do.

If not, somebody else may be able to sign in as you. Tell whoever looks after Doorstep accounts where you work, now, by
phone or in person. They can switch the account off, which ends every session at once, and then help you back in.
What you wrote is kept.

This letter was sent by itself and has no link to follow. Doorstep never asks for a password or a code by e-mail.
`,
    until: null,
  }
}
