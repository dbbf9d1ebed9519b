import { z } from 'zod'
import { sameValue } from '../casework/same-value.ts'
import { change } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { StaffMember } from '../records/staff-member.ts'
import { Id } from '../records/words.ts'

const { shape } = StaffMember

/**
 * Changes a colleague's name, role or year groups, or notes that they left. Nobody changes their own
 * role or leaves by themselves: nobody lets themselves in to the pupils' files, or leaves a place without an administrator. When another administrator changed the same field otherwise
 * meanwhile, theirs stands and this is refused.
 */
export const changeStaffMember = defineMutation({
  name: 'change-staff-member@1',
  args: z.strictObject({
    organisationId: Id,
    personId: Id,
    name: change(shape.name).optional(),
    role: change(shape.role).optional(),
    yearGroups: change(shape.yearGroups).optional(),
    leftOn: change(shape.leftOn).optional(),
  }),
  files: (args) => [args.organisationId],
  reads: (args) => [{ kind: 'staff-member', fileId: args.organisationId, id: args.personId }],
  apply: (records, args, { by }) => {
    const { organisationId, personId, name, role, yearGroups, leftOn } = args
    const member = records.get('staff-member', organisationId, personId)
    if (member === null) return refuse('not-permitted')
    const staffRoles = role === undefined ? [member.role] : [member.role, role.to]
    if (!can(by, 'change-staff-member', { organisationId, staffRoles })) return refuse('not-permitted')
    if (personId === by.personId && (role !== undefined || leftOn !== undefined)) return refuse('not-permitted')
    const stale = [
      [member.name, name] as const,
      [member.role, role] as const,
      [member.yearGroups, yearGroups] as const,
      [member.leftOn, leftOn] as const,
    ].some(([stands, asked]) => asked !== undefined && !sameValue(stands, asked.from) && !sameValue(stands, asked.to))
    if (stale) return refuse('already-settled')
    records.put({
      ...member,
      name: name === undefined ? member.name : name.to,
      role: role === undefined ? member.role : role.to,
      yearGroups: yearGroups === undefined ? member.yearGroups : yearGroups.to,
      leftOn: leftOn === undefined ? member.leftOn : leftOn.to,
    })
    return done
  },
})
