import type { Block, Paper } from '#client/papers/paper.ts'
import { codesTold } from '#domain/insights/codes-told.ts'
import { figuresOf, type Figures } from '#domain/insights/figures.ts'
import { sayGrouping, type Grouping } from '#domain/insights/grouping.ts'
import { sayCount, sayShare } from '#domain/insights/missed.ts'
import type { National } from '#domain/insights/national.ts'
import { shapeOf } from '#domain/insights/shape.ts'
import { FEWEST } from '#domain/insights/suppress.ts'
import { missedOf, type ToldSessions } from '#domain/insights/suppress-sessions.ts'
import { tellTable, type ToldFigures } from '#domain/insights/told-figures.ts'
import { meaningOf, statisticalClassWords } from '#domain/register/mark-codes.ts'
import type { Span } from '#domain/register/mark-letters.ts'
import { sayDay } from '#domain/time/day-words.ts'
import { dayOf, timeOf, type Instant } from '#domain/time/instant.ts'
import { groupColumns, LEFT_OUT, leavingGroups, timeTables, type TimeTable } from './leaving-figures.ts'
import type { CountedPupil } from './read-insights.ts'
import { tellMissed, tellNational } from './told.ts'

/** What a paper is about: whose figures, when in words (`in 2026/27 so far`), and by whom it was made. */
export type About = {
  title: string
  called: string
  when: string
  isWholeYear: boolean
  group: readonly CountedPupil[]
  /** The days within which they were counted. */
  span: Span
  national: National | null
  madeBy: string
  madeAt: Instant
}

/** A paper of one group, told apart by each of some things. It holds no child's name. */
export const insightsPaper = (about: About, by: readonly Grouping[]): Paper => {
  const { title, called, when, isWholeYear, group, national, madeBy, madeAt } = about
  const day = sayDay(dayOf(madeAt), '0000-01-01')
  const figures = figuresOf(group)
  const { all } = tellTable([figures])
  return {
    title,
    detail: [`${called}, ${when}.`, `Made ${day}, ${timeOf(madeAt)} by ${madeBy}.`],
    foot: `Doorstep, ${title}. Names no child.`,
    blocks: [
      ...(all.pupils === null || all.counts === null
        ? [{ kind: 'paragraph' as const, words: 'Of fewer than five pupils nothing is told.' }]
        : [
            { kind: 'paragraph' as const, words: tellToldMissed(about, figures, all.counts) },
            ...(figures.withNothing === 0 ? [] : [{ kind: 'paragraph' as const, words: tellWithNothing(figures) }]),
            { kind: 'paragraph' as const, words: tellKinds(all.counts) },
            { kind: 'paragraph' as const, words: tellAbsent(all, all.pupils) },
            ...(national === null ? [] : [{ kind: 'paragraph' as const, words: tellNational(national, isWholeYear) }]),
            ...by.flatMap((each) => tableOf(each, group)),
            ...timeTables(group, about.span).flatMap(tableOfParts),
            ...tableOfCodes(group, about.span, all.counts),
          ]),
      { kind: 'paragraph', look: 'quiet', words: RULE },
    ],
  }
}

const RULE =
  'A session is half a school day. Pupils count while on the roll and of compulsory school age, by the groups that the record says today. A tenth or more missed is persistent absence, half or more severe absence. Figures about fewer than five pupils are left out, sessions that fewer than five missed or were late to among them, and others with them from which they could be worked out. Weeks and half-days in which fewer than five missed a session, or fewer than five attended one, are left out too. Do not lay this beside a paper of other days or pupils to work them out.'

/** Of how many these are figures: a reader takes them for the whole school. */
const tellWithNothing = ({ pupils, withNothing }: Figures): string =>
  `${withNothing < FEWEST ? 'Fewer than five' : sayCount(withNothing)} of the pupils beside these ${sayCount(pupils)} have no session that counts in these days, and are in none of these figures.`

const tellToldMissed = ({ called, when }: About, figures: Figures, told: ToldSessions): string =>
  missedOf(told) === null
    ? `How much of ${sayCount(told.possible)} sessions ${called} missed ${when} is left out: too few missed any, or too few attended one.`
    : tellMissed(called, figures, when)

const tellKinds = ({ authorised, unauthorised, late }: ToldSessions): string =>
  [
    authorised === null || unauthorised === null
      ? 'How many of the missed sessions were authorised is left out: they are of too few.'
      : `${sayCount(authorised)} of the missed sessions were authorised and ${sayCount(unauthorised)} were not.`,
    late === null
      ? 'How often pupils came late, before the register closed, is left out: too few did.'
      : `Pupils came late, before the register closed, to ${sayCount(late)}.`,
  ].join(' ')

const tellAbsent = ({ persistent, severe }: ToldFigures, pupils: number): string =>
  persistent === null
    ? `How many of the ${sayCount(pupils)} pupils missed a tenth or more is left out: too few did, or too few did not.`
    : `${sayCount(persistent)} of ${sayCount(pupils)} pupils (${sayShare(persistent, pupils)}) missed a tenth or more, the persistently absent. ${
        severe === null
          ? 'How many of them missed half or more is left out.'
          : `${sayCount(severe)} of them missed half or more, the severely absent.`
      }`

const tableOf = (by: Grouping, group: readonly CountedPupil[]): Block[] => {
  const shown = groupColumns.filter(({ isOnPaper }) => isOnPaper)
  return [
    { kind: 'heading', level: 2, words: sayGrouping(by) },
    {
      kind: 'table',
      head: ['Group', ...shown.map(({ head }) => head)],
      widths: [5, 2.2, 2.6, 2.2, 3, 3.6, 2.2, 2.2],
      rows: leavingGroups(by, group).map(({ called, told }) => [
        called,
        ...shown.map(({ cell }) => cell(told, sayCount)),
      ]),
    },
  ]
}

const tableOfParts = ({ title, unit, rows }: TimeTable): Block[] => [
  { kind: 'heading', level: 2, words: title },
  {
    kind: 'table',
    head: [unit, 'Sessions', 'Missed', 'Share'],
    widths: [5, 2, 2, 2],
    rows: rows.map(({ called, part }) => [
      called,
      ...(part === null
        ? [LEFT_OUT, LEFT_OUT, LEFT_OUT]
        : [sayCount(part.possible), sayCount(part.missed), sayShare(part.missed, part.possible)]),
    ]),
  },
]

const tableOfCodes = (group: readonly CountedPupil[], span: Span, told: ToldSessions): Block[] => {
  const { codes, others } = codesTold(shapeOf(group, span).codes, told)
  const rows = [
    ...codes.map(({ code, sessions }) => {
      const { words, counts } = meaningOf(code)
      return [code, words, statisticalClassWords[counts], sayCount(sessions)]
    }),
    ...(others === 0 ? [] : [['Others', 'Codes that few pupils have, together', '', sayCount(others)]]),
  ]
  if (rows.length === 0) return []
  return [
    { kind: 'heading', level: 2, words: 'What the absences are marked as' },
    { kind: 'table', head: ['Code', 'What it says', 'Counts as', 'Sessions'], widths: [1, 5, 3, 2], rows },
  ]
}
