import { meaningOf, type MarkCode } from '../register/mark-codes.ts'
import type { ToldSessions } from './suppress-sessions.ts'
import { FEWEST } from './suppress.ts'

/** What of the codes of a group may leave the case team: some by name, and the sessions of all others together. */
export type CodesTold = { codes: { code: MarkCode; sessions: number }[]; others: number }

type Had = { code: MarkCode; sessions: number; pupils: number }

/**
 * A code that fewer than five pupils have is told together with others of its own kind, authorised or not: with one that five pupils or more have,
 * or all of that kind together, so that their sum is about five or more and the part of each is not known. Each kind by itself, since what was
 * authorised and what was not is told beside the codes (`counts`), and taking the codes by name from it leaves the others of that kind. Where
 * the kinds are left out, codes of both hide each other, and with what was missed all codes are left out.
 *
 * Of how many pupils each is is not told at all: that 58 of 60 have one tells of two.
 */
export const codesTold = (codes: readonly Had[], counts: ToldSessions): CodesTold => {
  if (counts.attended === null) return { codes: [], others: 0 }
  const areKindsTold = counts.authorised !== null && counts.unauthorised !== null
  const kinds = areKindsTold ? [...Map.groupBy(codes, ({ code }) => meaningOf(code).counts).values()] : [codes]
  const named = kinds.flatMap(namedOf)
  return {
    codes: named
      .map(({ code, sessions }) => ({ code, sessions }))
      .toSorted((a, b) => b.sessions - a.sessions || (a.code < b.code ? -1 : 1)),
    others: sumOf(codes) - sumOf(named),
  }
}

/** The codes of a kind that are told by name: of the others the one with the fewest pupils that could stand by itself hides the rest. */
const namedOf = (codes: readonly Had[]): readonly Had[] => {
  const few = codes.filter(({ pupils }) => pupils < FEWEST).length
  if (few === 0) return codes
  return codes
    .toSorted((a, b) => b.pupils - a.pupils || b.sessions - a.sessions)
    .slice(0, Math.max(0, codes.length - few - 1))
}

const sumOf = (codes: readonly Had[]): number => codes.reduce((sum, { sessions }) => sum + sessions, 0)
