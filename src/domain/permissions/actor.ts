import { z } from 'zod'
import { StaffMember } from '../records/staff-member.ts'
import { Id } from '../records/words.ts'
import type { SchoolDay } from '../time/school-day.ts'

/**
 * Someone who acts: their person id and their place in each organisation they belong to. The office derives it from the
 * signed-in account; the tablet keeps the last one the office gave it.
 */
export const Actor = z.strictObject({ personId: Id, memberships: z.array(StaffMember) })
export type Actor = z.infer<typeof Actor> & {
  /** Only while the office decides an act of somebody who has left (after-leaving.ts): the places left, and the day of the act. */
  heard?: { organisations: readonly string[]; on: SchoolDay }
  /** Only while the office decides an act that adds to a child's file: its day, for an officer who had the case then and has it no more. */
  wroteOn?: SchoolDay
}

/** The day of an act that is heard from somebody who has left this organisation; null for everybody who works there. */
export const heardOn = ({ heard }: Actor, organisationId: string): SchoolDay | null =>
  heard?.organisations.includes(organisationId) === true ? heard.on : null

/** The actor's place in one organisation, or null: not a member, or a leaver. */
export const membershipIn = (actor: Actor, organisationId: string): StaffMember | null =>
  actor.memberships.find((membership) => membership.organisationId === organisationId && membership.leftOn === null) ??
  null

/**
 * The office itself, where it acts on a rule and not for anybody: an identity that no account can have, since theirs are
 * random ones of version 4.
 */
export const theOffice: Actor = { personId: '00000000-0000-8000-8000-000000000000', memberships: [] }
