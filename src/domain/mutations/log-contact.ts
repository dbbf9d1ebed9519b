import { z } from 'zod'
import { afterContact } from '../casework/after-contact.ts'
import {
  childOfActShape,
  childReads,
  eachOnce,
  MOST_CHILDREN,
  peopleFor,
  putHeardAndPromised,
  reachChildren,
} from '../casework/children-of-one-act.ts'
import { defineMutation, done, refuse } from '../mutation.ts'
import { sawChild } from '../records/child-seen.ts'
import { ContactNote, reached } from '../records/contact-note.ts'
import { Id } from '../records/words.ts'
import { markedParent, PhoneMark, withPhoneMarked } from './mark-phone.ts'

const note = ContactNote.shape

const Child = z.strictObject({
  ...childOfActShape,
  /** This child's own words, as said. */
  childWords: note.childWords,
  seen: note.seen,
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
    happenedOn: note.happenedOn,
    happenedAt: note.happenedAt,
    means: note.means,
    result: note.result,
    durationMinutes: note.durationMinutes,
    startedBy: note.startedBy,
    participants: note.participants,
    numberUsed: note.numberUsed,
    interpreter: note.interpreter,
    facts: note.facts,
    opinion: note.opinion,
    familyView: note.familyView,
    schoolView: note.schoolView,
    positive: note.positive,
    warningGiven: note.warningGiven,
    confidentialSource: note.confidentialSource,
    safeguarding: note.safeguarding,
    children: z.array(Child).min(1).max(MOST_CHILDREN).refine(eachOnce, { message: 'Each child only once.' }),
  }),
  files: (args) => args.children.map((child) => child.pupilId),
  reads: (args) =>
    args.children.flatMap((child) => [
      ...childReads('contact-note', child, args.participants),
      ...(child.phones ?? []).map((mark) => markedParent(child.pupilId, mark)),
    ]),
  apply: (records, { children, actId, ...contact }, stamp) => {
    const found = reachChildren(records, stamp, 'log-contact', 'contact-note', children)
    if (!found.ok) return found
    const strangers = children.some((child) =>
      (child.phones ?? []).some((mark) => records.get('parent', child.pupilId, mark.parentId) === null),
    )
    if (strangers) return refuse('does-not-belong')

    for (const { child, absenceCase, byRole } of found.reached) {
      const { pupilId, caseId, noteId, childWords, seen } = child
      records.put({
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
        ...(seen === undefined ? {} : { seen }),
      })
      putHeardAndPromised(records, child, contact.happenedOn, stamp)
      for (const mark of child.phones ?? []) {
        const parent = records.get('parent', pupilId, mark.parentId)
        if (parent !== null) records.put(withPhoneMarked(parent, mark))
      }
      if (absenceCase !== null) {
        const childSeen = seen !== undefined && sawChild(seen)
        records.put(afterContact(absenceCase, contact.happenedOn, { reached: reached(contact.result), childSeen }))
      }
    }
    return done
  },
})
