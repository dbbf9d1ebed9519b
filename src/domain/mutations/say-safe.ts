import { z } from 'zod'
import { outingPlace, outingReference, reachOuting, withStep } from '../casework/reach-outing.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Outing } from '../records/outing.ts'
import { outingsFileOf } from '../records/own-file.ts'

/**
 * Says that one is back and safe, which ends the outing. Whoever looks out for somebody may say it of them, and says how they
 * know. Where they went and both numbers are taken away by the office as soon as it has heard (`clear-outing@1`).
 */
export const saySafe = defineMutation({
  name: 'say-safe@1',
  args: z.strictObject({ ...outingPlace, howKnown: Outing.shape.where }),
  files: (args) => [outingsFileOf(args.organisationId, args.personId)],
  reads: (args) => [outingReference(args)],
  apply: (records, args, { by, recordedAt }) => {
    const reached = reachOuting(records, by, 'say-safe', args)
    if (!reached.ok) return reached
    const { howKnown: words, personId } = args
    if (by.personId !== personId && words === '') return refuse('does-not-belong')
    records.put({
      ...withStep(reached.outing, { what: 'safe', by: by.personId, at: recordedAt, words }),
      ended: { by: by.personId, at: recordedAt },
    })
    return done
  },
})
