import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { RiskFlag } from '../records/risk-flag.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = RiskFlag

const made = (args: { pupilId: string; flagId: string }): Reference => ({
  kind: 'risk-flag',
  fileId: args.pupilId,
  id: args.flagId,
})

/** Warns colleagues of a danger at a door, with the evidence and the day by which it must be looked at again. */
export const raiseRiskFlag = defineMutation({
  name: 'raise-risk-flag@1',
  args: z.strictObject({
    pupilId: Id,
    flagId: Id,
    about: shape.about,
    severity: shape.severity,
    evidence: shape.evidence,
    raisedOn: shape.raisedOn,
    reviewBy: shape.reviewBy,
  }),
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads({ pupilId: args.pupilId, caseId: null }), made(args)],
  apply: (records, { pupilId, flagId, ...said }, stamp) => {
    const reached = reach(records, stamp.by, 'raise-risk-flag', { pupilId, caseId: null })
    if (!reached.ok) return reached
    if (anyTaken(records, [made({ pupilId, flagId })])) return refuse('already-exists')
    records.put({
      kind: 'risk-flag',
      id: flagId,
      pupilId,
      ...said,
      by: stamp.by.personId,
      recordedAt: stamp.recordedAt,
      reviews: [],
      endedOn: null,
    })
    return done
  },
})
