import { escalationOf } from '../../today/escalation-due.ts'
import type { MorningRule } from './rule.ts'

/** From so many visits in a row without an answer a child is among the first: the same number from which the safeguarding lead is to be told. */
const FIRST_FROM = 2

/** Home visits in a row that nobody answered: another day without a word is another day on which nobody knows (domain: section 4.3). */
export const nobodyAtTheDoor: MorningRule = ({ absenceCase, today, calendar }) => {
  const escalation = escalationOf(absenceCase, { today, calendar })
  if (escalation === null) return []
  const { inARow } = escalation
  return [
    inARow >= FIRST_FROM
      ? { tier: 'first', why: `${inARow} visits in a row with no answer` }
      : { tier: 'next', why: 'Nobody answered the last visit' },
  ]
}
