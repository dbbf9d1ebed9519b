import { z } from 'zod'
import { anyTaken } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { Organisation } from '../records/organisation.ts'
import { StaffMember } from '../records/staff-member.ts'
import type { Reference } from '../store.ts'

const Args = z.strictObject({
  organisation: Organisation.omit({ kind: true }),
  /** The person acting, who becomes the first administrator. */
  founder: z.strictObject({ personId: StaffMember.shape.id, name: StaffMember.shape.name }),
})

const made = ({ organisation, founder }: z.infer<typeof Args>): Reference[] => [
  { kind: 'organisation', fileId: organisation.id, id: organisation.id },
  { kind: 'staff-member', fileId: organisation.id, id: founder.personId },
]

/**
 * Founds a school or a service with its first administrator. Only whoever already acts as the administrator of that very
 * organisation may: the office's own command does, and no tablet ever can, since the office gives an actor only places
 * that are on record.
 */
export const foundOrganisation = defineMutation({
  name: 'found-organisation@1',
  args: Args,
  files: (args) => [args.organisation.id],
  reads: (args) => made(args),
  apply: (records, args, { by }) => {
    const { organisation, founder } = args
    if (!can(by, 'found-organisation', { organisationId: organisation.id })) return refuse('not-permitted')
    if (founder.personId !== by.personId) return refuse('does-not-belong')
    if (anyTaken(records, made(args))) return refuse('already-exists')
    records.put({ kind: 'organisation', ...organisation })
    records.put({
      kind: 'staff-member',
      id: founder.personId,
      organisationId: organisation.id,
      name: founder.name,
      role: 'administrator',
      yearGroups: null,
      leftOn: null,
    })
    return done
  },
})
