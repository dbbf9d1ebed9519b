import { z } from 'zod'
import { sameValue } from '../casework/same-value.ts'
import { change } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { CutOffs, morningPlanIdOf, usualCutOffs } from '../records/morning-plan.ts'
import { Id } from '../records/words.ts'

/**
 * Sets a school's cut-offs for the morning, and those for the afternoon where they are said. For whoever answers for the work, and the administrator. When somebody else set them
 * otherwise meanwhile, theirs stand and this is refused: three times that belong together are not mixed by a machine.
 */
export const setMorningPlan = defineMutation({
  name: 'set-morning-plan@1',
  args: z.strictObject({
    organisationId: Id,
    cutOffs: change(CutOffs),
    afternoon: change(CutOffs.nullable()).optional(),
  }),
  files: (args) => [args.organisationId],
  reads: ({ organisationId }) => [
    { kind: 'organisation', fileId: organisationId, id: organisationId },
    { kind: 'morning-plan', fileId: organisationId, id: morningPlanIdOf(organisationId) },
  ],
  apply: (records, { organisationId, cutOffs, afternoon }, { by }) => {
    if (!can(by, 'set-morning-plan', { organisationId })) return refuse('not-permitted')
    if (records.get('organisation', organisationId, organisationId) === null) return refuse('not-permitted')
    const id = morningPlanIdOf(organisationId)
    const held = records.get('morning-plan', organisationId, id)
    if (held === null && records.taken(organisationId, id)) return refuse('already-exists')
    const stands = held?.cutOffs ?? usualCutOffs
    const later = held?.afternoon ?? null
    if (afternoon !== undefined && !sameValue(later, afternoon.from) && !sameValue(later, afternoon.to))
      return refuse('already-settled')
    if (!sameValue(stands, cutOffs.from) && !sameValue(stands, cutOffs.to)) return refuse('already-settled')
    const next = afternoon === undefined ? later : afternoon.to
    records.put({
      kind: 'morning-plan',
      id,
      organisationId,
      cutOffs: cutOffs.to,
      ...(next !== null && { afternoon: next }),
    })
    return done
  },
})
