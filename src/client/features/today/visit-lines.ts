import { isKept } from '#client/casework/kept-record.ts'
import { readKept } from '#client/casework/read-file.ts'
import { isOpen, readPlans } from '#client/casework/read-visits.ts'
import { visitReasonWords } from '#domain/records/home-visit.ts'
import { calledName } from '#domain/records/pupil.ts'
import { sayDue } from '#domain/time/day-words.ts'
import { priorities } from '#domain/today/rule.ts'
import type { TodayLine } from '#domain/today/today-lines.ts'
import type { Asking } from './read-today.ts'

/** The visits this person planned for today, and those that were planned and not made: late, never gone. */
export const visitLines = async ({ db, actor, today, calendars }: Asking): Promise<TodayLine[]> => {
  const plans = (await readPlans(db, actor)).map(({ record }) => record)
  const due = plans.filter((plan) => isOpen(plan) && plan.on <= today)
  return Promise.all(
    due.map(async (plan, place): Promise<TodayLine> => {
      const [pupilId = ''] = plan.pupilIds
      const row = await db.records.get([pupilId, pupilId])
      const kept = row === undefined ? null : readKept(row)
      const late = plan.on < today
      const who = kept !== null && isKept(kept, 'pupil') ? calledName(kept.record) : 'a family not on this tablet'
      return {
        key: `visit-plan/${plan.id}`,
        pupilId: kept === null ? null : pupilId,
        title: `Visit: ${who}`,
        why: `${visitReasonWords[plan.reason]}, ${
          late
            ? `planned and not made, ${sayDue(plan.on, today, calendars(plan.organisationId))}`
            : `planned for today${plan.at === null ? '' : `, ${plan.at}`}`
        }.`,
        act: { kind: 'visit-plan', href: `/visits/${plan.id}`, label: 'Open the visit' },
        priority: late ? priorities.promiseLate : priorities.promiseToday,
        dueOn: plan.on,
        late,
        place,
      }
    }),
  )
}
