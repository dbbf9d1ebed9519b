import { z } from 'zod'
import { afterVisit } from '../casework/after-contact.ts'
import {
  childOfActShape,
  childReads,
  eachOnce,
  MOST_CHILDREN,
  peopleFor,
  putHeardAndPromised,
  reachChildren,
} from '../casework/children-of-one-act.ts'
import { remindersOf, remindOf } from '../casework/finish-later.ts'
import { planReference, reachPlan, type PlanPlace } from '../casework/reach-own.ts'
import { defineMutation, done, type Stamp } from '../mutation.ts'
import { accountShape } from '../records/contact-note.ts'
import { childShape, householdShape, sawChild, unanswered, type HomeVisit } from '../records/home-visit.ts'
import { Id } from '../records/words.ts'
import type { Records } from '../store.ts'
import { SchoolDay } from '../time/school-day.ts'

/**
 * Logs one home visit for a household: what is the same for every child once, and each child's own lines in that
 * child's file alone. What was heard (barriers) and promised comes in the same act, so that one Save keeps all of it.
 * A closed case does not refuse it: what happened happened.
 */
export const logHomeVisit = defineMutation({
  name: 'log-home-visit@1',
  args: z.strictObject({
    actId: Id,
    happenedOn: SchoolDay,
    happenedAt: accountShape.happenedAt,
    ...householdShape,
    /** The plan of one's own that this visit carries out: it ends with the same Save. Older tablets do not say it. */
    plan: z.strictObject({ organisationId: Id, visitId: Id, personId: Id }).optional(),
    /** Whether whoever was there is of the child's family: a parent, a carer, a relative. Older tablets do not say it. */
    withFamily: z.boolean().optional(),
    /** Whose own file keeps a reminder of what is still to be written: the author's. Older tablets do not say it. */
    remind: Id.optional(),
    children: z
      .array(z.strictObject({ ...childOfActShape, ...childShape }))
      .min(1)
      .max(MOST_CHILDREN)
      .refine(eachOnce, { message: 'Each child only once.' }),
  }),
  files: (args) => [
    ...args.children.map((child) => child.pupilId),
    ...(args.plan === undefined ? [] : [planReference(args.plan).fileId]),
    ...remindersOf(args).map(({ fileId }) => fileId),
  ],
  reads: (args) => [
    ...args.children.flatMap((child) => childReads('home-visit', child, args.answeredBy)),
    ...(args.plan === undefined ? [] : [planReference(args.plan)]),
    ...remindersOf(args),
  ],
  apply: (records, { children, actId, happenedOn, happenedAt, plan, remind, withFamily, ...household }, stamp) => {
    const found = reachChildren(records, stamp, 'log-home-visit', 'home-visit', children)
    if (!found.ok) return found
    for (const { child, absenceCase, byRole } of found.reached) {
      const { pupilId, caseId, noteId, seen, childWords, privateLines, returnOn } = child
      const visit: HomeVisit = {
        kind: 'home-visit',
        id: noteId,
        pupilId,
        caseId,
        actId,
        by: stamp.by.personId,
        byRole,
        happenedOn,
        happenedAt,
        recordedAt: stamp.recordedAt,
        ...household,
        answeredBy: peopleFor(records, pupilId, household.answeredBy),
        seen,
        childWords,
        privateLines,
        returnOn,
        ...(withFamily === undefined ? {} : { withFamily }),
      }
      records.put(visit)
      if (remind !== undefined)
        remindOf(records, visit, { organisationId: child.organisationId, personId: remind }, stamp)
      putHeardAndPromised(records, child, happenedOn, stamp)
      if (absenceCase !== null) {
        const answered = !unanswered(household.access)
        const isTold = household.riskAction !== 'none'
        records.put(afterVisit(absenceCase, happenedOn, { answered, withFamily, childSeen: sawChild(seen), isTold }))
      }
    }
    if (plan !== undefined) endPlan(records, plan, { on: happenedOn, actId }, stamp)
    return done
  },
})

/** A plan that ended meanwhile, or that is not there, never costs the account of what happened. */
const endPlan = (
  records: Records,
  place: PlanPlace,
  { on, actId }: { on: SchoolDay; actId: string },
  stamp: Stamp,
): void => {
  const reached = reachPlan(records, stamp.by, 'plan-visit', place)
  if (!reached.ok) return
  records.put({ ...reached.plan, ended: { how: 'made', on, why: '', actId, recordedAt: stamp.recordedAt } })
}
