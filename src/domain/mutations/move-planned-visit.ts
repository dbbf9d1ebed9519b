import { z } from 'zod'
import { planReference, reachPlan } from '../casework/reach-own.ts'
import { defineMutation, done } from '../mutation.ts'
import { ownFileOf } from '../records/own-file.ts'
import { PlannedVisit } from '../records/planned-visit.ts'
import { Id, Words } from '../records/words.ts'

const { shape } = PlannedVisit

/** Moves a planned visit of one's own to another day, time or place in the day. What was moved is kept with it. */
export const movePlannedVisit = defineMutation({
  name: 'move-planned-visit@1',
  args: z.strictObject({
    organisationId: Id,
    personId: Id,
    visitId: Id,
    on: shape.on,
    at: shape.at,
    order: shape.order,
    why: Words,
  }),
  files: (args) => [ownFileOf(args.organisationId, args.personId)],
  reads: (args) => [planReference(args)],
  apply: (records, args, stamp) => {
    const reached = reachPlan(records, stamp.by, 'move-planned-visit', args)
    if (!reached.ok) return reached
    const { plan } = reached
    const { on, at, order, why } = args
    const moved = { from: plan.on, to: on, why, recordedAt: stamp.recordedAt }
    // A new place within the same day is no news to anybody.
    const moves = on === plan.on && why === '' ? plan.moves : [...plan.moves, moved].slice(-200)
    records.put({ ...plan, on, at, order, moves })
    return done
  },
})
