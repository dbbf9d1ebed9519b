import type { Actor } from '#domain/permissions/actor.ts'
import { can } from '#domain/permissions/can.ts'
import { Role, StaffMember } from '#domain/records/staff-member.ts'
import type { Database } from '../store/database.ts'

/**
 * The person as the rules see them: their place in every organisation they have one in, leavers' included. Read afresh
 * for every request, so that a changed role counts from the next one (trust F8). A membership whose record is not
 * readable gives nothing.
 */
export const actorOf = async (database: Database, personId: string): Promise<Actor> => {
  const organisations = await database.read({ person: personId, organisations: [] }, async (tx) => {
    const { rows } = await tx.query<{ organisation_id: string }>(
      'select organisation_id from membership where person_id = $1 order by organisation_id',
      [personId],
    )
    return rows.map((row) => row.organisation_id)
  })
  if (organisations.length === 0) return { personId, memberships: [] }
  const memberships = await database.read({ person: personId, organisations }, async (tx) => {
    const { rows } = await tx.query<{ body: unknown }>(
      `select body from record where organisation_id = any ($1::uuid[]) and file_id = organisation_id and id = $2
         and kind = 'staff-member' and not deleted order by organisation_id`,
      [organisations, personId],
    )
    return rows.flatMap(({ body }) => StaffMember.safeParse(body).data ?? [])
  })
  return { personId, memberships: memberships.filter((membership) => membership.id === personId) }
}

/** True when somebody belongs to an organisation today. */
export const isSomewhere = (actor: Actor): boolean => actor.memberships.some((membership) => membership.leftOn === null)

/** Somebody's place in an organisation, as the office keeps it beside the record. */
export type Place = { organisation_id: string; role: string }

/** Whether this person looks after the place and tablets of somebody who has any of these places. */
export const looksAfter = (actor: Actor, places: readonly Place[]): boolean =>
  places.some(({ organisation_id: organisationId, role }) => {
    const known = Role.safeParse(role)
    return can(actor, 'manage-devices', { organisationId, staffRoles: known.success ? [known.data] : [] })
  })

/** The organisations in which this person looks after anybody's place or tablet. */
export const looksAfterIn = (actor: Actor): string[] =>
  actor.memberships
    .map(({ organisationId }) => organisationId)
    .filter((organisationId) =>
      can(actor, 'manage-devices', { organisationId, staffRoles: ['education-welfare-officer'] }),
    )
