import type { PlannedVisit } from '../records/planned-visit.ts'
import type { SchoolDay } from '../time/school-day.ts'

type Placed = Pick<PlannedVisit, 'id' | 'on' | 'at' | 'order'>

/** The last place that a day has. */
const LAST = 999

/** Visits in the order of the days; within a day those with a time by it, then those without one as somebody put them. */
export const inOrderOfDay = <P extends Placed>(plans: readonly P[]): P[] =>
  plans.toSorted(
    (a, b) => compare(a.on, b.on) || compare(a.at ?? '~', b.at ?? '~') || a.order - b.order || compare(a.id, b.id),
  )

/** The place of a visit that is planned for this day without a time: after those that have none either. */
export const placeAtEnd = (plans: readonly Placed[], on: SchoolDay): number => {
  const places = plans.filter((plan) => plan.on === on && plan.at === null).map(({ order }) => order)
  return places.length === 0 ? 0 : Math.min(LAST, Math.max(...places) + 1)
}

/**
 * The places that change when one visit without a time goes one place earlier or later among those of its day: as few as
 * may be, so that two tablets that put the day in order seldom write the same visit. Empty where it cannot go further.
 */
export const placesAfter = (
  plans: readonly Placed[],
  visitId: string,
  way: 'earlier' | 'later',
): { visitId: string; order: number }[] => {
  const day = inOrderOfDay(plans.filter(({ at }) => at === null))
  const from = day.findIndex(({ id }) => id === visitId)
  const to = way === 'earlier' ? from - 1 : from + 1
  const moved = day[from]
  const other = day[to]
  if (moved === undefined || other === undefined) return []
  return day
    .with(to, moved)
    .with(from, other)
    .map(({ id, order: before }, order) => ({ visitId: id, before, order }))
    .filter(({ before, order }) => before !== order)
    .map(({ visitId: id, order }) => ({ visitId: id, order }))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
