import { z } from 'zod'
import { outingPlace, outingReference, reachOuting, withStep } from '../casework/reach-outing.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Outing } from '../records/outing.ts'
import { outingsFileOf } from '../records/own-file.ts'

/** Gives another time to be back by, with the reason where one is given. An alarm that was raised is over by it. */
export const changeReturn = defineMutation({
  name: 'change-return@1',
  args: z.strictObject({ ...outingPlace, backBy: Outing.shape.backBy, why: Outing.shape.where }),
  files: (args) => [outingsFileOf(args.organisationId, args.personId)],
  reads: (args) => [outingReference(args)],
  apply: (records, args, { by, recordedAt }) => {
    const reached = reachOuting(records, by, 'change-return', args)
    if (!reached.ok) return reached
    const { backBy, why: words } = args
    if (backBy <= recordedAt) return refuse('does-not-belong')
    const changed = withStep(reached.outing, {
      what: 'return-changed',
      by: by.personId,
      at: recordedAt,
      backBy,
      words,
    })
    records.put({ ...changed, backBy })
    return done
  },
})
