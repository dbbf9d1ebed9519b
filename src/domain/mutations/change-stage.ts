import { z } from 'zod'
import { reachOpenCase } from '../casework/reach-open-case.ts'
import { anyTaken, reachReads } from '../casework/reach.ts'
import { change, clashReferences, merge } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Stage, StageMove } from '../records/absence-case.ts'
import { Id, Words } from '../records/words.ts'
import { SchoolDay } from '../time/school-day.ts'

/**
 * Moves a case on the support-first ladder: to any rung, for a reason given in words. What the record did not hold yet is kept
 * with the move and never stands in its way. When a colleague moved it
 * meanwhile their stage stands, and this move is kept with its reason for people to settle.
 */
export const changeStage = defineMutation({
  name: 'change-stage@1',
  args: z.strictObject({
    pupilId: Id,
    caseId: Id,
    clashId: Id,
    stage: change(Stage),
    on: SchoolDay,
    why: Words,
    missing: StageMove.shape.missing,
  }),
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads(args),
    ...clashReferences(args.pupilId, args.clashId, 'absence-case', { stage: args.stage }),
  ],
  apply: (records, args, stamp) => {
    const changes = { stage: args.stage }
    const reached = reachOpenCase(records, stamp.by, 'change-stage', args)
    if (!reached.ok) return reached
    if (anyTaken(records, clashReferences(args.pupilId, args.clashId, 'absence-case', changes)))
      return refuse('already-exists')
    const { absenceCase } = reached
    const { record, clashes } = merge(absenceCase, changes, { clashId: args.clashId, why: args.why }, stamp)
    if (clashes.length === 0) {
      // When a colleague made the same move, this one is added all the same: its reason is another person's words.
      records.put({
        ...record,
        stageMoves: [
          ...record.stageMoves,
          {
            from: absenceCase.stage,
            to: args.stage.to,
            by: stamp.by.personId,
            on: args.on,
            recordedAt: stamp.recordedAt,
            why: args.why,
            ...(args.missing === undefined ? {} : { missing: args.missing }),
          },
        ],
      })
    }
    for (const clash of clashes) records.put(clash)
    return done
  },
})
