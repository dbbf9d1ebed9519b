import { z } from 'zod'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { Id } from '../records/words.ts'

/** Takes back days on which a school was said to be closed, or enters them again. Nothing is deleted. */
export const removeClosure = defineMutation({
  name: 'remove-closure@1',
  args: z.strictObject({ organisationId: Id, closureId: Id, isRemoved: z.boolean() }),
  files: (args) => [args.organisationId],
  reads: ({ organisationId, closureId }) => [{ kind: 'school-closure', fileId: organisationId, id: closureId }],
  apply: (records, { organisationId, closureId, isRemoved }, { by, recordedAt }) => {
    const closure = records.get('school-closure', organisationId, closureId)
    if (closure === null || !can(by, 'remove-closure', { organisationId })) return refuse('not-permitted')
    if ((closure.removed !== null) === isRemoved) return done
    records.put({ ...closure, removed: isRemoved ? { by: by.personId, recordedAt } : null })
    return done
  },
})
