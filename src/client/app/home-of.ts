import type { Actor } from '#domain/permissions/actor.ts'
import { can } from '#domain/permissions/can.ts'

/** Whether this person works with pupils anywhere; an administrator does not. */
export const seesPupils = (actor: Actor): boolean =>
  actor.memberships.some((each) => each.role !== 'administrator' && each.leftOn === null)

/** Whether this person looks after accounts and tablets anywhere. */
export const administers = (actor: Actor): boolean =>
  actor.memberships.some((each) => each.role === 'administrator' && each.leftOn === null)

/** Whether this person answers for what is told to the safeguarding lead anywhere, or for the numbers to ring. */
export const safeguards = (actor: Actor): boolean =>
  actor.memberships.some((each) => can(actor, 'set-safeguarding-plan', { organisationId: each.organisationId }))

/** Where a person's work begins. */
export const homeOf = (actor: Actor): string =>
  administers(actor) && !seesPupils(actor) ? '/admin/devices' : '/caseload'
