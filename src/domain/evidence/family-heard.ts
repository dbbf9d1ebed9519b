import { latest, type Evidence } from './case-facts.ts'

/**
 * The family’s own account is on the record: in a contact, a visit or a meeting. Source: the support-first ladder of
 * *Working together to improve school attendance*, third rung, listen and understand (domain: section 1.2).
 */
export const familyHeard: Evidence = {
  name: 'family-heard',
  words: 'Family heard',
  from: 'formalise-support',
  shownOn: ({ notes, visits, meetings, barriers }) =>
    latest([
      ...notes.filter(({ familyView }) => familyView.trim() !== '').map(({ happenedOn }) => happenedOn),
      ...visits.filter(({ familyWords }) => familyWords.trim() !== '').map(({ happenedOn }) => happenedOn),
      ...meetings.filter(({ said }) => said.family.trim() !== '').map(({ happenedOn }) => happenedOn),
      ...barriers.filter(({ raisedBy }) => raisedBy === 'parent').map(({ raisedOn }) => raisedOn),
    ]),
  missing: 'Nobody has written what the family says.',
}
