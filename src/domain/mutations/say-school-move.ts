import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { membershipIn } from '../permissions/actor.ts'
import { SchoolMove } from '../records/school-move.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = SchoolMove

const Args = z.strictObject({
  pupilId: Id,
  moveId: Id,
  direction: shape.direction,
  on: shape.on,
  ground: shape.ground,
  school: shape.school,
  startsOn: shape.startsOn,
  newAddress: shape.newAddress,
})
type Args = z.infer<typeof Args>

const made = (args: Args): Reference => ({ kind: 'school-move', fileId: args.pupilId, id: args.moveId })

/**
 * Says of a pupil who came to the school or left it what a return to the council must hold and the roll does not say. It changes nothing of the
 * roll, which is the school's own system's.
 */
export const saySchoolMove = defineMutation({
  name: 'say-school-move@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads({ pupilId: args.pupilId, caseId: null }), made(args)],
  apply: (records, args, { by, recordedAt }) => {
    const { moveId, ...said } = args
    const reached = reach(records, by, 'say-school-move', { pupilId: args.pupilId, caseId: null })
    if (!reached.ok) return reached
    const member = membershipIn(by, reached.pupil.organisationId)
    if (member === null) return refuse('not-permitted')
    // Nobody is taken off a roll without a ground, and none is needed to come.
    if ((args.direction === 'left') !== (args.ground !== null)) return refuse('does-not-belong')
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    records.put({ kind: 'school-move', id: moveId, ...said, by: by.personId, byRole: member.role, recordedAt })
    return done
  },
})
