import { z } from 'zod'
import { viewReference } from '../casework/reach-own.ts'
import { anyTaken } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { ownFileOf } from '../records/own-file.ts'
import { SavedView } from '../records/saved-view.ts'
import { Id } from '../records/words.ts'

const { shape } = SavedView

/** Keeps what somebody asks of their caseload, in their own file, so that it is there on each of their tablets. */
export const keepView = defineMutation({
  name: 'keep-view@1',
  args: z.strictObject({
    organisationId: Id,
    personId: Id,
    savedViewId: Id,
    search: shape.search,
    yearGroup: shape.yearGroup,
    filters: shape.filters,
    sort: shape.sort,
  }),
  files: (args) => [ownFileOf(args.organisationId, args.personId)],
  reads: (args) => [viewReference(args)],
  apply: (records, { savedViewId, ...said }, stamp) => {
    const { organisationId, personId } = said
    if (!can(stamp.by, 'keep-view', { organisationId, ownerId: personId })) return refuse('not-permitted')
    if (anyTaken(records, [viewReference({ organisationId, personId, savedViewId })])) return refuse('already-exists')
    records.put({ kind: 'saved-view', id: savedViewId, ...said, recordedAt: stamp.recordedAt, removedAt: null })
    return done
  },
})
