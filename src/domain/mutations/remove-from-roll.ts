import { z } from 'zod'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { Id } from '../records/words.ts'
import { SchoolDay } from '../time/school-day.ts'

/** Notes a pupil's last day on roll. The file, its cases and its notes stay. */
export const removeFromRoll = defineMutation({
  name: 'remove-from-roll@1',
  args: z.strictObject({ pupilId: Id, organisationId: Id, leftOn: SchoolDay }),
  files: (args) => [args.pupilId],
  reads: (args) => [{ kind: 'pupil', fileId: args.pupilId, id: args.pupilId }],
  apply: (records, { pupilId, organisationId, leftOn }, { by }) => {
    if (!can(by, 'remove-from-roll', { organisationId })) return refuse('not-permitted')
    const pupil = records.get('pupil', pupilId, pupilId)
    if (pupil === null || pupil.organisationId !== organisationId) return refuse('not-permitted')
    if (pupil.leftOn !== leftOn) records.put({ ...pupil, leftOn })
    return done
  },
})
