import { reached } from '../../records/contact-note.ts'
import type { MorningRule } from './rule.ts'

/** From so many tries in a row that reached nobody, on days before today. A working measure of our own. */
const NEXT_FROM = 2

/** Means by which somebody is rung or met: a letter or a message that was sent is neither an answer nor a failure. */
const isATry = (means: string): boolean => means === 'phone-out' || means === 'meeting-home' || means === 'virtual'

/** A family that the last tries did not reach: who starts late with them reaches them late (domain: section 4.3, ring every contact at least twice). */
export const notReachedBefore: MorningRule = ({ notes, today }) => {
  const before = notes
    // A call to a social worker or a neighbour is no try to reach the family, whatever came of it.
    .filter(
      ({ happenedOn, means, result, withFamily }) =>
        happenedOn < today && withFamily !== false && (isATry(means) || reached(result)),
    )
    .toSorted((a, b) => (whenOf(a) < whenOf(b) ? -1 : 1))
  const tries = before.length - 1 - before.findLastIndex(({ result }) => reached(result))
  return tries < NEXT_FROM ? [] : [{ tier: 'next', why: `The last ${tries} tries reached nobody` }]
}

const whenOf = (note: { happenedOn: string; happenedAt: string | null; recordedAt: string }): string =>
  `${note.happenedOn} ${note.happenedAt ?? ''} ${note.recordedAt}`
