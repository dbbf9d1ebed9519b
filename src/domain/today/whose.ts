import type { AbsenceCase } from '../records/absence-case.ts'
import type { StaffMember } from '../records/staff-member.ts'
import { priorities, type Reason } from './rule.ts'

/** School days after which something late in a colleague's case becomes a lead's to ask about. */
const LEADS_ASK_FROM = 3

/**
 * Whether a reason stands on this person's Today. A promise is its owner's; everything else is for whoever answers for the
 * case. What nobody answers for is for those who lead: a head of year, an attendance lead, a safeguarding lead, a service
 * manager. A safeguarding lead is told of visits that nobody answered and of children long unseen, whoever has the case, and
 * never to tell themselves; a lead and a manager of what has been late for some days, and an attendance lead and a service
 * manager of a third visit in a row.
 */
export const isFor = (
  member: StaffMember,
  reason: Reason,
  about: { absenceCase: AbsenceCase | null; lateFor: number },
): boolean => {
  if (member.role === 'designated-safeguarding-lead' && reason.act.kind === 'tell-lead') return false
  const owner = reason.ownerId ?? about.absenceCase?.ownerId ?? null
  if (owner === member.id) return true
  const leads = isLeading(member)
  const isLateForLeads = reason.late && about.lateFor >= LEADS_ASK_FROM
  if (owner === null) return leads
  switch (member.role) {
    case 'designated-safeguarding-lead':
      return reason.priority <= priorities.longUnseen
    case 'attendance-lead':
    case 'service-manager':
      return isLateForLeads || (reason.isForManagers === true && reason.act.kind === 'visit')
    case 'head-of-year':
      return isLateForLeads
    case 'pastoral':
    case 'education-welfare-officer':
    case 'administrator':
      return false
  }
  // A role from a newer version, which this one does not know, is told nothing.
  return false
}

const isLeading = ({ role }: StaffMember): boolean =>
  role === 'head-of-year' ||
  role === 'attendance-lead' ||
  role === 'designated-safeguarding-lead' ||
  role === 'service-manager'
