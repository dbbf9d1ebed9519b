import { latest, type Evidence } from './case-facts.ts'

/**
 * The child was asked, and their words are on the record; that they did not want to say counts, since they were asked. Sources:
 * the child’s views on a council’s checklist before legal action, and plans that ask for them (domain: sections 3.4 and 4.8).
 */
export const childHeard: Evidence = {
  name: 'child-heard',
  words: 'Child heard',
  from: 'formalise-support',
  shownOn: ({ voices, notes, visits, meetings, barriers }) =>
    latest([
      ...voices.map(({ heardOn }) => heardOn),
      ...notes.filter(({ childWords }) => childWords.trim() !== '').map(({ happenedOn }) => happenedOn),
      ...visits.filter(({ childWords }) => childWords.trim() !== '').map(({ happenedOn }) => happenedOn),
      ...meetings.filter(({ said }) => said.child.trim() !== '').map(({ happenedOn }) => happenedOn),
      ...barriers.filter(({ raisedBy }) => raisedBy === 'child').map(({ raisedOn }) => raisedOn),
    ]),
  missing: 'The child’s own words are not on the record. Ask them.',
}
