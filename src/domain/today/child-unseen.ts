import { saySchoolDays } from '../time/day-words.ts'
import { schoolDaysFrom } from '../time/school-calendar.ts'
import { priorities, pronoun, type Rule } from './rule.ts'

/** From how many school days without anyone noting to have seen the child. Working measures of our own: schools' differ (domain: section 4.3). */
export const UNSEEN = 5
export const LONG_UNSEEN = 10

/** A child whom nobody has noted seeing. It knows only what was written down: it says *noted*, never *seen*. */
export const childUnseen: Rule = ({ absenceCase, pupil, today, calendar }) => {
  if (absenceCase === null) return []
  const { lastSeenOn, openedOn } = absenceCase
  const count = schoolDaysFrom(lastSeenOn ?? openedOn, today, calendar)
  if (count < UNSEEN) return []
  const them = pronoun[pupil.sex]
  const days = saySchoolDays(count)
  return [
    {
      priority: count >= LONG_UNSEEN ? priorities.longUnseen : priorities.unseen,
      why:
        lastSeenOn === null
          ? `Nobody has noted seeing ${them} since the case opened, ${days} ago`
          : `Nobody has noted seeing ${them} for ${days}`,
      next: `See ${them}, or note who has`,
      dueOn: null,
      late: false,
      isNow: true,
      ownerId: null,
      act: { kind: 'visit' },
    },
  ]
}
