import { z } from 'zod'
import { accompaniedReference } from '../casework/companion.ts'
import { planReference } from '../casework/reach-own.ts'
import { sameValue } from '../casework/same-value.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { visibleTo } from '../permissions/visible-to.ts'
import type { AccompaniedVisit } from '../records/accompanied-visit.ts'
import { ownFileOf } from '../records/own-file.ts'
import { PlannedVisit } from '../records/planned-visit.ts'
import { Id } from '../records/words.ts'

/**
 * The office's own act: brings a planned visit, as it stands now, to the colleague who comes along, so that it is on their tablet
 * before they leave. Of the household they hear what `visibleTo` gives them anyway; of a child whom they may not see nothing
 * but that there is one.
 */
export const tellCompanion = defineMutation({
  name: 'tell-companion@1',
  args: z.strictObject({
    organisationId: Id,
    personId: Id,
    withId: Id,
    visitId: Id,
    pupilIds: PlannedVisit.shape.pupilIds,
  }),
  // The planner's file is only read, and locked: of two changes in a row the later must not be overtaken by the earlier.
  files: (args) => [ownFileOf(args.organisationId, args.personId), ownFileOf(args.organisationId, args.withId)],
  reads: (args) => [
    planReference(args),
    accompaniedReference(args),
    { kind: 'staff-member', fileId: args.organisationId, id: args.withId },
    ...args.pupilIds.map((pupilId) => ({ kind: 'pupil', fileId: pupilId, id: pupilId }) as const),
  ],
  apply: (records, args, { by, recordedAt }) => {
    const { organisationId, withId, visitId } = args
    if (!can(by, 'tell-companion', { organisationId })) return refuse('not-permitted')
    const place = planReference(args)
    const plan = records.get('planned-visit', place.fileId, place.id)
    const member = records.get('staff-member', organisationId, withId)
    // A colleague who has left hears of nothing any more, and who was named in error never did.
    if (plan === null || plan.withId !== withId || member === null || member.leftOn !== null)
      return refuse('already-settled')
    const pupilIds = plan.pupilIds.filter((pupilId) => {
      const pupil = args.pupilIds.includes(pupilId) ? records.get('pupil', pupilId, pupilId) : null
      return pupil !== null && visibleTo(member, { pupil, cases: [] })
    })
    const { fileId } = accompaniedReference(args)
    const held = records.get('accompanied-visit', fileId, visitId)
    if (held === null && records.taken(fileId, visitId)) return refuse('already-settled')
    const told: AccompaniedVisit = {
      kind: 'accompanied-visit',
      id: visitId,
      organisationId,
      personId: withId,
      plannedBy: plan.personId,
      pupilIds,
      isWhole: pupilIds.length === plan.pupilIds.length,
      on: plan.on,
      at: plan.at,
      reason: pupilIds.length === 0 ? null : plan.reason,
      recordedAt: held?.recordedAt ?? recordedAt,
      ended: plan.ended === null ? null : { how: plan.ended.how, on: plan.ended.on, recordedAt: plan.ended.recordedAt },
    }
    if (sameValue(held, told)) return refuse('already-settled')
    records.put(told)
    return done
  },
})
