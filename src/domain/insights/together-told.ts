import { FEWEST, isSmall } from './suppress.ts'
import type { Having } from './suppress-sessions.ts'
import type { PartOfTime } from './parts-told.ts'

/**
 * What is told of all pupils together and of no part of them, so that nothing of it can be taken from anything: whatever stands beside it
 * (pupils, persistent absence, what was missed, weeks) is of the same pupils, and each difference is looked at too.
 */

/**
 * How many missed a twentieth or more and less than a tenth; null where these, those who missed less, or those who missed more are one to four,
 * or the two latter together with either: each is had by taking the others from all.
 */
export const atRiskTold = ({
  pupils,
  atRisk,
  persistent,
}: {
  pupils: number
  atRisk: number
  persistent: number
}): number | null =>
  [atRisk, persistent, pupils - atRisk, pupils - persistent, pupils - persistent - atRisk].some(isSmall) ? null : atRisk

/**
 * How many spells of absence there were; null where fewer than five pupils had one. Of how many pupils they are is not told: that 58 of 60 have one
 * tells of two.
 */
export const spellsTold = (spells: number, { missed }: Having): number | null => (isSmall(missed) ? null : spells)

/** The first week of a year: pupils with a session in it, who of them missed one, and who of these missed a tenth or more of the whole year. */
export type FirstWeek = { pupils: number; absent: number; nowPersistent: number }

/** The same as far as it may leave: of how many pupils it is, and what became of those who were absent, may be left out by themselves. */
export type ToldFirstWeek = { pupils: number | null; absent: number; nowPersistent: number | null }

/**
 * The first week in which half or more of the pupils had a session: of many schools one begins before the others. Null where there is none.
 */
export const placeOfFirstWeek = (weeks: readonly Pick<PartOfTime, 'pupils'>[], pupils: number): number | null => {
  const place = weeks.findIndex((week) => week.pupils * 2 >= pupils)
  return place < 0 || pupils < FEWEST ? null : place
}

/**
 * What may be told of the first week. Each of these figures, and what it leaves of those beside it, is of nobody or of five or more: pupils who had no
 * session in it, who missed none of it, who were absent in it and came since, who are persistently absent and were there. Null where that
 * is not so of those who were absent.
 */
export const firstWeekTold = (
  { pupils, absent, nowPersistent }: FirstWeek,
  all: { pupils: number; persistent: number },
): ToldFirstWeek | null => {
  if (isSmall(absent) || isSmall(all.pupils - absent)) return null
  const cameSince = absent - nowPersistent
  const areFewInTwo = [
    nowPersistent,
    cameSince,
    all.persistent - nowPersistent,
    all.pupils - all.persistent - cameSince,
  ].some(isSmall)
  return {
    pupils: isSmall(all.pupils - pupils) || isSmall(pupils - absent) ? null : pupils,
    absent,
    nowPersistent: areFewInTwo ? null : nowPersistent,
  }
}
