import type { ChildVoice } from '#domain/records/child-voice.ts'
import { reached, type ContactNote, type Participant } from '#domain/records/contact-note.ts'
import type { HomeVisit } from '#domain/records/home-visit.ts'
import { tookPart, type Meeting } from '#domain/records/meeting.ts'
import { relationshipWords, type Relationship } from '#domain/records/parent.ts'
import { calledName, type Pupil } from '#domain/records/pupil.ts'
import type { Audience } from '#domain/records/shared-paper.ts'

// The one rule about a child’s words on paper (decision 0023): a family is given what the child agreed to, and what the child said
// with a grown-up of the family there, who heard it. Where nobody wrote down that one was, none was.

/**
 * Whether a child’s words that were heard apart may go to this audience. A family is given them only where the child said so;
 * nobody is given what the child asked to be kept here.
 */
export const mayBeGiven = ({ consent }: ChildVoice, audience: Audience): boolean =>
  consent === 'share' || (audience === 'professional' && consent !== 'keep-here')

/** Whether what the child said in it was said with a grown-up of the family there, as far as it says. */
export const saidWithFamily = (account: ContactNote | HomeVisit | Meeting): boolean => {
  switch (account.kind) {
    case 'contact-note':
      return (
        reached(account.result) &&
        account.seen !== 'seen-and-spoken-alone' &&
        account.participants.some((person) => isGrownUp(person))
      )
    case 'home-visit':
      // The adult may have been a neighbour.
      return account.seen === 'seen-and-spoken-with-adult' && account.withFamily !== false
    case 'meeting':
      return tookPart(account, 'family')
  }
}

/** True where the child was heard and nobody grown-up of the family was there: all that it says may be what the child said. */
export const isWithChildAlone = (account: ContactNote | Meeting, child: Pupil): boolean => {
  if (account.kind === 'meeting') return tookPart(account, 'child') && !tookPart(account, 'family')
  const { participants, seen, startedBy } = account
  return (
    !participants.some((person) => isGrownUp(person)) &&
    (seen === 'seen-and-spoken-alone' ||
      startedBy === 'pupil' ||
      participants.some((person) => isChildOfFamily(person, child)))
  )
}

/** Whether something was promised to the child themselves: what it promises tells what they asked for. */
export const isToChild = (promisedTo: string, child: Pupil): boolean =>
  ['the child', child.forename, child.preferredForename, calledName(child)].some(
    (name) => name?.toLowerCase() === promisedTo.trim().toLowerCase(),
  )

const grownUps: readonly Relationship[] = [
  'mother',
  'father',
  'step-parent',
  'grandparent',
  'aunt-or-uncle',
  'foster-carer',
  'guardian',
]

/** A grown-up of the family, by what they are to the child, since a brother’s file may name somebody without the link to the school’s list. */
export const isGrownUp = ({ relationship }: Participant): boolean =>
  grownUps.some((each) => relationshipWords[each].toLowerCase() === relationship.trim().toLowerCase())

/** A contact names the child, or a brother or sister, by name alone. */
export const isChildOfFamily = ({ parentId, name, relationship }: Participant, child: Pupil): boolean =>
  parentId === null &&
  relationship.trim() === '' &&
  [child.forename, child.preferredForename, child.surname, child.preferredSurname].some(
    (part) => part !== null && name.toLowerCase().includes(part.toLowerCase()),
  )
