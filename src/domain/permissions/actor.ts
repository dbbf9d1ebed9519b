import { z } from 'zod'
import { StaffMember } from '../records/staff-member.ts'
import { Id } from '../records/words.ts'

/**
 * Someone who acts: their person id and their place in each organisation they belong to. The office derives it from the
 * signed-in account; the tablet keeps the last one the office gave it.
 */
export const Actor = z.strictObject({ personId: Id, memberships: z.array(StaffMember) })
export type Actor = z.infer<typeof Actor>

/** The actor's place in one organisation, or null: not a member, or a leaver. */
export const membershipIn = (actor: Actor, organisationId: string): StaffMember | null =>
  actor.memberships.find((membership) => membership.organisationId === organisationId && membership.leftOn === null) ??
  null

/**
 * The office itself, where it acts on a rule and not for anybody: an identity that no account can have, since theirs are
 * random ones of version 4.
 */
export const theOffice: Actor = { personId: '00000000-0000-8000-8000-000000000000', memberships: [] }
