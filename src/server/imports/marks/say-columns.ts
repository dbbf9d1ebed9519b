import { headingMeaningWords } from '#domain/register/heading-meaning.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { ColumnsRead } from './columns-read.ts'

/** How the columns of a table were read, as lines for a terminal; none where there was no table. */
export const sayColumns = (read: ColumnsRead | null): string[] => {
  if (read === null) return []
  const { columns, dated } = read
  const said = columns.map(
    ({ heading, suggested }) => `“${heading}”: ${suggested === null ? 'not read' : headingMeaningWords[suggested]}`,
  )
  return [
    ...(said.length === 0 ? [] : [`  Columns: ${said.join('; ')}`]),
    ...(dated === null
      ? []
      : [
          `  ${dated.columns} ${dated.columns === 1 ? 'column is' : 'columns are'} of the day in the heading, ${sayDay(dated.first.day, '')} to ${sayDay(dated.last.day, '')}`,
        ]),
  ]
}
