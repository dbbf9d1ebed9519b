import { z } from 'zod'
import { standingAlarm } from '../casework/outing-state.ts'
import { outingPlace, outingReference, reachOuting, withStep } from '../casework/reach-outing.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { outingsFileOf } from '../records/own-file.ts'

/** *I have it*: whoever looks out for somebody says that they are looking for them now. */
export const takeAlarm = defineMutation({
  name: 'take-alarm@1',
  args: z.strictObject(outingPlace),
  files: (args) => [outingsFileOf(args.organisationId, args.personId)],
  reads: (args) => [outingReference(args)],
  apply: (records, args, { by, recordedAt }) => {
    const reached = reachOuting(records, by, 'take-alarm', args)
    if (!reached.ok) return reached
    const alarm = standingAlarm(reached.outing)
    if (alarm === null || alarm.taken !== null) return refuse('already-settled')
    records.put(withStep(reached.outing, { what: 'alarm-taken', by: by.personId, at: recordedAt }))
    return done
  },
})
