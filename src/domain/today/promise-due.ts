import { sayDue } from '../time/day-words.ts'
import { isBefore } from '../time/school-day.ts'
import { firstLine, priorities, type Rule } from './rule.ts'

/**
 * What we said to a family that we would do, and have not done yet. Listening is followed by support that is given (domain:
 * section 1.2, rung 4), and a family that was let down stops telling us things. The day is the one that they were told; no
 * source sets another.
 */
export const promiseDue: Rule = ({ promises, today, calendar }) =>
  promises
    .filter((promise) => promise.settled === null)
    .map((promise) => {
      const late = isBefore(promise.dueOn, today)
      const due = sayDue(promise.dueOn, today, calendar)
      const to = promise.promisedTo === '' ? '' : ` to ${promise.promisedTo}`
      return {
        priority: late
          ? priorities.promiseLate
          : promise.dueOn === today
            ? priorities.promiseToday
            : priorities.promiseAhead,
        why: `We made a promise${to}, ${due}`,
        next: `Promise ${due}: ${firstLine(promise.words)}`,
        dueOn: promise.dueOn,
        late,
        isNow: promise.dueOn <= today,
        ownerId: promise.ownerId,
        act: { kind: 'settle-promise', promiseId: promise.id } as const,
      }
    })
