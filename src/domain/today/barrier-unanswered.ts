import { saySchoolDays } from '../time/day-words.ts'
import { schoolDaysFrom } from '../time/school-calendar.ts'
import { priorities, type Rule } from './rule.ts'

/** School days after which a barrier that was heard should have been answered by a promise. A working measure of our own. */
export const NOTHING_PROMISED = 5

/** A barrier that was heard, is still there, and after which nothing was promised: listening is followed by support (domain: section 1.2, rung 4). */
export const barrierUnanswered: Rule = ({ barriers, promises, today, calendar }) => {
  const waiting = barriers
    .filter(({ about, status }) => about !== 'protective' && ['suspected', 'confirmed', 'recurring'].includes(status))
    .filter(({ raisedOn }) => !promises.some((promise) => promise.madeOn >= raisedOn))
    .map(({ raisedOn }) => schoolDaysFrom(raisedOn, today, calendar))
    .filter((days) => days >= NOTHING_PROMISED)
  if (waiting.length === 0) return []
  return [
    {
      priority: priorities.nothingPromised,
      why: `A barrier was heard ${saySchoolDays(Math.max(...waiting))} ago, and nothing is promised yet`,
      next: 'Offer something, or say why not',
      dueOn: null,
      late: false,
      isNow: true,
      ownerId: null,
      act: { kind: 'offer' },
    },
  ]
}
