import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { membershipIn } from '../permissions/actor.ts'
import { SharedPaper } from '../records/shared-paper.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = SharedPaper

const made = (args: { pupilId: string; paperId: string }): Reference => ({
  kind: 'shared-paper',
  fileId: args.pupilId,
  id: args.paperId,
})

/** Notes in the file that a paper about this pupil was given to someone: the file itself shows what has left it. */
export const sharePaper = defineMutation({
  name: 'share-paper@1',
  args: z.strictObject({
    pupilId: Id,
    paperId: Id,
    paper: shape.paper,
    to: shape.to,
    why: shape.why,
    audience: shape.audience,
    from: shape.from,
    until: shape.until,
    entries: shape.entries,
    withheld: shape.withheld,
    hash: shape.hash,
    sharedOn: shape.sharedOn,
  }),
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads({ pupilId: args.pupilId, caseId: null }), made(args)],
  apply: (records, { pupilId, paperId, ...said }, { by, recordedAt }) => {
    const reached = reach(records, by, 'share-paper', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const member = membershipIn(by, reached.pupil.organisationId)
    if (member === null) return refuse('not-permitted')
    if (anyTaken(records, [made({ pupilId, paperId })])) return refuse('already-exists')
    records.put({
      kind: 'shared-paper',
      id: paperId,
      pupilId,
      ...said,
      by: by.personId,
      byRole: member.role,
      recordedAt,
    })
    return done
  },
})
