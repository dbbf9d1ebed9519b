import { sayDay } from '#domain/time/day-words.ts'
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import type { Office } from '../office.ts'
import type { SignedIn } from './accounts.ts'
import { invitationKey } from './invitations.ts'
import { mayInviteAgain } from './invite-colleague.ts'

/**
 * Sends a colleague the one-time link that was just made for them, to the address of their account and to no other. `code` is the
 * link's own: the office keeps its fingerprint alone, so only whoever was shown the link can ask. What became of the letter is in
 * how their account stands.
 */
export const mailInvitation = async (
  office: Office,
  by: SignedIn,
  personId: string,
  code: string,
): Promise<
  { ok: true } | { ok: false; why: 'not-found' | 'works-elsewhere' | 'invitation-over' | 'no-mail-server' }
> => {
  const may = await mayInviteAgain(office, by, personId)
  if (!may.ok) return may
  if (!office.mailer.isSetUp) return { ok: false, why: 'no-mail-server' }
  const expiresAt = await office.accounts.invitationEnds(may.accountId, code)
  if (expiresAt === null) return { ok: false, why: 'invitation-over' }
  const { subject, text } = invitationLetter({ link: office.accounts.linkOf(code), expiresAt })
  await office.accounts.audit.note(
    { event: 'invited', accountId: may.accountId, by: by.accountId, detail: 'mailed' },
    { letter: { subject, text, until: expiresAt }, key: invitationKey(may.accountId) },
  )
  return { ok: true }
}

/**
 * The letter that brings a one-time link. It names nobody, no school and no child: whoever it reaches by mistake learns that
 * somebody uses Doorstep, and the one to whom it belongs was told of it.
 */
export const invitationLetter = ({
  link,
  expiresAt,
}: {
  link: string
  expiresAt: Instant
}): { subject: string; text: string } => {
  const day = dayOf(expiresAt)
  return {
    subject: 'Your link to Doorstep',
    text: `Whoever looks after Doorstep accounts where you work has made a link for you. With it you choose your password.

${link}

It works once, until ${timeOf(expiresAt)} on ${sayDay(day, day)}.

If nobody told you that this letter would come, do not open the link. Ask them first, by phone or in person.
Doorstep never asks for a password or a code by e-mail.
`,
  }
}
