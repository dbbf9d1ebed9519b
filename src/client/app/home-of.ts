import type { Actor } from '#domain/permissions/actor.ts'
import { can } from '#domain/permissions/can.ts'
import type { StaffMember } from '#domain/records/staff-member.ts'

/** Whether this person works with pupils anywhere; an administrator does not. */
export const seesPupils = (actor: Actor): boolean =>
  actor.memberships.some((each) => each.role !== 'administrator' && each.leftOn === null)

/** Whether this person looks after accounts and tablets anywhere. */
export const administers = (actor: Actor): boolean =>
  actor.memberships.some((each) => each.role === 'administrator' && each.leftOn === null)

/** Whether this person answers for what is told to the safeguarding lead anywhere, or for the numbers to ring. */
export const safeguards = (actor: Actor): boolean =>
  actor.memberships.some((each) => can(actor, 'set-safeguarding-plan', { organisationId: each.organisationId }))

/** Whether this person looks after anybody's place and tablets: everybody's, or officers'. */
export const looksAfterColleagues = (actor: Actor): boolean =>
  actor.memberships.some(({ organisationId }) =>
    can(actor, 'manage-devices', { organisationId, staffRoles: ['education-welfare-officer'] }),
  )

/** Whether this person writes what is sent to families in an organisation's name, anywhere. */
export const writesToFamilies = (actor: Actor): boolean =>
  actor.memberships.some(({ organisationId }) => can(actor, 'write-template', { organisationId }))

/** Whether this person finds out each morning why children of a school are away; an officer of the council does not. */
export const asksInTheMorning = (actor: Actor): boolean => actor.memberships.some(asksAt)

/** Whether somebody does so in this place. */
export const asksAt = ({ role, leftOn }: StaffMember): boolean =>
  leftOn === null &&
  (role === 'pastoral' ||
    role === 'head-of-year' ||
    role === 'attendance-lead' ||
    role === 'designated-safeguarding-lead')

/** Whether this person asks how groups of a school's pupils attend, and holds the files that say it. */
export const looksAtGroups = (actor: Actor): boolean => actor.memberships.some(asksAboutAbsence)

/** Whether somebody does so in this place. */
export const asksAboutAbsence = ({ role, leftOn }: StaffMember): boolean =>
  leftOn === null && (role === 'head-of-year' || role === 'attendance-lead' || role === 'designated-safeguarding-lead')

/** Whether this person answers for who reads the children's files anywhere. */
export const seesAccessLog = (actor: Actor): boolean =>
  actor.memberships.some(({ organisationId }) => can(actor, 'see-access-log', { organisationId }))

/** Whether this person asks the office how the pupils of several schools attend. */
export const seesFiguresOfSchools = (actor: Actor): boolean =>
  actor.memberships.some(({ organisationId }) => can(actor, 'see-figures-of-schools', { organisationId }))

/** Where a person's work begins. */
export const homeOf = (actor: Actor): string =>
  administers(actor) && !seesPupils(actor) ? '/admin/devices' : '/caseload'
