import { countSessions } from '#domain/register/count-sessions.ts'
import { readMark, type MarkCode, type SchoolCodes } from '#domain/register/mark-codes.ts'
import type { MarkedPupil, StatedTotals, WrittenMark } from './marks-file.ts'

/**
 * How marks stand to the totals that their file states of them. `not-read`: some have a code that cannot be read, and all of these
 * together could be what the others lack, so that nobody can say yet whether the totals agree.
 */
export type ComparedTotals = 'agree' | 'differ' | 'not-stated' | 'not-read'

/** The figures that a file can state, in the order they are said in. */
export const totalFigures = ['possible', 'attended', 'authorised', 'unauthorised'] as const

/** A figure that is not what the marks come to. */
type Difference = { figure: keyof StatedTotals; stated: number; counted: number }

/** Compares marks as they are written with what the file states of them, by the school's own codes too. */
export const compareStated = (
  stated: StatedTotals,
  marks: readonly WrittenMark[],
  schoolCodes: SchoolCodes,
): { totals: ComparedTotals; differences: Difference[] } => {
  const { codes, unread } = codesOf(marks, schoolCodes)
  const counts = countSessions(codes)
  const said = totalFigures.flatMap((figure) => {
    const total = stated[figure]
    return total === undefined ? [] : [{ figure, stated: total, counted: counts[figure] }]
  })
  const differences = said.filter((each) => each.stated < each.counted || each.stated > each.counted + unread)
  if (said.length === 0) return { totals: 'not-stated', differences }
  if (differences.length > 0) return { totals: 'differ', differences }
  return { totals: unread > 0 ? 'not-read' : 'agree', differences }
}

/** What is said of a pupil of whom lines say several things: the last of these. */
const standings: readonly ComparedTotals[] = ['not-stated', 'agree', 'not-read', 'differ']

/**
 * Compares what the lines of a table state of one pupil beside their marks. Some systems put the totals of the line there, others
 * those of the pupil on every line: a line agrees when it agrees with either. The first that does not is told.
 */
export const compareLines = (
  { marks, stated = [] }: MarkedPupil,
  schoolCodes: SchoolCodes,
): { totals: ComparedTotals; differs: { line: number; words: string } | null } => {
  const marksOf = Map.groupBy(marks, ({ line }) => line)
  // The same totals on each of a year's lines are compared with the year once.
  const withAll = new Map<string, ReturnType<typeof compareStated>>()
  let totals: ComparedTotals = 'not-stated'
  let differs: { line: number; words: string } | null = null
  for (const { line, totals: said } of stated) {
    const key = JSON.stringify(said)
    const all = withAll.get(key) ?? compareStated(said, marks, schoolCodes)
    withAll.set(key, all)
    const alone = all.totals === 'differ' ? compareStated(said, marksOf.get(line) ?? [], schoolCodes) : all
    if (standings.indexOf(alone.totals) > standings.indexOf(totals)) totals = alone.totals
    if (alone.totals === 'differ') differs ??= { line, words: sayDifferences(all.differences) }
  }
  return { totals, differs }
}

const sayDifferences = (differences: readonly Difference[]): string =>
  `The totals beside the marks do not agree with them: ${differences
    .map(({ figure, stated, counted }) => `${stated} ${figure} in the totals, ${counted} in the marks`)
    .join('; ')}.`

const codesOf = (
  marks: readonly WrittenMark[],
  schoolCodes: SchoolCodes,
): { codes: MarkCode[]; /** How many marks have a code that cannot be read. */ unread: number } => {
  const codes: MarkCode[] = []
  let unread = 0
  for (const { written, day } of marks) {
    const read = readMark(written, day, schoolCodes)
    if (!read.ok) unread += 1
    else if (read.code !== null) codes.push(read.code)
  }
  return { codes, unread }
}
