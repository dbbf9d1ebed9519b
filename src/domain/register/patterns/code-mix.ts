import { meaningOf, statisticalClassWords, type MarkCode } from '../mark-codes.ts'
import type { PatternRule } from './pattern.ts'

/** Three school days: of fewer, one cold or one trip decides what the mix is. */
const FEWEST_MISSED = 6

/** The code that stands behind at least half of the missed sessions: mostly ill is another conversation than mostly no reason. */
export const codeMix: PatternRule = ({ marks }) => {
  const missed = marks
    .map(({ code }) => code)
    .filter((code) => ['authorised', 'unauthorised'].includes(meaningOf(code).counts))
  if (missed.length < FEWEST_MISSED) return []
  const counted = new Map<MarkCode, number>()
  for (const code of missed) counted.set(code, (counted.get(code) ?? 0) + 1)
  const [most] = [...counted].toSorted(([, a], [, b]) => b - a)
  if (most === undefined || most[1] * 2 < missed.length) return []
  const [code, count] = most
  const { words, counts } = meaningOf(code)
  return [
    {
      name: 'Code mix',
      words: `${count} of ${missed.length} missed sessions are ${code}: ${words.charAt(0).toLowerCase()}${words.slice(1)}, ${statisticalClassWords[counts]}.`,
    },
  ]
}
