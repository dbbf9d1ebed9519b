import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { SupportOffer } from '../records/support-offer.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = SupportOffer

const Args = z.strictObject({
  pupilId: Id,
  caseId: shape.caseId,
  offerId: Id,
  words: shape.words,
  offeredTo: shape.offeredTo,
  givenBy: shape.givenBy,
  agencyId: shape.agencyId,
  barrierIds: shape.barrierIds,
  offeredOn: shape.offeredOn,
  reviewOn: shape.reviewOn,
})
type Args = z.infer<typeof Args>

const made = (args: Args): Reference => ({ kind: 'support-offer', fileId: args.pupilId, id: args.offerId })

const named = ({ pupilId, agencyId, barrierIds }: Args): Reference[] => [
  ...(agencyId === null ? [] : [{ kind: 'agency', fileId: pupilId, id: agencyId } as const]),
  ...barrierIds.map((id) => ({ kind: 'barrier', fileId: pupilId, id }) as const),
]

/** Keeps what support was offered, to whom, by whom and for which barriers. A closed case does not refuse it: it was offered. */
export const offerSupport = defineMutation({
  name: 'offer-support@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads(args), ...named(args), made(args)],
  apply: (records, args, stamp) => {
    const { offerId, ...said } = args
    const reached = reach(records, stamp.by, 'offer-support', args)
    if (!reached.ok) return reached
    if (named(args).some(({ kind, fileId, id }) => records.get(kind, fileId, id) === null))
      return refuse('does-not-belong')
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    records.put({
      kind: 'support-offer',
      id: offerId,
      ...said,
      steps: [],
      by: stamp.by.personId,
      recordedAt: stamp.recordedAt,
    })
    return done
  },
})
