import { z } from 'zod'
import { mayOwn, ownerReads, withOwner } from '../casework/case-owner.ts'
import { reachOpenCase } from '../casework/reach-open-case.ts'
import { anyTaken, reachReads } from '../casework/reach.ts'
import { change, clashReferences, merge } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { Id } from '../records/words.ts'

/**
 * Gives a case to a colleague, takes it, or leaves it with nobody. The one who has it may hand it on. An officer who no
 * longer has any case of a pupil no longer sees the pupil's file.
 */
export const assignAbsenceCase = defineMutation({
  name: 'assign-absence-case@1',
  args: z.strictObject({ pupilId: Id, organisationId: Id, caseId: Id, clashId: Id, ownerId: change(Id.nullable()) }),
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads(args),
    ...ownerReads(args.organisationId, args.ownerId.to),
    ...clashReferences(args.pupilId, args.clashId, 'absence-case', { ownerId: args.ownerId }),
  ],
  apply: (records, args, stamp) => {
    const changes = { ownerId: args.ownerId }
    const reached = reachOpenCase(records, stamp.by, 'assign-absence-case', args)
    if (!reached.ok) return reached
    const { pupil, absenceCase } = reached
    if (pupil.organisationId !== args.organisationId) return refuse('does-not-belong')
    if (!mayOwn(records, stamp.by, args.organisationId, args.ownerId.to)) return refuse('does-not-belong')
    if (anyTaken(records, clashReferences(args.pupilId, args.clashId, 'absence-case', changes)))
      return refuse('already-exists')
    const { record, clashes } = merge(absenceCase, changes, { clashId: args.clashId }, stamp)
    records.put(record)
    records.put(withOwner(pupil, record.id, record.ownerId, stamp.recordedAt))
    for (const clash of clashes) records.put(clash)
    return done
  },
})
