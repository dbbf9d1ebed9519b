import { randomUUID } from 'node:crypto'
import type { Actor } from '#domain/permissions/actor.ts'
import type { Organisation } from '#domain/records/organisation.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import type { Clock } from '#domain/time/instant.ts'
import type { Database } from '../store/database.ts'
import { findOrganisation } from '../store/find-organisation.ts'
import { applyAct } from '../sync/apply-acts.ts'
import type { Accounts } from './accounts.ts'

/** What is said about an organisation that is not here yet. */
export type NewOrganisation = Pick<Organisation, 'name' | 'type' | 'phase'>

/** Who is to have which place. */
export type GivePlace = Pick<StaffMember, 'role' | 'yearGroups'> & {
  code: string
  /** Null when the organisation should be here already. */
  organisation: NewOrganisation | null
  name: string
  email: string
}

/** Why no place was given; nothing was changed. */
export type NotGiven = 'no-such-organisation' | 'organisation-exists' | 'already-member' | 'refused'

/**
 * Gives somebody a place: founds the organisation when it is new (its founder is its administrator), adds them to its
 * staff, and makes an account when their address has none. Whoever may run commands on the office's machine may do this;
 * the change is put down to the person themself.
 * `isNew` says whether the account was made now and waits for its invitation.
 */
export const givePlace = async (
  { accounts, database, clock }: { accounts: Accounts; database: Database; clock: Clock },
  { code, organisation, name, email, role, yearGroups }: GivePlace,
): Promise<{ ok: true; accountId: string; isNew: boolean; founded: boolean } | { ok: false; why: NotGiven }> => {
  const existing = await findOrganisation(database, code)
  if (existing === null && organisation === null) return { ok: false, why: 'no-such-organisation' }
  if (existing !== null && organisation !== null) return { ok: false, why: 'organisation-exists' }

  const known = await accounts.findByEmail(email)
  const personId = known?.personId ?? randomUUID()
  const organisationId = existing ?? randomUUID()
  const place: StaffMember = {
    kind: 'staff-member',
    id: personId,
    organisationId,
    name,
    role: 'administrator',
    yearGroups: null,
    leftOn: null,
  }
  // Acting as the person themself, since nobody else may be there yet.
  const by: Actor = { personId, memberships: [place] }
  const now = clock()
  const act =
    organisation === null
      ? { name: 'add-staff-member@1', args: { organisationId, personId, name, role, yearGroups } }
      : {
          name: 'found-organisation@1',
          args: {
            organisation: { id: organisationId, code, dfeNumber: null, ...organisation },
            founder: { personId, name },
          },
        }
  const applied = await database.write({ person: personId, organisations: [organisationId] }, (tx) =>
    applyAct(tx, { uid: randomUUID(), recordedAt: now, by, ...act }, now),
  )
  if (!applied.ok) return { ok: false, why: applied.refusal === 'already-exists' ? 'already-member' : 'refused' }
  if (known !== null && known.personId !== null)
    return { ok: true, accountId: known.accountId, isNew: false, founded: organisation !== null }
  const made = await accounts.createAccount({ name, email, personId })
  if (!made.ok) throw new Error(`An account could not be made: ${made.why}`)
  return { ok: true, accountId: made.accountId, isNew: true, founded: organisation !== null }
}
