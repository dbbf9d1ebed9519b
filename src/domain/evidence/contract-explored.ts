import { latest, type Evidence } from './case-facts.ts'

/**
 * An attendance contract was put to the parents, whether they agreed or not. Source: it must always be explored before a
 * supervision order or a prosecution, and a refusal is recorded (domain: section 3.3).
 */
export const contractExplored: Evidence = {
  name: 'contract-explored',
  words: 'Attendance contract explored',
  from: 'enforce',
  shownOn: ({ plans, meetings }) =>
    latest([
      ...plans.filter(({ type }) => type === 'attendance-contract').map(({ startsOn }) => startsOn),
      ...meetings.filter(({ about }) => about === 'attendance-contract').map(({ happenedOn }) => happenedOn),
    ]),
  missing: 'An attendance contract has not been put to the parents.',
}
