import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { membershipIn } from '../permissions/actor.ts'
import { ChildVoice } from '../records/child-voice.ts'
import { Id } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = ChildVoice

const Args = z
  .strictObject({
    pupilId: Id,
    caseId: shape.caseId,
    voiceId: Id,
    heardOn: shape.heardOn,
    heardAt: shape.heardAt,
    method: shape.method,
    through: shape.through,
    alone: shape.alone,
    words: shape.words,
    wouldHelp: shape.wouldHelp,
    goodAtSchool: shape.goodAtSchool,
    agreesWithPlan: shape.agreesWithPlan,
    consent: shape.consent,
    declined: shape.declined,
  })
  .refine(({ words, declined }) => words !== '' || declined !== null, {
    message: 'The child said something, or did not want to.',
  })

const made = (args: z.infer<typeof Args>): Reference => ({
  kind: 'child-voice',
  fileId: args.pupilId,
  id: args.voiceId,
})

/** Keeps what a child said, drew or wrote about their own days; or that they were asked and did not want to. */
export const hearChild = defineMutation({
  name: 'hear-child@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads(args), made(args)],
  apply: (records, args, stamp) => {
    const { voiceId, ...said } = args
    const reached = reach(records, stamp.by, 'hear-child', args)
    if (!reached.ok) return reached
    const membership = membershipIn(stamp.by, reached.pupil.organisationId)
    if (membership === null) return refuse('not-permitted')
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    records.put({
      kind: 'child-voice',
      id: voiceId,
      ...said,
      by: stamp.by.personId,
      byRole: membership.role,
      recordedAt: stamp.recordedAt,
    })
    return done
  },
})
