import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { change, clashOver, clashReferences, merge, type Changes } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { heardOn } from '../permissions/actor.ts'
import { RiskFlag } from '../records/risk-flag.ts'
import { Id, Words } from '../records/words.ts'
import { SchoolDay } from '../time/school-day.ts'

const Args = z.strictObject({
  pupilId: Id,
  flagId: Id,
  clashId: Id,
  on: SchoolDay,
  words: Words,
  reviewBy: change(RiskFlag.shape.reviewBy),
  severity: change(RiskFlag.shape.severity).optional(),
  /** True when the danger is over and the flag comes down. */
  end: z.boolean(),
})

const asked = (args: z.infer<typeof Args>): Changes => ({
  reviewBy: args.reviewBy,
  severity: args.severity,
  ...(args.end ? { endedOn: { from: null, to: args.on } } : {}),
})

/** Every clash a review may leave, whether or not it ends the flag. */
const made = (args: z.infer<typeof Args>) =>
  clashReferences(args.pupilId, args.clashId, 'risk-flag', { ...asked(args), endedOn: { from: null, to: null } })

/**
 * Looks at a risk flag again, and ends it where the danger is over. The words of every review are added, always. A review
 * that keeps a flag which a colleague ended meanwhile leaves a clash about its end: a danger must not vanish unseen. For the same
 * reason what a review by somebody who has left takes away from the warning is kept for people to choose (decision 0031).
 */
export const reviewRiskFlag = defineMutation({
  name: 'review-risk-flag@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'risk-flag', fileId: args.pupilId, id: args.flagId },
    ...made(args),
  ],
  apply: (records, args, stamp) => {
    const { pupilId, flagId, clashId } = args
    const reached = reach(records, stamp.by, 'review-risk-flag', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const flag = records.get('risk-flag', pupilId, flagId)
    if (flag === null) return refuse('does-not-belong')
    if (anyTaken(records, made(args))) return refuse('already-exists')
    const by = stamp.by.personId
    const review = { on: args.on, by, words: args.words, recordedAt: stamp.recordedAt, reviewBy: args.reviewBy.to }
    const afterLeaving = heardOn(stamp.by, reached.pupil.organisationId) !== null
    const place = { clashId, why: args.words, afterLeaving }
    const { record, clashes } = merge(flag, asked(args), place, stamp)
    records.put({ ...record, reviews: [...record.reviews, review] })
    for (const clash of clashes) records.put(clash)
    if (!args.end && flag.endedOn !== null) {
      records.put(clashOver(flag, 'endedOn', { from: null, to: null }, place, stamp))
    }
    return done
  },
})
