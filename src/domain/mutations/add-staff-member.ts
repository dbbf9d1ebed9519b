import { z } from 'zod'
import { anyTaken } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { StaffMember } from '../records/staff-member.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const made = (args: { organisationId: string; personId: string }): Reference => ({
  kind: 'staff-member',
  fileId: args.organisationId,
  id: args.personId,
})

/** Gives a person a place in an organisation, in one role. */
export const addStaffMember = defineMutation({
  name: 'add-staff-member@1',
  args: z.strictObject({
    organisationId: Id,
    personId: Id,
    name: StaffMember.shape.name,
    role: StaffMember.shape.role,
    yearGroups: StaffMember.shape.yearGroups,
  }),
  files: (args) => [args.organisationId],
  reads: (args) => [{ kind: 'organisation', fileId: args.organisationId, id: args.organisationId }, made(args)],
  apply: (records, { organisationId, personId, name, role, yearGroups }, { by }) => {
    if (!can(by, 'add-staff-member', { organisationId, staffRoles: [role] })) return refuse('not-permitted')
    if (records.get('organisation', organisationId, organisationId) === null) return refuse('not-permitted')
    if (anyTaken(records, [made({ organisationId, personId })])) return refuse('already-exists')
    records.put({ kind: 'staff-member', id: personId, organisationId, name, role, yearGroups, leftOn: null })
    return done
  },
})
