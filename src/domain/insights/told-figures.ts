import {
  nothingOfSessions,
  sumOfSessions,
  suppressSessions,
  tellSessions,
  type SessionMask,
  type SessionsOf,
  type ToldSessions,
} from './suppress-sessions.ts'
import { sumOf, suppress, type PupilCounts, type ToldCounts } from './suppress.ts'
import { suppressSessionsWithin, suppressWithin, type Within } from './suppress-within.ts'

/** Figures of a group as they were counted: pupils, sessions, and of how many pupils these are. */
export type GroupCounts = PupilCounts & SessionsOf

/** The same as far as they may leave the case team: null is left out. Without its pupils nothing is told of a group, its sessions neither. */
export type ToldFigures = ToldCounts & { counts: ToldSessions | null }

/** A table of groups that share no pupil and have all of them, as it may leave, with its line of totals. */
export const tellTable = (groups: readonly GroupCounts[]): { all: ToldFigures; groups: ToldFigures[] } => {
  const masks = masksOf(groups)
  const { counts } = sumOfSessions(groups)
  return {
    all: tell(counts, masks.all),
    groups: groups.map((group, place) => tell(group.counts, masks.groups[place] ?? NOTHING)),
  }
}

/**
 * Groups that lie within the groups of another table, as they may leave beside it: classes within years, schools within phases. By the names of
 * the groups; the cells of each are added.
 */
export const tellWithin = (cells: readonly (GroupCounts & Within)[]): Map<string, ToldFigures> => {
  const outer = [...Map.groupBy(cells, ({ within }) => within)]
  const above = masksOf(outer.map(([, some]) => sumOfFigures(some))).groups
  const masksAbove = outer.map(([within], place) => [within, above[place] ?? NOTHING] as const)
  const pupils = suppressWithin(new Map(masksAbove.map(([within, mask]) => [within, mask.pupils])), cells)
  const sessions = suppressSessionsWithin(
    new Map(masksAbove.map(([within, mask]) => [within, mask.sessions])),
    cells,
    (group) => (pupils.get(group)?.pupils ?? null) !== null,
  )
  return new Map(
    [...Map.groupBy(cells, ({ group }) => group)].map(([group, some]) => [
      group,
      tell(sumOfSessions(some).counts, {
        pupils: pupils.get(group) ?? NOTHING.pupils,
        sessions: sessions.get(group) ?? NOTHING.sessions,
      }),
    ]),
  )
}

const sumOfFigures = (groups: readonly GroupCounts[]): GroupCounts => ({ ...sumOf(groups), ...sumOfSessions(groups) })

type Mask = { pupils: ToldCounts; sessions: SessionMask }

const NOTHING: Mask = { pupils: { pupils: null, persistent: null, severe: null }, sessions: nothingOfSessions }

const masksOf = (groups: readonly GroupCounts[]): { all: Mask; groups: Mask[] } => {
  const pupils = suppress(groups)
  const sessions = suppressSessions(
    groups.map((group, place) => ({ ...group, isTold: (pupils.groups[place]?.pupils ?? null) !== null })),
    pupils.all.pupils !== null,
  )
  return {
    all: { pupils: pupils.all, sessions: sessions.all },
    groups: groups.map((_, place) => ({
      pupils: pupils.groups[place] ?? NOTHING.pupils,
      sessions: sessions.groups[place] ?? NOTHING.sessions,
    })),
  }
}

const tell = (counts: SessionsOf['counts'], { pupils, sessions }: Mask): ToldFigures => ({
  ...pupils,
  counts: pupils.pupils === null ? null : tellSessions(counts, sessions),
})
