import type { Block, Paper } from '#client/papers/paper.ts'
import { sayCount, sayShare } from '#domain/insights/missed.ts'
import { missedOf } from '#domain/insights/suppress-sessions.ts'
import { sayDay, sayHalfDay } from '#domain/time/day-words.ts'
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import { saySchoolYear } from '#domain/time/school-year.ts'
import { codeRows, type FiguresAnswer, type Part, type ToldFigures } from './figures-answer.ts'
import {
  LEFT_OUT,
  sayShareTold,
  tellAll,
  tellCodes,
  tellGroups,
  tellWeeks,
  type CalledGroup,
  type Told,
} from './schools-told.ts'
import { tellBands, tellFirstWeek, tellHalves, tellSpells } from './together-told.ts'

/** What leaves: one answer of the office, its groups as people call them, by what they are told apart, and by whom it was made. */
export type Leaving = {
  answer: FiguresAnswer
  groups: readonly CalledGroup[]
  by: string
  /** What was published beside them. */
  nationals: readonly string[]
  madeAt: Instant
  madeBy: string
}

/** The same figures as on the screen, on A4. Nothing is left out here: what could tell of a few never came from the office. */
export const schoolsPaper = ({ answer, groups, by, nationals, madeAt, madeBy }: Leaving): Paper => {
  const { all, spells, weekdays, weeks, year } = answer
  const today = dayOf(madeAt)
  const missed = all.counts && missedOf(all.counts)
  const title = `Attendance of our schools by ${by.toLowerCase()}, ${saySchoolYear(year)}`
  return {
    title,
    detail: [`Made ${sayDay(today, '0000-01-01')}, ${timeOf(madeAt)} by ${madeBy}.`],
    foot: title,
    blocks: [
      ...(all.pupils === null || all.counts === null
        ? []
        : [{ kind: 'paragraph' as const, words: tellAll(all.pupils, all.counts, year) }]),
      { kind: 'heading', level: 2, words: by },
      { kind: 'paragraph', words: tellGroups(groups).sentence },
      {
        kind: 'table',
        head: [by, ...paperHeads],
        widths: [5, 2.2, 2.6, 2.2, 3, 3.6, 2.2, 2.2],
        rows: groups.map(({ called, figures }) => [called, ...paperCells(figures)]),
      },
      ...(nationals.length === 0 ? [] : [{ kind: 'paragraph' as const, words: nationals.join(' ') }]),
      ...tableOf(tellBands(answer), [5, 5, 2]),
      { kind: 'heading', level: 2, words: 'Week by week' },
      { kind: 'paragraph', words: tellWeeks(weeks, today).sentence },
      {
        kind: 'table',
        head: ['Week of', 'Sessions', 'Missed', 'Share'],
        widths: [5, 2, 2, 2],
        rows: weeks.map(({ monday, told: week }) => [
          sayDay(monday, '0000-01-01'),
          ...(week === null
            ? [LEFT_OUT, LEFT_OUT, LEFT_OUT]
            : [sayCount(week.possible), sayCount(week.missed), sayShare(week.missed, week.possible)]),
        ]),
      },
      ...tableOf(tellHalves(weekdays), [5, 2, 2, 2]),
      ...tableOf(tellCodes(answer), [7, 2, 2]),
      { kind: 'heading', level: 2, words: 'Spells of absence' },
      { kind: 'paragraph', words: tellSpells(spells, missed) },
      // With its year: a paper is read in another one.
      { kind: 'paragraph', words: tellFirstWeek(answer, '0000-01-01') },
      { kind: 'paragraph', look: 'quiet', words: RULE },
    ],
  }
}

const tableOf = ({ title, sentence, head, rows }: Told, widths: number[]): Block[] => [
  { kind: 'heading', level: 2, words: title },
  { kind: 'paragraph', words: sentence },
  { kind: 'table', head: [...head], widths, rows: rows.map((row) => [...row]) },
]

const RULE =
  'A session is half a school day. A tenth or more missed is persistent absence, half or more severe absence. Left out is what could tell of fewer than five pupils, the sessions that fewer than five missed or were late to among it, by itself or when it is taken from the rest; codes that few pupils have are told together. Do not lay this beside figures of other days to work out what is left out.'

const paperHeads = ['Pupils', 'Sessions', 'Missed', 'Authorised', 'Unauthorised', 'A tenth or more', 'Half or more']

const paperCells = ({ pupils, counts, persistent, severe }: ToldFigures): string[] =>
  pupils === null || counts === null
    ? paperHeads.map(() => LEFT_OUT)
    : [
        sayCount(pupils),
        sayCount(counts.possible),
        ...[missedOf(counts), counts.authorised, counts.unauthorised].map((part) =>
          sayShareTold(part, counts.possible),
        ),
        ...[persistent, severe].map((count) => (count === null ? LEFT_OUT : sayCount(count))),
      ]

/** The same as one table for a spreadsheet, in whole sessions. `By` says by what a line is told apart. */
export const schoolsLines = ({ answer, groups, by }: Pick<Leaving, 'answer' | 'groups' | 'by'>): string[][] => [
  [
    'By',
    'Group',
    'Pupils',
    'Sessions',
    'Sessions missed',
    'Authorised',
    'Unauthorised',
    'Late',
    'A tenth or more',
    'Half or more',
  ],
  ...groups.map(({ called, figures }) => [by, called, ...lineOf(figures)]),
  ['', 'All', ...lineOf(answer.all)],
  ...answer.weeks.map(({ monday, told: week }) => ['Week of', monday, ...partOf(week)]),
  ...answer.weekdays.map(({ told: half, ...when }) => ['Half-day', sayHalfDay(when), ...partOf(half)]),
  ...tellBands(answer).rows.map(([band = '', , pupils = '']) => [
    'Band',
    band,
    pupils.replaceAll(',', ''),
    ...nothing(7),
  ]),
  ...firstWeekLines(answer),
  ...codeRows(answer).map(({ called, sessions }) => ['Code', called, '', '', String(sessions), '', '', '', '', '']),
]

/** Cells of the file in which nothing stands. */
const nothing = (places: number): string[] => Array.from({ length: places }, () => '')

/** Sessions of a part of the year, under the heads of the file. */
const partOf = (part: Part): string[] => [
  '',
  ...(part === null ? [LEFT_OUT, LEFT_OUT] : [String(part.possible), String(part.missed)]),
  ...nothing(5),
]

const firstWeekLines = ({ firstWeek }: FiguresAnswer): string[][] => {
  if (firstWeek === null) return []
  const { monday, pupils, absent, nowPersistent } = firstWeek
  return [
    ['First week of', monday, told(pupils), ...nothing(7)],
    ['Absent in the first week of', monday, String(absent), ...nothing(5), told(nowPersistent), ''],
  ]
}

const lineOf = ({ pupils, counts, persistent, severe }: ToldFigures): string[] => [
  told(pupils),
  ...(pupils === null || counts === null
    ? [LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT]
    : [counts.possible, missedOf(counts), counts.authorised, counts.unauthorised, counts.late].map(told)),
  told(persistent),
  told(severe),
]

const told = (count: number | null): string => (count === null ? LEFT_OUT : String(count))
