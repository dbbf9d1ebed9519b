import { z } from 'zod'
import { anyTaken } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { SchoolClosure } from '../records/school-closure.ts'
import { Id } from '../records/words.ts'

const { shape } = SchoolClosure

/** Enters days on which a school holds no session. For whoever answers for the work, and the administrator. */
export const closeSchool = defineMutation({
  name: 'close-school@1',
  args: z.strictObject({
    organisationId: Id,
    closureId: Id,
    span: shape.span,
    reason: shape.reason,
    title: shape.title,
  }),
  files: (args) => [args.organisationId],
  reads: ({ organisationId, closureId }) => [
    { kind: 'organisation', fileId: organisationId, id: organisationId },
    { kind: 'school-closure', fileId: organisationId, id: closureId },
  ],
  apply: (records, { closureId, ...said }, { by, recordedAt }) => {
    const { organisationId } = said
    if (!can(by, 'close-school', { organisationId })) return refuse('not-permitted')
    if (records.get('organisation', organisationId, organisationId) === null) return refuse('not-permitted')
    if (anyTaken(records, [{ kind: 'school-closure', fileId: organisationId, id: closureId }]))
      return refuse('already-exists')
    records.put({ kind: 'school-closure', id: closureId, ...said, by: by.personId, recordedAt, removed: null })
    return done
  },
})
