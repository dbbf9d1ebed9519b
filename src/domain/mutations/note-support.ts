import { z } from 'zod'
import { reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { SupportNote } from '../records/support-offer.ts'
import { Id } from '../records/words.ts'

const { shape } = SupportNote

/**
 * Adds what became of an offer: they said yes or no, it was given or was not, it was looked at again. Steps are only added,
 * so nobody's is lost and nothing clashes.
 */
export const noteSupport = defineMutation({
  name: 'note-support@1',
  args: z.strictObject({
    pupilId: Id,
    offerId: Id,
    what: shape.what,
    on: shape.on,
    words: shape.words,
    effect: shape.effect,
  }),
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'support-offer', fileId: args.pupilId, id: args.offerId },
  ],
  apply: (records, { pupilId, offerId, ...step }, stamp) => {
    const reached = reach(records, stamp.by, 'note-support', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const offer = records.get('support-offer', pupilId, offerId)
    if (offer === null) return refuse('does-not-belong')
    const added = { ...step, by: stamp.by.personId, recordedAt: stamp.recordedAt }
    records.put({ ...offer, steps: [...offer.steps, added] })
    return done
  },
})
