import { randomUUID } from 'node:crypto'
import type { Actor } from '#domain/permissions/actor.ts'
import type { Organisation } from '#domain/records/organisation.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'
import type { Clock } from '#domain/time/instant.ts'
import { nobody, type Database } from '../store/database.ts'
import { applyAct } from '../sync/apply-act.ts'
import type { Accounts } from './accounts.ts'

/** What is said about an organisation that is not here yet. */
export type NewOrganisation = Pick<Organisation, 'name' | 'type' | 'phase'>

export type MakeAdministrator = {
  code: string
  /** Null when the organisation should be here already. */
  organisation: NewOrganisation | null
  name: string
  email: string
}

/** Why no administrator was made; nothing was changed. */
export type NotMade = 'no-such-organisation' | 'organisation-exists' | 'already-member' | 'refused'

/**
 * Makes an administrator: founds the organisation when it is new, gives the person a place in it, and an account when
 * their address has none. Whoever may run commands on the office's machine may do this; the person made is put down as
 * acting, since nobody else is there yet.
 */
export const makeAdministrator = async (
  { accounts, database, clock }: { accounts: Accounts; database: Database; clock: Clock },
  { code, organisation, name, email }: MakeAdministrator,
): Promise<{ ok: true; accountId: string; founded: boolean } | { ok: false; why: NotMade }> => {
  const { rows } = await database.read(nobody, (tx) =>
    tx.query<{ id: string }>('select id from organisation where code = $1', [code]),
  )
  const existing = rows[0]?.id ?? null
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
  const by: Actor = { personId, memberships: [place] }
  const now = clock()
  const act =
    organisation === null
      ? { name: 'add-staff-member@1', args: { organisationId, personId, name, role: place.role, yearGroups: null } }
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
    return { ok: true, accountId: known.accountId, founded: organisation !== null }
  const made = await accounts.createAccount({ name, email, personId })
  if (!made.ok) throw new Error(`An account could not be made: ${made.why}`)
  return { ok: true, accountId: made.accountId, founded: organisation !== null }
}
