import { z } from 'zod'
import { standingAlarm } from '../casework/outing-state.ts'
import { outingPlace, outingReference, reachOuting, withStep } from '../casework/reach-outing.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { outingsFileOf } from '../records/own-file.ts'
import { Instant } from '../time/instant.ts'

/**
 * The office's own act, when nobody has taken an alarm for ten minutes: from now on whoever answers for people who are out holds
 * it too, sees where to look, and may take it. `raisedAt` says which alarm was meant: one that was taken, or raised anew for
 * another time, is not this one. Like the raising it asks no clock.
 */
export const widenAlarm = defineMutation({
  name: 'widen-alarm@1',
  args: z.strictObject({ ...outingPlace, raisedAt: Instant }),
  files: (args) => [outingsFileOf(args.organisationId, args.personId)],
  reads: (args) => [outingReference(args)],
  apply: (records, args, { by, recordedAt }) => {
    const reached = reachOuting(records, by, 'widen-alarm', args)
    if (!reached.ok) return reached
    const alarm = standingAlarm(reached.outing)
    if (alarm === null || alarm.raised.at !== args.raisedAt || alarm.taken !== null || alarm.widened !== null)
      return refuse('already-settled')
    records.put(withStep(reached.outing, { what: 'alarm-widened', by: by.personId, at: recordedAt }))
    return done
  },
})
