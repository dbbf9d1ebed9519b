import { z } from 'zod'
import { standingAlarm } from '../casework/outing-state.ts'
import { outingPlace, outingReference, reachOuting, withStep } from '../casework/reach-outing.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Outing } from '../records/outing.ts'
import { outingsFileOf } from '../records/own-file.ts'

/**
 * The office's own act, when the time to be back by has passed without word. `backBy` is the time for which it was meant: when
 * another was given meanwhile, or somebody is safe, there is nothing to raise. It asks no clock, so that an office whose clock
 * differs from its database's never swallows an alarm.
 */
export const raiseAlarm = defineMutation({
  name: 'raise-alarm@1',
  args: z.strictObject({ ...outingPlace, backBy: Outing.shape.backBy }),
  files: (args) => [outingsFileOf(args.organisationId, args.personId)],
  reads: (args) => [outingReference(args)],
  apply: (records, args, { by, recordedAt }) => {
    const reached = reachOuting(records, by, 'raise-alarm', args)
    if (!reached.ok) return reached
    const { outing } = reached
    if (outing.backBy !== args.backBy || standingAlarm(outing) !== null) return refuse('already-settled')
    records.put(withStep(outing, { what: 'alarm-raised', by: by.personId, at: recordedAt }))
    return done
  },
})
