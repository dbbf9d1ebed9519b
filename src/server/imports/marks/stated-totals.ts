import { countSessions } from '#domain/register/count-sessions.ts'
import { readMark, type MarkCode, type SchoolCodes } from '#domain/register/mark-codes.ts'
import type { StatedTotals, WrittenMark } from './marks-file.ts'

/**
 * How marks stand to the totals that their file states of them. `not-read`: some have a code that cannot be read, and all of these
 * together could be what the others lack, so that nobody can say yet whether the totals agree.
 */
export type ComparedTotals = 'agree' | 'differ' | 'not-stated' | 'not-read'

/** The figures that a file can state, in the order they are said in. */
export const totalFigures = ['possible', 'attended', 'authorised', 'unauthorised'] as const

/** A figure that is not what the marks come to. */
export type Difference = { figure: keyof StatedTotals; stated: number; counted: number }

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
