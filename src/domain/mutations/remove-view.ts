import { z } from 'zod'
import { viewReference } from '../casework/reach-own.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { ownFileOf } from '../records/own-file.ts'
import { Id } from '../records/words.ts'

/** Takes a saved view of one's own out of the list. Somebody else's gets the answer of one that is not there. */
export const removeView = defineMutation({
  name: 'remove-view@1',
  args: z.strictObject({ organisationId: Id, personId: Id, savedViewId: Id }),
  files: (args) => [ownFileOf(args.organisationId, args.personId)],
  reads: (args) => [viewReference(args)],
  apply: (records, args, stamp) => {
    const { organisationId, personId, savedViewId } = args
    const view = records.get('saved-view', ownFileOf(organisationId, personId), savedViewId)
    if (view === null || !can(stamp.by, 'remove-view', { organisationId, ownerId: personId }))
      return refuse('not-permitted')
    if (view.removedAt !== null) return refuse('already-settled')
    records.put({ ...view, removedAt: stamp.recordedAt })
    return done
  },
})
