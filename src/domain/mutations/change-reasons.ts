import { z } from 'zod'
import { reachOpenCase } from '../casework/reach-open-case.ts'
import { anyTaken, reachReads } from '../casework/reach.ts'
import { change, clashReferences, merge, type Changes } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Id, Words } from '../records/words.ts'

const Args = z.strictObject({
  pupilId: Id,
  caseId: Id,
  clashId: Id,
  child: change(Words).optional(),
  family: change(Words).optional(),
  school: change(Words).optional(),
})

const asked = (args: z.infer<typeof Args>): Changes => ({
  'reasons.child': args.child,
  'reasons.family': args.family,
  'reasons.school': args.school,
})

/** Changes why the child is away as the child, the family or the school sees it. The three views are never merged. */
export const changeReasons = defineMutation({
  name: 'change-reasons@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads(args), ...clashReferences(args.pupilId, args.clashId, 'absence-case', asked(args))],
  apply: (records, args, stamp) => {
    const reached = reachOpenCase(records, stamp.by, 'change-reasons', args)
    if (!reached.ok) return reached
    const made = clashReferences(args.pupilId, args.clashId, 'absence-case', asked(args))
    if (anyTaken(records, made)) return refuse('already-exists')
    const { record, clashes } = merge(reached.absenceCase, asked(args), { clashId: args.clashId }, stamp)
    records.put(record)
    for (const clash of clashes) records.put(clash)
    return done
  },
})
