import { membershipIn, type Actor } from '#domain/permissions/actor.ts'
import { actsFor } from '#domain/records/staff-member.ts'

/** For whom this person writes at this school: an officer of the council writes for the council. */
export const ownSide = (actor: Actor, organisationId: string): 'school' | 'council' => {
  const member = membershipIn(actor, organisationId)
  return member === null ? 'school' : actsFor(member.role)
}
