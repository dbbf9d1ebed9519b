import { figuresOf } from '#domain/insights/figures.ts'
import { groupsOf, sayGrouping, type Grouping } from '#domain/insights/grouping.ts'
import { sayShare } from '#domain/insights/missed.ts'
import { partsOfTime, partsTold, type PartOfTime } from '#domain/insights/parts-told.ts'
import { missedOf, type ToldSessions } from '#domain/insights/suppress-sessions.ts'
import { tellTable, tellWithin, type ToldFigures } from '#domain/insights/told-figures.ts'
import type { Span } from '#domain/register/mark-letters.ts'
import { sayDay, sayHalfDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { CountedPupil } from './read-insights.ts'
import { compare, type GroupFigures } from './told.ts'

/** What stands for a figure that is left out. */
export const LEFT_OUT = 'left out'

/** A column of figures of groups; on paper there is no room for what can be added up. */
type GroupColumn = {
  head: string
  isOnPaper: boolean
  cell: (told: ToldFigures, say: (count: number) => string) => string
}

const sayTold = (count: number | null, say: (count: number) => string): string =>
  count === null ? LEFT_OUT : say(count)

const ofSessions =
  (of: (counts: ToldSessions) => number | null): GroupColumn['cell'] =>
  ({ counts }, say) =>
    sayTold(counts && of(counts), say)

export const groupColumns: readonly GroupColumn[] = [
  { head: 'Pupils', isOnPaper: true, cell: ({ pupils }, say) => sayTold(pupils, say) },
  { head: 'Sessions', isOnPaper: true, cell: ofSessions(({ possible }) => possible) },
  { head: 'Sessions missed', isOnPaper: false, cell: ofSessions(missedOf) },
  { head: 'Missed', isOnPaper: true, cell: ({ counts }) => sayShareMissed(counts) },
  { head: 'Authorised', isOnPaper: true, cell: ofSessions(({ authorised }) => authorised) },
  { head: 'Unauthorised', isOnPaper: true, cell: ofSessions(({ unauthorised }) => unauthorised) },
  { head: 'A tenth or more', isOnPaper: true, cell: ({ persistent }, say) => sayTold(persistent, say) },
  { head: 'Half or more', isOnPaper: true, cell: ({ severe }, say) => sayTold(severe, say) },
]

const sayShareMissed = (counts: ToldSessions | null): string => {
  const missed = counts && missedOf(counts)
  if (counts === null || missed === null) return LEFT_OUT
  return counts.possible === 0 ? '' : sayShare(missed, counts.possible)
}

/** A group and its figures, as far as they may leave the case team. */
type LeavingGroup = { called: string; told: ToldFigures }

/** The groups by one thing, the line of all last: no child's name, no figure of fewer than five. */
export const leavingGroups = (by: Grouping, group: readonly CountedPupil[]): LeavingGroup[] => {
  const groups = compare(by, group)
  const told = toldBy(by, group, groups)
  return [
    ...groups.flatMap(({ called }, place) => {
      const figures = told[place]
      return figures === undefined ? [] : [{ called, told: figures }]
    }),
    { called: 'All', told: tellTable([figuresOf(group)]).all },
  ]
}

/** What of these groups may leave. Classes lie within years, and a paper by year may be laid beside the one by class. */
const toldBy = (by: Grouping, group: readonly CountedPupil[], groups: readonly GroupFigures[]): ToldFigures[] => {
  if (by !== 'class') return tellTable(groups.map(({ figures }) => figures)).groups
  const told = tellWithin(
    groupsOf('year', group).flatMap(({ key: within, those }) =>
      compare('class', those).map(({ key, figures }) => ({ ...figures, group: key, within })),
    ),
  )
  return groups.flatMap(({ key }) => told.get(key) ?? [])
}

/** All that is on a paper of this group as one table for a spreadsheet. `By` says by what a line is told apart. */
export const leavingLines = (by: readonly Grouping[], group: readonly CountedPupil[], span: Span): string[][] => {
  const all = tellTable([figuresOf(group)]).all
  const ofGroups = by.flatMap((each) =>
    leavingGroups(each, group)
      .slice(0, -1)
      .map((one) => ({ ...one, by: sayGrouping(each) })),
  )
  return [
    ['By', 'Group', ...groupColumns.map(({ head }) => head)],
    ...[...ofGroups, { by: '', called: 'All', told: all }].map((one) => [
      one.by,
      one.called,
      ...groupColumns.map(({ cell }) => cell(one.told, String)),
    ]),
    ...(all.pupils === null ? [] : timeTables(group, span)).flatMap(({ unit, rows }) =>
      rows.map(({ called, isoDay, part }) => [
        unit,
        isoDay ?? called,
        '',
        ...(part === null
          ? [LEFT_OUT, LEFT_OUT, LEFT_OUT]
          : [String(part.possible), String(part.missed), sayShare(part.missed, part.possible)]),
        '',
        '',
        '',
        '',
      ]),
    ),
  ]
}

/** Parts of the time, as they may leave: what a part is called, for a spreadsheet by its day where it is a week. */
export type TimeTable = {
  title: string
  unit: string
  rows: { called: string; isoDay: SchoolDay | null; part: PartOfTime | null }[]
}

export const timeTables = (group: readonly CountedPupil[], span: Span): TimeTable[] => {
  const { weeks, weekdays } = partsOfTime(group, span)
  const [week, half] = [partsTold(weeks), partsTold(weekdays)]
  return [
    {
      title: 'Week by week',
      unit: 'Week of',
      // With its year: a paper is read in another one.
      rows: weeks.map(({ monday }, place) => ({
        called: sayDay(monday, '0000-01-01'),
        isoDay: monday,
        part: week[place] ?? null,
      })),
    },
    {
      title: 'Days of the week',
      unit: 'Half-day',
      rows: weekdays.map((each, place) => ({ called: sayHalfDay(each), isoDay: null, part: half[place] ?? null })),
    },
  ]
}
