import { z } from 'zod'
import { anyTaken, reach, reachReads } from '../casework/reach.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { membershipIn } from '../permissions/actor.ts'
import { RegisterDecision } from '../records/register-decision.ts'
import { Id, SomeWords } from '../records/words.ts'
import type { Reference } from '../store.ts'

const { shape } = RegisterDecision

const Args = z.strictObject({
  pupilId: Id,
  caseId: shape.caseId,
  decisionId: Id,
  about: shape.about.exclude(['opening-a-case']),
  decided: shape.decided.exclude(['open-a-case']),
  why: SomeWords,
  decidedOn: shape.decidedOn,
  counted: shape.counted,
  saw: shape.saw,
  closed: shape.closed,
})

const made = (args: z.infer<typeof Args>): Reference => ({
  kind: 'register-decision',
  fileId: args.pupilId,
  id: args.decisionId,
})

/**
 * Keeps what somebody decided on what a clock of the register showed, with the marks and the closed days as they had them: the office may hold newer ones
 * by the time the act arrives, and what was decided rested on these. A case that was closed meanwhile does not refuse it.
 */
export const decideOnRegister = defineMutation({
  name: 'decide-on-register@1',
  args: Args,
  files: (args) => [args.pupilId],
  reads: (args) => [...reachReads(args), made(args)],
  apply: (records, args, { by, recordedAt }) => {
    const { decisionId, ...said } = args
    const reached = reach(records, by, 'decide-on-register', args)
    if (!reached.ok) return reached
    const member = membershipIn(by, reached.pupil.organisationId)
    if (member === null) return refuse('not-permitted')
    if (anyTaken(records, [made(args)])) return refuse('already-exists')
    records.put({
      kind: 'register-decision',
      id: decisionId,
      ...said,
      by: by.personId,
      byRole: member.role,
      recordedAt,
    })
    return done
  },
})
