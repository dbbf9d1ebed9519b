import { FEWEST } from './suppress.ts'

/** What of the codes of a group may leave the case team: some by name, and the sessions of all others together. */
export type CodesTold<Code extends string> = { codes: { code: Code; sessions: number }[]; others: number }

/**
 * A code that fewer than five pupils have is told together with others: at least two codes, one of which five pupils or more have, so that
 * their sum is about five or more and the part of each is not known. Of how many pupils each is is not told at all: that 58 of 60 have one
 * tells of two.
 */
export const codesTold = <Code extends string>(
  codes: readonly { code: Code; sessions: number; pupils: number }[],
): CodesTold<Code> => {
  const inOrder = codes.toSorted((a, b) => b.pupils - a.pupils || b.sessions - a.sessions)
  const few = inOrder.filter(({ pupils }) => pupils < FEWEST).length
  // The code with the fewest pupils that could stand by itself hides the others.
  const named = few === 0 ? inOrder.length : Math.max(0, inOrder.length - few - 1)
  const others = inOrder.slice(named)
  // A single code that few have is all there is: its sessions are all that were missed, which the group tells anyway.
  return {
    codes: inOrder
      .slice(0, named)
      .map(({ code, sessions }) => ({ code, sessions }))
      .toSorted((a, b) => b.sessions - a.sessions || (a.code < b.code ? -1 : 1)),
    others: others.reduce((sum, { sessions }) => sum + sessions, 0),
  }
}
