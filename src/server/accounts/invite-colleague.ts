import { randomUUID } from 'node:crypto'
import { can } from '#domain/permissions/can.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Office } from '../office.ts'
import { applyAct } from '../sync/apply-acts.ts'
import type { SignedIn } from './accounts.ts'
import { actorOf, isSomewhere, looksAfter } from './members.ts'

/** Whom to invite, to which place. */
export type Invited = Pick<StaffMember, 'organisationId' | 'name' | 'role' | 'yearGroups'> & { email: string }

/** A one-time link to hand over; null for somebody who has an account already, and signs in as before. */
export type Link = { link: string; expiresAt: Instant } | null

/**
 * Gives a colleague a place, as the person who asks, and makes their account when their address has none. Whoever has an
 * account here by that address (an officer of several schools) keeps it and gets the place beside the others.
 */
export const inviteColleague = async (
  { accounts, database, clock, pokes }: Office,
  by: SignedIn,
  { organisationId, name, email, role, yearGroups }: Invited,
): Promise<{ ok: true; personId: string; link: Link } | { ok: false; why: 'not-permitted' | 'already-member' }> => {
  // Asked before the address is looked up: nobody else learns who has an account here.
  if (!can(by.actor, 'add-staff-member', { organisationId, staffRoles: [role] }))
    return { ok: false, why: 'not-permitted' }
  const known = await accounts.findByEmail(email)
  const personId = known?.personId ?? randomUUID()
  const now = clock()
  const act = { name: 'add-staff-member@1', args: { organisationId, personId, name, role, yearGroups } }
  const applied = await database.write({ person: by.actor.personId, organisations: [organisationId] }, (tx) =>
    applyAct(tx, { uid: randomUUID(), recordedAt: now, by: by.actor, ...act }, now),
  )
  if (!applied.ok) return { ok: false, why: applied.refusal === 'already-exists' ? 'already-member' : 'not-permitted' }
  pokes.poke(applied.touched, applied.grantsChangedFor)
  if (known !== null && known.personId !== null) return { ok: true, personId, link: null }
  const made = await accounts.createAccount({ name, email, personId })
  if (!made.ok) throw new Error(`An account could not be made: ${made.why}`)
  const { link, expiresAt } = await accounts.invite(made.accountId, by.accountId)
  return { ok: true, personId, link: { link, expiresAt } }
}

/**
 * A new link for a colleague who forgot their password, or never used the first. Only where whoever asks looks after every
 * place they have: a school's administrator must not come by a password that also opens a council's files. The second
 * factors stay as they are, so the link alone lets nobody in who is not their owner.
 */
export const inviteAgain = async (
  office: Office,
  by: SignedIn,
  personId: string,
): Promise<{ ok: true; link: Exclude<Link, null> } | MayNot> => {
  const may = await mayInviteAgain(office, by, personId)
  if (!may.ok) return may
  const { link, expiresAt } = await office.accounts.invite(may.accountId, by.accountId)
  return { ok: true, link: { link, expiresAt } }
}

type MayNot = { ok: false; why: 'not-found' | 'works-elsewhere' }

/** The account for which this person may make a link, or send one. */
export const mayInviteAgain = async (
  { accounts, database }: Office,
  by: SignedIn,
  personId: string,
): Promise<{ ok: true; accountId: string } | MayNot> => {
  const target = await actorOf(database, personId)
  const places = target.memberships
    .filter(({ leftOn }) => leftOn === null)
    .map(({ organisationId, role }) => ({ organisation_id: organisationId, role }))
  const accountId = await accounts.accountOf(personId)
  if (!isSomewhere(target) || accountId === null || !looksAfter(by.actor, places))
    return { ok: false, why: 'not-found' }
  if (!places.every((place) => looksAfter(by.actor, [place]))) return { ok: false, why: 'works-elsewhere' }
  return { ok: true, accountId }
}
