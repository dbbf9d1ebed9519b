import { z } from 'zod'
import { outingPlace, outingReference } from '../casework/reach-outing.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { outingsFileOf } from '../records/own-file.ts'

/**
 * The office's own act, as soon as it knows that somebody is safe: takes the place and both telephone numbers away, which were
 * for finding somebody who is not back. Not by *I'm safe* itself: until the office has heard it, whoever said it may still need
 * the number of the colleague to ring.
 */
export const clearOuting = defineMutation({
  name: 'clear-outing@1',
  args: z.strictObject(outingPlace),
  files: (args) => [outingsFileOf(args.organisationId, args.personId)],
  reads: (args) => [outingReference(args)],
  apply: (records, args, { by }) => {
    if (!can(by, 'clear-outing', args)) return refuse('not-permitted')
    const { fileId, id } = outingReference(args)
    const outing = records.get('outing', fileId, id)
    if (outing === null) return refuse('not-permitted')
    if (outing.ended === null) return refuse('does-not-belong')
    records.put({ ...outing, where: '', phone: '', watcherPhone: '' })
    return done
  },
})
