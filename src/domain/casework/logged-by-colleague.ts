import type { HomeVisit } from '../records/home-visit.ts'
import type { PlannedVisit } from '../records/planned-visit.ts'

/**
 * The visit by which a colleague may have made somebody's plan: the first that was logged since the plan was, to one of its children, on
 * its day or later. Null while there is none, and once the plan has ended. Whether it was this one only its planner can say.
 */
export const loggedByColleague = <Visit extends Pick<HomeVisit, 'pupilId' | 'by' | 'happenedOn' | 'recordedAt'>>(
  plan: PlannedVisit,
  visits: readonly Visit[],
): Visit | null =>
  plan.ended !== null
    ? null
    : (visits
        .filter(
          ({ pupilId, by, happenedOn, recordedAt }) =>
            plan.pupilIds.includes(pupilId) &&
            by !== plan.personId &&
            happenedOn >= plan.on &&
            recordedAt > plan.recordedAt,
        )
        .toSorted((a, b) => (`${a.happenedOn} ${a.recordedAt}` < `${b.happenedOn} ${b.recordedAt}` ? -1 : 1))[0] ??
      null)
