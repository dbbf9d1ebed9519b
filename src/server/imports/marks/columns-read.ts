import type { HeadingMeaning } from '#domain/register/heading-meaning.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { Session } from '#domain/time/school-session.ts'
import { plainKey } from '../read-words.ts'
import { isRead, type Layout } from './marks-layout.ts'
import { meaningOfColumn, saidOf } from './meaning-of-column.ts'
import { MOST_OFFERED, type OfferedColumn } from './offered-columns.ts'
import type { SchoolReadings } from './school-readings.ts'
import { totalFigures } from './stated-totals.ts'

/** The day of a column that says it in its heading; `session` is null where its cells hold both marks of the day. */
type DatedColumn = { day: SchoolDay; session: Session | null }

/**
 * How the columns of a table were read, for a person to look at and to change. `columns`: each heading once with the first cells under it and what
 * it was read as, null where nothing of it was read. `dated`: how many columns say their day themselves, and which are the first and the last.
 */
export type ColumnsRead = {
  columns: OfferedColumn[]
  dated: { columns: number; first: DatedColumn; last: DatedColumn } | null
}

/** Tells how a table of marks or totals was read; `under` are its first lines under the headings. */
export const columnsRead = (
  layout: Layout,
  under: readonly (readonly string[])[],
  readings: SchoolReadings,
): ColumnsRead => {
  const columns = new Map<string, OfferedColumn>()
  const dated: DatedColumn[] = []
  for (const [at, heading] of layout.headings.entries()) {
    const marks = layout.marks[at]
    if (marks?.holds === 'marks' && marks.day !== null) dated.push({ day: marks.day, session: marks.session })
    else if (plainKey(heading) !== '' && !columns.has(plainKey(heading)))
      columns.set(plainKey(heading), {
        heading,
        samples: under.map((cells) => cells[at] ?? ''),
        suggested: meaningAt(layout, at, readings),
      })
  }
  const [first] = dated
  const last = dated.at(-1)
  return {
    columns: [...columns.values()].slice(0, MOST_OFFERED),
    dated: first === undefined || last === undefined ? null : { columns: dated.length, first, last },
  }
}

/** What is taken from a column; null where nobody knows its heading, or another column stands for what it holds. */
const meaningAt = (layout: Layout, at: number, readings: SchoolReadings): HeadingMeaning | null => {
  if (saidOf(layout.headings[at] ?? '', readings) === 'nothing') return 'nothing'
  const figure = totalFigures.find((each) => layout.totals[each] === at)
  if (figure !== undefined) return figure
  const marks = layout.marks[at] ?? null
  if (marks !== null) return isRead(layout, at) ? meaningOfColumn(marks, null) : null
  const column = layout.pupil[at] ?? null
  const isFirst =
    column?.of === 'pupil' &&
    layout.pupil.findIndex((each) => each.of === 'pupil' && each.field === column.field) === at
  return isFirst ? meaningOfColumn(null, column) : null
}
