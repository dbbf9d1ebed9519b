import type { Actor } from '#domain/permissions/actor.ts'
import { can, type Action } from '#domain/permissions/can.ts'
import { StaffMember } from '#domain/records/staff-member.ts'
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

/** The organisations whose tablets this person looks after. */
export const managesDevicesOf = (actor: Actor): string[] => organisationsWhere(actor, 'manage-devices')

/** The organisations in which this person may do something that is about nobody's file. */
export const organisationsWhere = (actor: Actor, action: Action): string[] =>
  actor.memberships
    .map(({ organisationId }) => organisationId)
    .filter((organisationId) => can(actor, action, { organisationId }))
