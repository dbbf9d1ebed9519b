import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { planReference } from '../casework/reach-own.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { ownFileOf } from '../records/own-file.ts'
import { PlannedVisit } from '../records/planned-visit.ts'
import { asksForTwo } from '../records/risk-flag.ts'
import { Id } from '../records/words.ts'

const { shape } = PlannedVisit

/**
 * Plans a home visit of one's own to a household. The open risk flags that the planner read are named; where one of them
 * asks for two people, a colleague must come along or the reason why not be written down. It never forbids: a visit for a
 * child's safety may have to be made alone (employers' duty to lone workers: Management of Health and Safety at Work
 * Regulations 1999, regulation 3).
 */
export const planVisit = defineMutation({
  name: 'plan-visit@1',
  args: z.strictObject({
    organisationId: Id,
    personId: Id,
    visitId: Id,
    pupilIds: shape.pupilIds,
    on: shape.on,
    at: shape.at,
    order: shape.order,
    reason: shape.reason,
    withId: shape.withId,
    aloneBecause: shape.aloneBecause,
    flagsRead: shape.flagsRead,
  }),
  files: (args) => [ownFileOf(args.organisationId, args.personId)],
  reads: (args) => [
    ...args.pupilIds.flatMap((pupilId) => reachReads({ pupilId, caseId: null })),
    ...args.flagsRead.map(({ pupilId, flagId }) => ({ kind: 'risk-flag', fileId: pupilId, id: flagId }) as const),
    planReference(args),
  ],
  apply: (records, { visitId, ...said }, stamp) => {
    const { organisationId, personId, pupilIds } = said
    if (!can(stamp.by, 'plan-visit', { organisationId, ownerId: personId })) return refuse('not-permitted')
    for (const pupilId of pupilIds) {
      const reached = reach(records, stamp.by, 'log-home-visit', { pupilId, caseId: null })
      if (!reached.ok) return reached
      if (reached.pupil.organisationId !== organisationId) return refuse('does-not-belong')
    }
    const flags = said.flagsRead.map(({ pupilId, flagId }) =>
      pupilIds.includes(pupilId) ? records.get('risk-flag', pupilId, flagId) : null,
    )
    if (flags.includes(null) || new Set(pupilIds).size < pupilIds.length) return refuse('does-not-belong')
    const isAlone = said.withId === null || said.withId === personId
    if (isAlone && said.aloneBecause === '' && flags.some((flag) => flag !== null && asksForTwo(flag)))
      return refuse('does-not-belong')
    if (anyTaken(records, [planReference({ organisationId, personId, visitId })])) return refuse('already-exists')
    records.put({
      kind: 'planned-visit',
      id: visitId,
      ...said,
      recordedAt: stamp.recordedAt,
      moves: [],
      ended: null,
    })
    return done
  },
})
