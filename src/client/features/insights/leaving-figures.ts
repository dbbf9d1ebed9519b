import { figuresOf, type Figures } from '#domain/insights/figures.ts'
import { groupsOf, sayGrouping, type Grouping } from '#domain/insights/grouping.ts'
import { sayShare } from '#domain/insights/missed.ts'
import { partsOfTime, partsTold, type PartOfTime } from '#domain/insights/parts-told.ts'
import { suppress, type ToldCounts } from '#domain/insights/suppress.ts'
import { suppressWithin } from '#domain/insights/suppress-within.ts'
import { absentOf, type SessionCounts } from '#domain/register/count-sessions.ts'
import type { Span } from '#domain/register/mark-letters.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { CountedPupil } from './read-insights.ts'
import { compare, sayHalf, type GroupFigures } from './told.ts'

/** What stands for a figure that is left out. */
export const LEFT_OUT = 'left out'

/** A column of figures of groups; on paper there is no room for what can be added up. */
type GroupColumn = {
  head: string
  isOnPaper: boolean
  cell: (figures: Figures, told: ToldCounts, say: (count: number) => string) => string
}

/** Of a group whose pupils are left out nothing is told, its sessions neither. */
const ofSessions =
  (cell: (counts: SessionCounts, say: (count: number) => string) => string): GroupColumn['cell'] =>
  ({ counts }, { pupils }, say) =>
    pupils === null ? LEFT_OUT : cell(counts, say)

const sayTold = (count: number | null, say: (count: number) => string): string =>
  count === null ? LEFT_OUT : say(count)

export const groupColumns: readonly GroupColumn[] = [
  { head: 'Pupils', isOnPaper: true, cell: (_, { pupils }, say) => sayTold(pupils, say) },
  { head: 'Sessions', isOnPaper: true, cell: ofSessions(({ possible }, say) => say(possible)) },
  { head: 'Sessions missed', isOnPaper: false, cell: ofSessions((counts, say) => say(absentOf(counts))) },
  {
    head: 'Missed',
    isOnPaper: true,
    cell: ofSessions((counts) => (counts.possible === 0 ? '' : sayShare(absentOf(counts), counts.possible))),
  },
  { head: 'Authorised', isOnPaper: true, cell: ofSessions(({ authorised }, say) => say(authorised)) },
  { head: 'Unauthorised', isOnPaper: true, cell: ofSessions(({ unauthorised }, say) => say(unauthorised)) },
  { head: 'A tenth or more', isOnPaper: true, cell: (_, { persistent }, say) => sayTold(persistent, say) },
  { head: 'Half or more', isOnPaper: true, cell: (_, { severe }, say) => sayTold(severe, say) },
]

/** A group and its figures, as far as they may leave the case team. */
type LeavingGroup = { called: string; figures: Figures; told: ToldCounts }

/** The groups by one thing, the line of all last: no child's name, no figure of fewer than five. */
export const leavingGroups = (by: Grouping, group: readonly CountedPupil[]): LeavingGroup[] => {
  const groups = compare(by, group)
  const told = toldBy(by, group, groups)
  return [
    ...groups.map(({ called, figures }, place) => ({ called, figures, told: told[place] ?? NOTHING })),
    { called: 'All', figures: figuresOf(group), told: suppress([figuresOf(group)]).all },
  ]
}

/** What of these groups may leave. Classes lie within years, and a paper by year may be laid beside the one by class. */
const toldBy = (by: Grouping, group: readonly CountedPupil[], groups: readonly GroupFigures[]): ToldCounts[] => {
  if (by !== 'class') return suppress(groups.map(({ figures }) => figures)).groups
  const years = compare('year', group)
  const ofYears = suppress(years.map(({ figures }) => figures)).groups
  const cells = groupsOf('year', group).flatMap(({ key: within, those }) =>
    compare('class', those).map(({ key, figures }) => ({ ...figures, group: key, within })),
  )
  const told = suppressWithin(new Map(years.flatMap(({ key }, place) => [[key, ofYears[place] ?? NOTHING]])), cells)
  return groups.map(({ key }) => told.get(key) ?? NOTHING)
}

const NOTHING: ToldCounts = { pupils: null, persistent: null, severe: null }

/** All that is on a paper of this group as one table for a spreadsheet. `By` says by what a line is told apart. */
export const leavingLines = (by: readonly Grouping[], group: readonly CountedPupil[], span: Span): string[][] => {
  const all = suppress([figuresOf(group)]).all
  const ofGroups = by.flatMap((each) =>
    leavingGroups(each, group)
      .slice(0, -1)
      .map((one) => ({ ...one, by: sayGrouping(each) })),
  )
  return [
    ['By', 'Group', ...groupColumns.map(({ head }) => head)],
    ...[...ofGroups, { by: '', called: 'All', figures: figuresOf(group), told: all }].map((one) => [
      one.by,
      one.called,
      ...groupColumns.map(({ cell }) => cell(one.figures, one.told, String)),
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
      rows: weekdays.map((each, place) => ({ called: sayHalf(each), isoDay: null, part: half[place] ?? null })),
    },
  ]
}
