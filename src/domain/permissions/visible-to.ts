import type { AbsenceCase } from '../records/absence-case.ts'
import type { Pupil } from '../records/pupil.ts'
import type { DoorstepRecord } from '../records/record.ts'
import type { StaffMember } from '../records/staff-member.ts'

/**
 * Whether a pupil's file reaches this person's tablet. The person must belong to the pupil's organisation and not have
 * left it. `cases` are the pupil's cases that are at hand; what the pupil record says of its own cases counts too, so
 * that a mutation, which sees few records, and the office, which sees all, give the same answer.
 */
export const visibleTo = (member: StaffMember, subject: { pupil: Pupil; cases: readonly AbsenceCase[] }): boolean => {
  const { pupil, cases } = subject
  if (member.leftOn !== null || member.organisationId !== pupil.organisationId) return false
  switch (member.role) {
    case 'pastoral':
    case 'head-of-year':
      return hasYear(member, pupil)
    case 'attendance-lead':
    case 'designated-safeguarding-lead':
      return true
    case 'education-welfare-officer':
      return (
        Object.values(pupil.caseOwners ?? {}).includes(member.id) ||
        // A case that is offered can be read before it is accepted.
        Object.values(pupil.offeredTo ?? {}).includes(member.id) ||
        cases.some((absenceCase) => absenceCase.pupilId === pupil.id && absenceCase.ownerId === member.id)
      )
    case 'service-manager':
      return (
        pupil.openCaseId !== null ||
        cases.some((absenceCase) => absenceCase.pupilId === pupil.id && absenceCase.status === 'open')
      )
    case 'administrator':
      return false
  }
  // A role from a newer version, which this one does not know, sees nothing.
  return false
}

/** The part of a record on which `visibleTo` depends, as text to compare; null for records that decide nothing. */
export const groundsOf = (record: DoorstepRecord | null): string | null => {
  if (record?.kind === 'pupil') {
    const { organisationId, yearGroup, leftOn, openCaseId, caseOwners = null, offeredTo = null } = record
    return JSON.stringify([organisationId, yearGroup, leftOn, openCaseId, caseOwners, offeredTo])
  }
  if (record?.kind === 'absence-case') return JSON.stringify([record.id, record.status, record.ownerId])
  return null
}

/** What decides who may read a restricted thread. */
export type ThreadAccess = { organisationId: string; by: string; readers: readonly { personId: string }[] }

/**
 * Whether a restricted thread's file reaches this person's tablet: the school's safeguarding leads, whoever began it, and
 * the people let in. An administrator looks after accounts and sees no child's record, so not even one they once began.
 */
export const mayReadThread = (member: StaffMember, thread: ThreadAccess): boolean => {
  if (member.leftOn !== null || member.organisationId !== thread.organisationId) return false
  switch (member.role) {
    case 'designated-safeguarding-lead':
      return true
    case 'pastoral':
    case 'head-of-year':
    case 'attendance-lead':
    case 'education-welfare-officer':
    case 'service-manager':
      return thread.by === member.id || thread.readers.some(({ personId }) => personId === member.id)
    case 'administrator':
      return false
  }
  return false
}

/**
 * Who hears of an alarm that nobody took: whoever leads the work or the safeguarding there. An administrator looks after accounts,
 * and may not learn where a family lives.
 */
const widerRoles: readonly StaffMember['role'][] = [
  'service-manager',
  'attendance-lead',
  'designated-safeguarding-lead',
]

/** Whether this person answers for people who are out: they hear of an alarm that nobody took. */
export const answersForWhoIsOut = ({ role, leftOn }: Pick<StaffMember, 'role' | 'leftOn'>): boolean =>
  leftOn === null && widerRoles.includes(role)

/** What decides who may read a person's own file: whose it is, and whom they have asked to look out for them. */
export type OwnFileAccess = {
  organisationId: string
  personId: string
  watchers: readonly string[]
  /** Whether an alarm was told to those who answer for people who are out. */
  isWidened: boolean
}

/** Whether a person's own file reaches this person's tablet: its owner's, and that of whoever looks out for them just now. */
export const mayReadOwnFile = (member: StaffMember, own: OwnFileAccess): boolean =>
  member.leftOn === null &&
  member.organisationId === own.organisationId &&
  (member.id === own.personId ||
    (member.role !== 'administrator' && own.watchers.includes(member.id)) ||
    (own.isWidened && answersForWhoIsOut(member)))

/** True when the pupil is in one of the member's year groups; no list means every year. */
export const hasYear = (member: StaffMember, pupil: Pupil): boolean =>
  member.yearGroups === null || (pupil.yearGroup !== null && member.yearGroups.includes(pupil.yearGroup))
