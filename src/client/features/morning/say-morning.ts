import { relationshipOf } from '#client/casework/people-words.ts'
import type { MorningStanding, Passed } from '#domain/morning/morning-standing.ts'
import type { MissingToday } from '#domain/morning/missing-today.ts'
import type { CutOffs } from '#domain/records/morning-plan.ts'
import { reasonGivenWords } from '#domain/records/absence-asked.ts'
import { contactResultWords, type ContactNote } from '#domain/records/contact-note.ts'

/** What is next about a missing child, in one line: `Ring by 09:30`, `Ring Dad by 10:00`, `Tell the safeguarding lead now`. */
export const sayStep = ({ step, dueAt, passed, unrung, given, attempts }: MorningStanding): string => {
  const [next] = unrung
  const whom = next === undefined ? 'the family' : relationshipOf(next.parent)
  const by = passed.length > 0 ? ' now' : dueAt === null ? '' : ` by ${dueAt}`
  switch (step) {
    case 'first-call':
      return `Ring ${whom}${by}`
    case 'other-numbers':
      return `${sayTries(attempts.length)}. Ring ${whom}${by}`
    case 'ask-reason':
      return 'Reached. Note the reason that was given'
    case 'ask-again':
      return 'Said to be on the way, and not marked yet. Ring again'
    case 'tell-lead':
      return attempts.length === 0
        ? 'No number works. Tell the safeguarding lead now'
        : `${sayTries(attempts.length)}. Tell the safeguarding lead${dueAt === null ? ' now' : by}`
    case 'with-lead':
      return 'The safeguarding lead was told. Agree with them who goes there'
    case null:
      return given === null ? '' : sayGiven(given.note)
  }
}

const sayTries = (count: number): string =>
  count === 1 ? 'Tried once' : count === 2 ? 'Tried twice' : `Tried ${count} times`

/** What the register says of today: `N this morning`, `N all day`, `no mark this afternoon, though the form has marks`. */
export const sayMissing = ({ mark, session, isAllDay }: MissingToday): string =>
  mark === 'n'
    ? `marked N ${isAllDay ? 'this morning and this afternoon' : `this ${session}`}`
    : `no mark this ${session}, though the form has marks`

/** The same as a tag: `N`, `N all day`, `No mark`. */
export const sayMark = ({ mark, session, isAllDay }: MissingToday): string =>
  [
    mark === 'n' ? 'N' : 'No mark',
    ...(isAllDay ? ['all day'] : session === 'afternoon' ? ['this afternoon'] : []),
  ].join(' ')

/** A cut-off that has passed: `The first call was due by 09:30`. */
export const sayPassed = (name: Passed, cutOffs: CutOffs): string =>
  ({
    firstCallBy: `The first call was due by ${cutOffs.firstCallBy}`,
    everyNumberBy: `Every number was to be rung by ${cutOffs.everyNumberBy}`,
    tellLeadBy: `The safeguarding lead was to be told by ${cutOffs.tellLeadBy}`,
  })[name]

/** A reason with who gave it and when: `Ill, said Mum, 09:12`. */
export const sayGiven = (note: ContactNote): string => {
  const reason = note.absence?.reason ?? null
  return [
    reason === null ? contactResultWords[note.result] : reasonGivenWords[reason],
    ...(note.participants.length === 0 ? [] : [`said ${sayWhom(note)}`]),
    ...(note.happenedAt === null ? [] : [note.happenedAt]),
  ].join(', ')
}

/** With whom a contact was: who they are to the child, else their name. */
export const sayWhom = ({ participants }: Pick<ContactNote, 'participants'>): string =>
  participants.map(({ relationship, name }) => (relationship === '' ? name : relationship)).join(', ') || 'the family'
