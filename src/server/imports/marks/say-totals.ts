import type { TotalsReport } from './compare-totals.ts'
import { sayColumns } from './say-columns.ts'

/** At most this many lines at a terminal. */
const MOST_SHOWN = 40

/** A comparison of totals as a few plain lines for a terminal. */
export const sayTotals = ({ rows, agree, differ, rejected, columns }: TotalsReport): string => {
  const lines = [
    'The file holds totals and no marks: they were compared with the marks here of this school year. Nothing was changed.',
    `  ${rows} pupils, ${agree} agree, ${differ.length} differ, ${rejected.length} could not be compared`,
    ...sayColumns(columns),
    ...[
      ...differ.map(({ line, words }) => ({ line, words })),
      ...rejected.map(({ line, reason }) => ({ line, words: reason })),
    ]
      .slice(0, MOST_SHOWN)
      .map(({ line, words }) => `  line ${line}: ${words}`),
  ]
  return `${lines.join('\n')}\n`
}
