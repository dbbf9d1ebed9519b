import type { Pupil } from '../records/pupil.ts'
import type { RegisterYear } from '../records/register-year.ts'
import { bandOf, isPersistent, isSevere, type AttendanceBand } from '../register/attendance-band.ts'
import { countPupil, whileCounted } from '../register/count-pupil.ts'
import { addCounts, type SessionCounts } from '../register/count-sessions.ts'
import type { Span } from '../register/mark-letters.ts'
import { havingOf, type Having } from './suppress-sessions.ts'

/** A pupil, and the school years of marks that are at hand: none is an answer too. */
export type OnRegister = {
  pupil: Pick<Pupil, 'bornOn' | 'onRollFrom' | 'leftOn'>
  years: readonly RegisterYear[]
}

/** A pupil with what was counted of them within a span. */
export type Counted<P extends OnRegister> = P & { counts: SessionCounts }

/** Counts each pupil within a span; whoever has no session to count is among them, with nothing counted. */
export const countEach = <P extends OnRegister>(those: readonly P[], span: Span): Counted<P>[] =>
  those.map((one) => {
    const counted = whileCounted(one.pupil, span)
    return { ...one, counts: counted === null ? addCounts([]) : countPupil(one.pupil, one.years, counted) }
  })

/** What is said of a group. Whole numbers: pupils, and sessions of all of them together. */
export type Figures = {
  /** With a session to count; the figures are of these alone. */
  pupils: number
  /** In the group, and with nothing to count. */
  withNothing: number
  counts: SessionCounts
  /** Of how many pupils each kind of these sessions is. */
  having: Having
  /** A tenth or more missed, the severely absent among them. */
  persistent: number
  /** Half or more missed. */
  severe: number
  /** Each of `pupils` in one. */
  bands: Record<Exclude<AttendanceBand, 'nothing-to-count'>, number>
}

/** The figures of a group. Sessions are added and never averaged: a pupil who came in March weighs as much as the sessions since. */
export const figuresOf = (group: readonly { counts: SessionCounts }[]): Figures => {
  const bands = { 'on-track': 0, 'at-risk': 0, persistent: 0, severe: 0 }
  let [withNothing, persistent, severe] = [0, 0, 0]
  for (const { counts } of group) {
    const band = bandOf(counts)
    if (band === 'nothing-to-count') withNothing += 1
    else bands[band] += 1
    if (isPersistent(counts)) persistent += 1
    if (isSevere(counts)) severe += 1
  }
  return {
    pupils: group.length - withNothing,
    withNothing,
    counts: addCounts(group.map(({ counts }) => counts)),
    having: havingOf(group.map(({ counts }) => counts)),
    persistent,
    severe,
    bands,
  }
}
