import { addCounts, type SessionCounts } from '../register/count-sessions.ts'
import { isSmall } from './suppress.ts'

/** Of how many pupils the sessions of a group are: those with at least one of each kind. `onTime` are attended and not late. */
export type Having = {
  attended: number
  onTime: number
  missed: number
  authorised: number
  unauthorised: number
  late: number
}

/** Sessions of pupils together, and of how many they are. */
export type SessionsOf = { counts: SessionCounts; having: Having }

/** The sessions that may be told of a group; null is left out. */
export type ToldSessions = { [each in Exclude<keyof SessionCounts, 'possible'>]: number | null } & { possible: number }

/** What was missed of these, authorised or not, where that may be told. */
export const missedOf = ({ possible, attended }: ToldSessions): number | null =>
  attended === null ? null : possible - attended

/** What is told or left out of a group as one: all that it missed, of what kinds that is, and how much of what it attended was late. */
export const sessionColumns = ['missed', 'kinds', 'late'] as const
type SessionColumn = (typeof sessionColumns)[number]

/** Which of these may be told. */
export type SessionMask = Readonly<Record<SessionColumn, boolean>>

export const nothingOfSessions: SessionMask = { missed: false, kinds: false, late: false }

/** Of how many of these pupils a kind of session is. */
export const havingOf = (group: readonly SessionCounts[]): Having => {
  const having = { attended: 0, onTime: 0, missed: 0, authorised: 0, unauthorised: 0, late: 0 }
  for (const { possible, attended, authorised, unauthorised, late } of group) {
    if (attended > 0) having.attended += 1
    if (attended > late) having.onTime += 1
    if (possible > attended) having.missed += 1
    if (authorised > 0) having.authorised += 1
    if (unauthorised > 0) having.unauthorised += 1
    if (late > 0) having.late += 1
  }
  return having
}

/** Groups that share no pupil, as one. */
export const sumOfSessions = (groups: readonly SessionsOf[]): SessionsOf => {
  const having = havingOf([])
  for (const group of groups) for (const each of havings) having[each] += group.having[each]
  return { counts: addCounts(groups.map(({ counts }) => counts)), having }
}

const havings = ['attended', 'onTime', 'missed', 'authorised', 'unauthorised', 'late'] as const

/** The figures of a group with those left out that may not be told. */
export const tellSessions = (
  { possible, attended, authorised, unauthorised, late }: SessionCounts,
  mask: SessionMask,
): ToldSessions => ({
  possible,
  attended: mask.missed ? attended : null,
  authorised: mask.kinds ? authorised : null,
  unauthorised: mask.kinds ? unauthorised : null,
  late: mask.late ? late : null,
})

/**
 * Leaves out of a table of groups the sessions that fewer than five pupils have: forty sessions missed by one child of thirty are that child's.
 * Left out as well is what leaves the sessions of a few when it is taken from what is told beside it, in the group or in the line of totals.
 * `isTold` is false of a group of which nothing may be told, whose sessions follow from the totals all the same. Nobody is a figure too: of a
 * group in which none was late that is said.
 *
 * Safe against a reader who knows the totals: a session of whatever is left out could as well be one of another group, with nothing told being
 * different. `suppress` says of which tables and papers that holds.
 */
export const suppressSessions = (
  groups: readonly (SessionsOf & { isTold: boolean })[],
  isTotalTold: boolean,
): { all: SessionMask; groups: SessionMask[] } => {
  const whole = sumOfSessions(groups)
  const all = { ...nothingOfSessions }
  const lines = groups.map((group) => ({ ...group, told: { ...nothingOfSessions } }))
  for (const column of sessionColumns) {
    const isDue = (told: SessionMask): boolean => column !== 'kinds' || told.missed
    all[column] = isTotalTold && isDue(all) && !isOfFew(column, whole)
    for (const line of lines) line.told[column] = line.isTold && isDue(line.told) && !isOfFew(column, line)
    // Of what nobody at all has, the total says so of each group.
    const { part, rest } = partsOf(column, whole)
    if (all[column] && part.pupils > 0 && rest.pupils > 0) hideMore(lines, column)
  }
  return { all, groups: lines.map(({ told }) => told) }
}

type Line = SessionsOf & { told: Record<SessionColumn, boolean> }

/** A column as a part of what is told beside it, and the rest of that: sessions, and pupils with one. */
const partsOf = (column: SessionColumn, { counts, having }: SessionsOf) => {
  switch (column) {
    case 'missed':
      return {
        part: { sessions: counts.possible - counts.attended, pupils: having.missed },
        rest: { sessions: counts.attended, pupils: having.attended },
      }
    case 'kinds':
      return {
        part: { sessions: counts.authorised, pupils: having.authorised },
        rest: { sessions: counts.unauthorised, pupils: having.unauthorised },
      }
    case 'late':
      return {
        part: { sessions: counts.late, pupils: having.late },
        rest: { sessions: counts.attended - counts.late, pupils: having.onTime },
      }
  }
}

export const isOfFew = (column: SessionColumn, sessions: SessionsOf): boolean => {
  const { part, rest } = partsOf(column, sessions)
  return isSmall(part.pupils) || isSmall(rest.pupils)
}

/** Leaves out more of a column, what the fewest have first, until what is missing of the totals tells of a few neither together nor one by one. */
const hideMore = (lines: readonly Line[], column: SessionColumn): void => {
  for (;;) {
    const hidden = lines.filter(({ told }) => !told[column])
    if (hidden.length === 0) return
    const isSafe =
      hidden.length > 1 &&
      !isOfFew(column, sumOfSessions(hidden)) &&
      hidden.every((line) => hidden.some((other) => other !== line && mayChange(column, line, other)))
    const next = isSafe
      ? undefined
      : lines
          .filter(({ told }) => told[column])
          .toSorted(byFewest(column))
          .at(0)
    if (next === undefined) return
    next.told[column] = false
  }
}

/** True when a session of the part in one group and one of the rest in the other could as well be the other way round. */
const mayChange = (column: SessionColumn, line: SessionsOf, other: SessionsOf): boolean => {
  const [here, there] = [partsOf(column, line), partsOf(column, other)]
  return (here.part.sessions > 0 && there.rest.sessions > 0) || (here.rest.sessions > 0 && there.part.sessions > 0)
}

/** What nobody has hides nothing, so it is the last to be left out. */
const byFewest =
  (column: SessionColumn) =>
  (a: SessionsOf, b: SessionsOf): number => {
    const [left, right] = [partsOf(column, a), partsOf(column, b)]
    return fewest(left) - fewest(right) || left.part.sessions - right.part.sessions
  }

const fewest = ({ part, rest }: ReturnType<typeof partsOf>): number =>
  part.pupils === 0 || rest.pupils === 0 ? Number.MAX_SAFE_INTEGER : Math.min(part.pupils, rest.pupils)
