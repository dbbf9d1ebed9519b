import {
  isOfFew,
  nothingOfSessions,
  sessionColumns,
  sumOfSessions,
  suppressSessions,
  type SessionMask,
  type SessionsOf,
} from './suppress-sessions.ts'
import { columns, isSmallIn, sumOf, suppress, type PupilCounts, type ToldCounts } from './suppress.ts'

/** A group of one table, and the group of another table that holds it. */
export type Within = { group: string; within: string }

/** Pupils who are in one group of a table and in one of another whose groups hold them: those of class 3/4 who are in Year 3. */
export type Cell = PupilCounts & Within

const NOTHING: ToldCounts = { pupils: null, persistent: null, severe: null }

/**
 * What may be told of groups that lie within the groups of another table: classes within years, schools within phases. Whoever has both
 * tables takes the classes of a year from the year, so that what hides a class must be a class of the same year. `outer` is what is told of
 * the other table; of a group that it leaves out nothing is told here either, which would add up to it.
 *
 * Groups that straddle, such as a class of two years, and what they straddle are looked at together: of these a figure is told in all of
 * them, or in none when any year has few in any of the classes.
 */
export const suppressWithin = (
  outer: ReadonlyMap<string, ToldCounts>,
  cells: readonly Cell[],
): Map<string, ToldCounts> => {
  const told = new Map<string, ToldCounts>()
  for (const block of blocksOf(cells)) {
    const above = [...new Set(block.map(({ within }) => within))].map((within) => outer.get(within) ?? NOTHING)
    const groups = [...Map.groupBy(block, ({ group }) => group)].map(([group, some]) => [group, sumOf(some)] as const)
    const alone = above.length === 1 ? suppress(groups.map(([, counts]) => counts)).groups : toldTogether(block, groups)
    for (const [place, [group]] of groups.entries()) told.set(group, masked(alone[place] ?? NOTHING, above))
  }
  return told
}

/** The same of sessions, from what `outer` tells of them; `isTold` is false of a group whose pupils are left out. */
export const suppressSessionsWithin = (
  outer: ReadonlyMap<string, SessionMask>,
  cells: readonly (SessionsOf & Within)[],
  isTold: (group: string) => boolean,
): Map<string, SessionMask> => {
  const told = new Map<string, SessionMask>()
  for (const block of blocksOf(cells)) {
    const above = [...new Set(block.map(({ within }) => within))].map(
      (within) => outer.get(within) ?? nothingOfSessions,
    )
    const groups = [...Map.groupBy(block, ({ group }) => group)].map(([group, some]) => ({
      ...sumOfSessions(some),
      group,
      isTold: isTold(group),
    }))
    const areTold = groups.every((group) => group.isTold)
    const alone = above.length === 1 ? suppressSessions(groups, true).groups : []
    for (const [place, { group }] of groups.entries()) {
      const mask = { ...nothingOfSessions }
      for (const column of sessionColumns)
        mask[column] =
          above.every((one) => one[column]) &&
          (above.length === 1
            ? alone[place]?.[column] === true
            : areTold && ![...block, ...groups].some((part) => isOfFew(column, part)))
      // What was missed is left out: of what kinds it was would tell.
      told.set(group, { ...mask, kinds: mask.kinds && mask.missed })
    }
  }
  return told
}

/** Cells that hang together by a group or by what it lies within. */
const blocksOf = <C extends Within>(cells: readonly C[]): C[][] => {
  let blocks: C[][] = []
  for (const cell of cells) {
    const touches = (block: C[]): boolean =>
      block.some(({ group, within }) => group === cell.group || within === cell.within)
    blocks = [...blocks.filter((block) => !touches(block)), [...blocks.filter(touches).flat(), cell]]
  }
  return blocks
}

const toldTogether = (block: readonly Cell[], groups: readonly (readonly [string, PupilCounts])[]): ToldCounts[] => {
  const isTold = { pupils: true, persistent: true, severe: true }
  for (const column of columns) {
    const parts: readonly PupilCounts[] = [...block, ...groups.map(([, counts]) => counts)]
    isTold[column] = isTold.pupils && !parts.some((counts) => isSmallIn(column, counts, isTold))
  }
  return groups.map(([, counts]) => only(counts, isTold))
}

/** Leaves out each figure that any of the groups above leaves out. */
const masked = (told: ToldCounts, above: readonly ToldCounts[]): ToldCounts =>
  only(told, {
    pupils: above.every(({ pupils }) => pupils !== null),
    persistent: above.every(({ persistent }) => persistent !== null),
    severe: above.every(({ severe }) => severe !== null),
  })

const only = (counts: ToldCounts, isTold: Record<keyof ToldCounts, boolean>): ToldCounts => ({
  pupils: isTold.pupils ? counts.pupils : null,
  persistent: isTold.persistent ? counts.persistent : null,
  severe: isTold.severe ? counts.severe : null,
})
