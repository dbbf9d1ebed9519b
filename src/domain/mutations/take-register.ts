import { z } from 'zod'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { RegisterYear, registerYearId } from '../records/register-year.ts'
import type { Reference } from '../store.ts'

const { organisationId, pupilId, year, from, marks } = RegisterYear.shape
const Args = z.strictObject({ organisationId, pupilId, year, from, marks })
type Args = z.infer<typeof Args>

const reference = (args: Args): Reference => ({
  kind: 'register-year',
  fileId: args.pupilId,
  id: registerYearId(args.pupilId, args.year),
})

/**
 * The office's own act, when it has taken in marks from a school's system: puts a pupil's year, as it now stands, into the pupil's
 * file. Nobody can do it by hand, so that no tablet can write a register. The same marks again write nothing.
 */
export const takeRegister = defineMutation({
  name: 'take-register@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [{ kind: 'pupil', fileId: args.pupilId, id: args.pupilId }, reference(args)],
  apply: (records, args, { by, recordedAt }) => {
    if (!can(by, 'take-register', { organisationId: args.organisationId })) return refuse('not-permitted')
    const pupil = records.get('pupil', args.pupilId, args.pupilId)
    if (pupil === null || pupil.organisationId !== args.organisationId) return refuse('not-permitted')
    const { id } = reference(args)
    const held = records.get('register-year', args.pupilId, id)
    if (held === null && records.taken(args.pupilId, id)) return refuse('already-exists')
    if (held !== null && held.from === args.from && held.marks === args.marks) return done
    records.put({ kind: 'register-year', id, ...args, takenAt: recordedAt })
    return done
  },
})
