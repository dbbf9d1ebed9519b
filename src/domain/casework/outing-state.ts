import type { Outing, OutingStep } from '../records/outing.ts'
import { addMinutes, type Instant } from '../time/instant.ts'

/** Minutes after which an alarm that nobody took is told louder, and to more people. */
export const UNTAKEN_AFTER = 10

/**
 * How it is with somebody who is out. `late`: the time has passed, and no alarm is known here; a tablet without signal tells
 * that much by itself. `alarm-unanswered`: nobody has taken the alarm for `UNTAKEN_AFTER` minutes.
 */
export type OutingState = 'out' | 'late' | 'alarm' | 'alarm-unanswered' | 'alarm-taken' | 'safe'

/** The alarm that stands: raised, and no other time given since. */
export const standingAlarm = ({
  steps,
}: Outing): { raised: OutingStep; taken: OutingStep | null; widened: OutingStep | null } | null => {
  const since = steps.slice(steps.findLastIndex((step) => step.what === 'return-changed') + 1)
  const raised = since.find((step) => step.what === 'alarm-raised')
  if (raised === undefined) return null
  const first = (what: OutingStep['what']): OutingStep | null => since.find((step) => step.what === what) ?? null
  return { raised, taken: first('alarm-taken'), widened: first('alarm-widened') }
}

/** How it is at `now`, from times alone: nothing of it is stored. */
export const outingState = (outing: Outing, now: Instant): OutingState => {
  if (outing.ended !== null) return 'safe'
  const alarm = standingAlarm(outing)
  if (alarm === null) return now < outing.backBy ? 'out' : 'late'
  if (alarm.taken !== null) return 'alarm-taken'
  return now < addMinutes(alarm.raised.at, UNTAKEN_AFTER) ? 'alarm' : 'alarm-unanswered'
}

/** Whether an alarm about this outing was told to more people than the colleague who was named. */
export const wasWidened = ({ steps }: Pick<Outing, 'steps'>): boolean =>
  steps.some((step) => step.what === 'alarm-widened')

/**
 * Whether this person looks out for whoever is out: they were named, or the alarm was told to them because nobody took it, and they are
 * not out with them.
 */
export const isWatched = (outing: Outing, mine: string): boolean =>
  outing.personId !== mine && (outing.watcherId === mine || (wasWidened(outing) && !isAlong(outing, mine)))

/** Whether this person goes along with whoever is out. Whoever is to look out for them too is told as that: it is the graver. */
export const isAlong = (outing: Outing, mine: string): boolean =>
  outing.withId === mine && outing.personId !== mine && outing.watcherId !== mine

/** The outings that whoever looks out for somebody holds: those that go on, and the last, so that they learn how it ended. */
const heldByOthers = (outings: readonly Outing[]): Outing[] => {
  const last = outings.toSorted((one, other) => (one.recordedAt < other.recordedAt ? -1 : 1)).at(-1)
  return outings.filter((outing) => outing.ended === null || outing === last)
}

/** Whether those who answer for people who are out hold a person's file of outings too. */
export const isWidened = (outings: readonly Outing[]): boolean => heldByOthers(outings).some(wasWidened)

/**
 * Who may hold a person's file of outings beside themself: whoever looks out for them now or comes along, and whoever did so last,
 * who learns how it ended.
 */
export const watchersOf = (outings: readonly Outing[]): string[] =>
  [
    ...new Set(
      heldByOthers(outings).flatMap(({ watcherId, withId }) => (withId === null ? [watcherId] : [watcherId, withId])),
    ),
  ].toSorted()
