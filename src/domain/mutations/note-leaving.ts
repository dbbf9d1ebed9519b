import { z } from 'zod'
import { outingPlace, outingReference, reachOuting, withStep } from '../casework/reach-outing.ts'
import { defineMutation, done } from '../mutation.ts'
import { outingsFileOf } from '../records/own-file.ts'

/** Says that one has left a door, while one is out. */
export const noteLeaving = defineMutation({
  name: 'note-leaving@1',
  args: z.strictObject(outingPlace),
  files: (args) => [outingsFileOf(args.organisationId, args.personId)],
  reads: (args) => [outingReference(args)],
  apply: (records, args, { by, recordedAt }) => {
    const reached = reachOuting(records, by, 'note-leaving', args)
    if (!reached.ok) return reached
    records.put(withStep(reached.outing, { what: 'left', by: by.personId, at: recordedAt }))
    return done
  },
})
