import { sayToCome } from '#client/casework/say-to-come.ts'
import type { Block, Paper } from '#client/papers/paper.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import { mondayParts, mondayWords, weekBegins } from '#domain/today/monday.ts'
import type { MondaySheet, ShownRow } from './read-monday.ts'

/** Monday's sheet as a paper: one table for each part that has someone in it. */
export const mondayPaper = (sheet: MondaySheet, made: { madeBy: string; madeAt: Instant }): Paper => {
  const day = dayOf(made.madeAt)
  const toCome = sayToCome(sheet.toCome)
  return {
    title: 'Monday',
    detail: [
      `Since ${sayDay(weekBegins(sheet.today), '0000-01-01')}. ${sheet.rows.length} pupils.`,
      'Made from what was written down, and from the register as far as its marks have come in.',
      ...(toCome === null ? [] : [`${toCome}, so this sheet is not whole.`]),
      `Made ${sayDay(day, '0000-01-01')}, ${timeOf(made.madeAt)} by ${made.madeBy}.`,
    ],
    foot: 'Doorstep, Monday. Names children: keep it safe, shred it after use.',
    blocks: mondayParts.flatMap((part): Block[] => {
      const rows = sheet.rows.filter((row) => row.part === part)
      return rows.length === 0
        ? []
        : [
            { kind: 'heading', level: 2, words: `${mondayWords[part]} (${rows.length})` },
            {
              kind: 'table',
              head: ['Pupil', 'Why', 'Next', 'Who has it'],
              widths: [3, 5, 4, 2],
              rows: rows.map((row) => [nameOf(row), row.why.join('. '), row.next, row.owner]),
            },
          ]
    }),
  }
}

const nameOf = ({ called, pupil }: ShownRow): string =>
  pupil.registrationGroup === null ? called : `${called}, ${pupil.registrationGroup}`
