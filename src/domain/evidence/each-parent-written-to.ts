import { latest, type Evidence } from './case-facts.ts'

/**
 * Every parent was written to in their own name: each of them is answerable alone, even at one address. A parent whom nobody may
 * contact is left out. Source: one council’s least evidence before a formal warning (domain: section 3.4).
 */
export const eachParentWrittenTo: Evidence = {
  name: 'each-parent-written-to',
  words: 'Each parent written to',
  from: 'enforce',
  shownOn: ({ parents, notes }) => {
    const listed = parents.filter(({ doNotContact, notListedSince }) => !doNotContact && notListedSince === undefined)
    const letters = notes.filter(({ means }) => means === 'letter-out' || means === 'email')
    const days = listed.map(({ id }) =>
      letters
        .filter(({ participants }) => participants.some(({ parentId }) => parentId === id))
        .map(({ happenedOn }) => happenedOn)
        .toSorted()
        .at(-1),
    )
    // The record shows all of it from the day on which the last of them was written to.
    return days.includes(undefined) ? null : latest(days.flatMap((day) => day ?? []))
  },
  missing: 'Not every parent has been written to by name.',
}
