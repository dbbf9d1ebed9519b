import { z } from 'zod'
import { outingPlace, outingReference, reachOuting, withStep } from '../casework/reach-outing.ts'
import { defineMutation, done } from '../mutation.ts'
import { outingsFileOf } from '../records/own-file.ts'

/** Says that one is at a door now, while one is out: whoever looks out for one sees when it was. */
export const noteArrival = defineMutation({
  name: 'note-arrival@1',
  args: z.strictObject(outingPlace),
  files: (args) => [outingsFileOf(args.organisationId, args.personId)],
  reads: (args) => [outingReference(args)],
  apply: (records, args, { by, recordedAt }) => {
    const reached = reachOuting(records, by, 'note-arrival', args)
    if (!reached.ok) return reached
    records.put(withStep(reached.outing, { what: 'arrived', by: by.personId, at: recordedAt }))
    return done
  },
})
