import { z } from 'zod'
import { outingPlace, outingReference } from '../casework/reach-outing.ts'
import { anyTaken } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { Outing, OutingPhone, OutingPlace } from '../records/outing.ts'
import { outingsFileOf } from '../records/own-file.ts'
import type { Records, Reference } from '../store.ts'

const { shape } = Outing

const watcher = (args: { organisationId: string; watcherId: string }): Reference => ({
  kind: 'staff-member',
  fileId: args.organisationId,
  id: args.watcherId,
})

/**
 * Says before leaving where one goes, when one is back, and which colleague is told when that time passes without word. The
 * colleague belongs to the same organisation, is somebody else, and no administrator: they see where a family lives.
 */
export const lodgeOuting = defineMutation({
  name: 'lodge-outing@1',
  args: z.strictObject({
    ...outingPlace,
    where: OutingPlace,
    visitIds: shape.visitIds,
    backBy: shape.backBy,
    watcherId: shape.watcherId,
    withId: shape.withId,
    phone: OutingPhone,
    watcherPhone: OutingPhone,
  }),
  files: (args) => [outingsFileOf(args.organisationId, args.personId)],
  reads: (args) => [outingReference(args), watcher(args)],
  apply: (records, args, { by, recordedAt }) => {
    const { outingId, ...said } = args
    const { organisationId, personId } = said
    if (!can(by, 'lodge-outing', { organisationId, ownerId: personId })) return refuse('not-permitted')
    if (!canWatch(records, args) || said.withId === personId || said.backBy <= recordedAt)
      return refuse('does-not-belong')
    if (anyTaken(records, [outingReference(args)])) return refuse('already-exists')
    records.put({ kind: 'outing', id: outingId, ...said, recordedAt, steps: [], ended: null })
    return done
  },
})

const canWatch = (records: Records, args: { organisationId: string; personId: string; watcherId: string }): boolean => {
  const colleague = records.get('staff-member', args.organisationId, args.watcherId)
  return (
    colleague !== null &&
    colleague.leftOn === null &&
    colleague.role !== 'administrator' &&
    args.watcherId !== args.personId
  )
}
