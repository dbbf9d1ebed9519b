import { z } from 'zod'
import { afterContact, familyReached } from '../casework/after-contact.ts'
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
import { defineMutation, done, refuse } from '../mutation.ts'
import { sawChild } from '../records/child-seen.ts'
import { ContactNote, reached } from '../records/contact-note.ts'
import { Id } from '../records/words.ts'
import { markedParent, PhoneMark, withPhoneMarked } from './mark-phone.ts'

const { shape } = ContactNote

const Child = z.strictObject({
  ...childOfActShape,
  /** This child's own words, as said. */
  childWords: shape.childWords,
  seen: shape.seen,
  /** Numbers that this contact showed to be failing, or working again. */
  phones: z.array(PhoneMark).max(10).optional(),
})

/**
 * Logs a call, a message, a letter or a meeting about one child or several of one family: the facts once, each child's
 * words in that child's file alone. Barriers, promises and failing numbers come in the same act, so that one Save keeps
 * all of it. A closed case does not refuse it: what happened happened.
 */
export const logContact = defineMutation({
  name: 'log-contact@1',
  args: z.strictObject({
    actId: Id,
    happenedOn: shape.happenedOn,
    happenedAt: shape.happenedAt,
    means: shape.means,
    result: shape.result,
    durationMinutes: shape.durationMinutes,
    startedBy: shape.startedBy,
    participants: shape.participants,
    numberUsed: shape.numberUsed,
    interpreter: shape.interpreter,
    facts: shape.facts,
    opinion: shape.opinion,
    familyView: shape.familyView,
    schoolView: shape.schoolView,
    absence: shape.absence,
    positive: shape.positive,
    warningGiven: shape.warningGiven,
    confidentialSource: shape.confidentialSource,
    safeguarding: shape.safeguarding,
    /** Whether whoever the contact was with is of the child's family: a parent, a carer, a relative. Older tablets do not say it. */
    withFamily: shape.withFamily,
    /** Whose own file keeps a reminder of what is still to be written: the author's. Older tablets do not say it. */
    remind: Id.optional(),
    children: z.array(Child).min(1).max(MOST_CHILDREN).refine(eachOnce, { message: 'Each child only once.' }),
  }),
  files: (args) => [...args.children.map((child) => child.pupilId), ...remindersOf(args).map(({ fileId }) => fileId)],
  reads: (args) => [
    ...args.children.flatMap((child) => [
      ...childReads('contact-note', child, args.participants),
      ...(child.phones ?? []).map((mark) => markedParent(child.pupilId, mark)),
    ]),
    ...remindersOf(args),
  ],
  apply: (records, { children, actId, remind, withFamily, ...contact }, stamp) => {
    const found = reachChildren(records, stamp, 'log-contact', 'contact-note', children)
    if (!found.ok) return found
    const strangers = children.some((child) =>
      (child.phones ?? []).some((mark) => records.get('parent', child.pupilId, mark.parentId) === null),
    )
    if (strangers) return refuse('does-not-belong')

    for (const { child, absenceCase, byRole } of found.reached) {
      const { pupilId, caseId, noteId, childWords, seen } = child
      const note: ContactNote = {
        kind: 'contact-note',
        id: noteId,
        pupilId,
        caseId,
        actId,
        by: stamp.by.personId,
        byRole,
        recordedAt: stamp.recordedAt,
        ...contact,
        participants: peopleFor(records, pupilId, contact.participants),
        childWords,
        ...(withFamily === undefined ? {} : { withFamily }),
        ...(seen === undefined ? {} : { seen }),
      }
      records.put(note)
      if (remind !== undefined)
        remindOf(records, note, { organisationId: child.organisationId, personId: remind }, stamp)
      putHeardAndPromised(records, child, contact.happenedOn, stamp)
      for (const mark of child.phones ?? []) {
        const parent = records.get('parent', pupilId, mark.parentId)
        if (parent !== null) records.put(withPhoneMarked(parent, mark))
      }
      if (absenceCase !== null) {
        const childSeen = seen !== undefined && sawChild(seen)
        const isTold = contact.safeguarding.concern === 'dsl-told'
        records.put(
          afterContact(absenceCase, contact.happenedOn, {
            reached: familyReached(reached(contact.result), withFamily),
            childSeen,
            isTold,
          }),
        )
      }
    }
    return done
  },
})
