import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { change, clashReferences, merge, type Changes } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Agency } from '../records/agency.ts'
import { Id } from '../records/words.ts'

const { shape } = Agency

const Args = z.strictObject({
  pupilId: Id,
  agencyId: Id,
  clashId: Id,
  person: change(shape.person).optional(),
  phone: change(shape.phone).optional(),
  role: change(shape.role).optional(),
  consent: change(shape.consent).optional(),
  endedOn: change(shape.endedOn).optional(),
})

const asked = (args: z.infer<typeof Args>): Changes => {
  const { pupilId: _, agencyId: _agency, clashId: _clash, ...changes } = args
  return changes
}

/** Changes who works with the family at a service, how to ring them, what may be shared; or says that they stopped. */
export const changeAgency = defineMutation({
  name: 'change-agency@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'agency', fileId: args.pupilId, id: args.agencyId },
    ...clashReferences(args.pupilId, args.clashId, 'agency', asked(args)),
  ],
  apply: (records, args, stamp) => {
    const { pupilId, agencyId, clashId } = args
    const reached = reach(records, stamp.by, 'change-agency', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const agency = records.get('agency', pupilId, agencyId)
    if (agency === null) return refuse('does-not-belong')
    if (anyTaken(records, clashReferences(pupilId, clashId, 'agency', asked(args)))) return refuse('already-exists')
    const { record, clashes } = merge(agency, asked(args), { clashId }, stamp)
    records.put(record)
    for (const clash of clashes) records.put(clash)
    return done
  },
})
