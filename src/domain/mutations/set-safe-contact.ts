import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { change, clashReferences, merge, type Changes } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { heardOn } from '../permissions/actor.ts'
import { Parent } from '../records/parent.ts'
import { Id } from '../records/words.ts'

const Args = z.strictObject({
  pupilId: Id,
  parentId: Id,
  clashId: Id,
  safeContactRule: change(Parent.shape.safeContactRule).optional(),
  doNotContact: change(Parent.shape.doNotContact).optional(),
})

const asked = (args: z.infer<typeof Args>): Changes => ({
  safeContactRule: args.safeContactRule,
  doNotContact: args.doNotContact,
})

/**
 * Says how a parent may be contacted safely, or that nobody may contact them about the child. From somebody who has left, what would
 * take the place of a rule is kept beside it for people to choose: a clock can be put back (decision 0031).
 */
export const setSafeContact = defineMutation({
  name: 'set-safe-contact@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads({ pupilId: args.pupilId, caseId: null }),
    { kind: 'parent', fileId: args.pupilId, id: args.parentId },
    ...clashReferences(args.pupilId, args.clashId, 'parent', asked(args)),
  ],
  apply: (records, args, stamp) => {
    const { pupilId, parentId, clashId } = args
    const reached = reach(records, stamp.by, 'set-safe-contact', { pupilId, caseId: null })
    if (!reached.ok) return reached
    const parent = records.get('parent', pupilId, parentId)
    if (parent === null) return refuse('does-not-belong')
    if (anyTaken(records, clashReferences(pupilId, clashId, 'parent', asked(args)))) return refuse('already-exists')
    const afterLeaving = heardOn(stamp.by, reached.pupil.organisationId) !== null
    const { record, clashes } = merge(parent, asked(args), { clashId, afterLeaving }, stamp)
    records.put(record)
    for (const clash of clashes) records.put(clash)
    return done
  },
})
