import { z } from 'zod'
import { withOwner } from '../casework/case-owner.ts'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { clashReferences, merge } from '../casework/shared-field.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { can } from '../permissions/can.ts'
import { Handover } from '../records/handover.ts'
import type { Pupil } from '../records/pupil.ts'
import { Id } from '../records/words.ts'

const answer = Handover.shape.answered.unwrap().shape

const Args = z.strictObject({
  pupilId: Id,
  caseId: Id,
  handoverId: Id,
  /** Identity for a clash, should someone else have been given the case meanwhile. */
  clashId: Id,
  how: answer.how,
  on: answer.on,
  words: answer.words,
})

const ownerChange = { ownerId: { from: null, to: null } }

/**
 * Accepts a case that was offered, says no, or (for whoever may offer it) takes the offer back. Only accepting changes who
 * answers for the case. When someone else was given it meanwhile, they keep it and the two meet as a clash.
 */
export const answerHandover = defineMutation({
  name: 'answer-handover@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [
    ...reachReads(args),
    { kind: 'handover', fileId: args.pupilId, id: args.handoverId },
    ...clashReferences(args.pupilId, args.clashId, 'absence-case', ownerChange),
  ],
  apply: (records, args, stamp) => {
    const { pupilId, caseId, handoverId, clashId, how, on, words } = args
    const reached = reach(records, stamp.by, 'see-pupil', { pupilId, caseId })
    if (!reached.ok) return reached
    const { pupil, absenceCase } = reached
    const handover = records.get('handover', pupilId, handoverId)
    if (handover === null || handover.caseId !== caseId || absenceCase === null) return refuse('does-not-belong')
    const by = stamp.by.personId
    const subject = { organisationId: pupil.organisationId, pupil, absenceCase, offeredTo: handover.toId }
    if (!can(stamp.by, 'answer-handover', subject)) return refuse('not-permitted')
    if (how === 'taken-back' ? !can(stamp.by, 'hand-over-case', subject) : by !== handover.toId) {
      return refuse('not-permitted')
    }
    if (handover.answered !== null) return refuse('already-settled')
    if (how === 'accepted' && absenceCase.status === 'closed') return refuse('case-closed')
    if (anyTaken(records, clashReferences(pupilId, clashId, 'absence-case', ownerChange)))
      return refuse('already-exists')

    records.put({ ...handover, answered: { how, on, by, words, recordedAt: stamp.recordedAt } })
    const free = withoutOffer(pupil, caseId)
    if (how !== 'accepted') {
      records.put(free)
      return done
    }
    const changes = { ownerId: { from: handover.fromId, to: handover.toId } }
    const { record, clashes } = merge(absenceCase, changes, { clashId, why: words }, stamp)
    records.put(record)
    records.put(withOwner(free, caseId, record.ownerId, stamp.recordedAt))
    for (const clash of clashes) records.put(clash)
    return done
  },
})

/** The pupil without the offer: whoever it was made to sees the file no longer on its account. */
const withoutOffer = (pupil: Pupil, caseId: string): Pupil => {
  const { [caseId]: _answered, ...others } = pupil.offeredTo ?? {}
  return { ...pupil, offeredTo: others }
}
