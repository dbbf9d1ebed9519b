import type { Barrier } from '#domain/records/barrier.ts'
import { effectWords, sideOf, type BarrierView, type ViewSide } from '#domain/records/barrier-view.ts'

/** How one side sees a barrier now: its words, and in short whether and how much. */
export type StandingView = { words: string; said: string }

/**
 * The view of each side that stands: the latest written; else the words of whoever raised it, when that was their side; else
 * null, for a side that nobody has asked. `views` come latest first.
 */
export const standingViews = (
  barrier: Barrier,
  views: readonly BarrierView[],
): Record<ViewSide, StandingView | null> => {
  const of = (side: ViewSide): StandingView | null => {
    const latest = views.find((view) => view.barrierId === barrier.id && view.side === side)
    if (latest !== undefined) return { words: latest.words, said: sayView(latest) }
    if (sideOf(barrier.raisedBy) !== side) return null
    return { words: barrier.words, said: sayEffect(barrier.severity) }
  }
  return { family: of('family'), child: of('child'), school: of('school') }
}

const sayView = ({ sees, effect }: BarrierView): string =>
  [sees === 'yes' ? 'Sees it too.' : sees === 'partly' ? 'Sees it in part.' : 'Does not see it.', sayEffect(effect)]
    .filter((words) => words !== '')
    .join(' ')

/** `Keeps away a lot.` */
const sayEffect = (effect: number | null): string => {
  const place = effect === 1 ? '1' : effect === 2 ? '2' : effect === 3 ? '3' : null
  return place === null ? '' : `Keeps away ${effectWords[place].toLowerCase()}.`
}
