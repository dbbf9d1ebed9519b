import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Agency } from '../records/agency.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = Agency

const Args = z.strictObject({
  pupilId: Id,
  agencyId: Id,
  type: shape.type,
  name: shape.name,
  person: shape.person,
  phone: shape.phone,
  role: shape.role,
  since: shape.since,
  consent: shape.consent,
})

const made = (args: z.infer<typeof Args>): Reference => ({ kind: 'agency', fileId: args.pupilId, id: args.agencyId })

/** Adds a service that works with the child or the family. */
export const addAgency = defineMutation({
  name: 'add-agency@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads({ pupilId: args.pupilId, caseId: null }), made(args)],
  apply: (records, args, stamp) => {
    const { agencyId, ...said } = args
    const reached = reach(records, stamp.by, 'add-agency', { pupilId: args.pupilId, caseId: null })
    if (!reached.ok) return reached
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    records.put({
      kind: 'agency',
      id: agencyId,
      ...said,
      endedOn: null,
      by: stamp.by.personId,
      recordedAt: stamp.recordedAt,
    })
    return done
  },
})
