import type { Bar } from '#client/ui/chart.tsx'
import type { Behind } from '#domain/insights/behind.ts'
import { figuresOf, type Figures } from '#domain/insights/figures.ts'
import {
  groupsOf,
  lowerGroup,
  sayGroup,
  sayGroupingLowered,
  type Grouping,
  type GroupName,
} from '#domain/insights/grouping.ts'
import { sayCount, sayDaysEach, sayMissed, sayPart, sayShare } from '#domain/insights/missed.ts'
import { sayNational, sayOtherPart, type National } from '#domain/insights/national.ts'
import type { Missed, Shape } from '#domain/insights/shape.ts'
import {
  attendanceBandMeans,
  attendanceBandWords,
  bandsOfPupils,
  type AttendanceBand,
} from '#domain/register/attendance-band.ts'
import { absentOf } from '#domain/register/count-sessions.ts'
import { meaningOf, statisticalClassWords } from '#domain/register/mark-codes.ts'
import { sayDay, sayHalfDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import type { CountedPupil } from './read-insights.ts'

/** One thing that is shown: in a sentence, drawn, and as a table for whoever reads. The first cell of a row heads it. */
export type Told = {
  title: string
  sentence: string
  bars: readonly Bar[]
  /** Weeks stand beside each other; everything else lies in rows. */
  isInTime?: boolean
  head: readonly string[]
  rows: readonly (readonly string[])[]
  /** Who is behind each of the rows. */
  whose: readonly Whose[]
}

/** What the list of pupils is asked for. */
export type Whose = { behind: Behind | null; band: AttendanceBand | null }

const behindOnly = (behind: Behind): Whose => ({ behind, band: null })

/** Who is behind a figure, after *these pupils:* and whom they are of. */
export const sayBehind = (behind: Behind, today: SchoolDay): string => {
  switch (behind.of) {
    case 'group':
      return lowerGroup(sayGroup(behind.group))
    case 'code':
      return `absent with ${behind.code}`
    case 'half-day':
      return `absent on ${sayHalfDay(behind)}s`
    case 'week':
      return `absent in the week of ${sayDay(behind.monday, today)}`
  }
}

/** `Year 9 missed 9.1% of 14,220 sessions in 2026/27 so far.` */
export const tellMissed = (called: string, { counts }: Figures, when: string): string =>
  `${called} missed ${sayMissed(counts)} ${when}.`

/** What was published, and that a part of a year is not the whole of one. */
export const tellNational = (national: National, isWholeYear: boolean): string =>
  [sayNational(national), sayOtherPart(national, isWholeYear)].filter((words) => words !== null).join(' ')

/** `57 of 240 pupils (23.8%) missed a tenth or more, 9 of them half or more.` */
export const tellPersistent = ({ pupils, persistent, severe }: Figures): string =>
  persistent === 0
    ? `Nobody of ${sayPupils(pupils)} missed a tenth or more.`
    : `${sayCount(persistent)} of ${sayPupils(pupils)} (${sayShare(persistent, pupils)}) missed a tenth or more, ${
        severe === 0 ? 'none' : sayCount(severe)
      } of them half or more.`

const sayPupils = (count: number): string => `${sayCount(count)} ${count === 1 ? 'pupil' : 'pupils'}`

export const tellBands = (figures: Figures): Told => {
  const most = Math.max(1, ...bandsOfPupils.map((band) => figures.bands[band]))
  return {
    title: 'How much each pupil missed',
    sentence: tellPersistent(figures),
    bars: bandsOfPupils.map((band) => ({
      label: attendanceBandWords[band],
      share: figures.bands[band] / most,
      said: sayCount(figures.bands[band]),
    })),
    head: ['Band', 'Missed', 'Pupils'],
    rows: bandsOfPupils.map((band) => [
      attendanceBandWords[band],
      attendanceBandMeans[band],
      sayCount(figures.bands[band]),
    ]),
    whose: bandsOfPupils.map((band) => ({ behind: null, band })),
  }
}

/** A group beside others, with its figures. */
export type GroupFigures = GroupName & { called: string; figures: Figures }

/** The pupils by one thing, without groups in which there is nothing to count. */
export const compare = (by: Grouping, group: readonly CountedPupil[]): GroupFigures[] =>
  groupsOf(by, group)
    .map(({ grouping, key, those }) => ({
      grouping,
      key,
      called: sayGroup({ grouping, key }),
      figures: figuresOf(those),
    }))
    .filter(({ figures }) => figures.pupils > 0)

export const tellGroups = (by: Grouping, groups: readonly GroupFigures[]): Told => {
  const shares = groups.map(({ figures: { counts } }) => absentOf(counts) / counts.possible)
  const most = Math.max(...shares, Number.MIN_VALUE)
  const [worst, best] = mostAndLeast(groups, missedOf)
  return {
    title: `By ${sayGroupingLowered(by)}`,
    sentence:
      worst === undefined || best === undefined || worst === best
        ? 'There is one group, so there is nothing to compare.'
        : `${worst.called} missed most, ${sayMissed(worst.figures.counts)}; ${lowerGroup(best.called)} least, ${sayMissed(best.figures.counts)}.`,
    bars: groups.map(({ called, figures: { counts } }, place) => ({
      label: called,
      share: (shares[place] ?? 0) / most,
      said: sayShare(absentOf(counts), counts.possible),
    })),
    head: groupHead,
    rows: groups.map(({ called, figures }) => [called, ...cellsOf(figures)]),
    whose: groups.map(({ grouping, key }) => behindOnly({ of: 'group', group: { grouping, key } })),
  }
}

const missedOf = ({ figures: { counts } }: GroupFigures): Missed => ({
  possible: counts.possible,
  missed: absentOf(counts),
})
const shareOf = ({ missed, possible }: Missed): number => (possible === 0 ? 0 : missed / possible)

/** The two ends of what is compared; of several that are alike the first. */
const mostAndLeast = <T>(parts: readonly T[], of: (part: T) => Missed): [T | undefined, T | undefined] => {
  const inOrder = parts.toSorted((a, b) => shareOf(of(b)) - shareOf(of(a)))
  const last = inOrder.at(-1)
  return [inOrder.at(0), last && inOrder.find((part) => shareOf(of(part)) === shareOf(of(last)))]
}

const groupHead = [
  'Group',
  'Pupils',
  'Sessions',
  'Missed',
  'Authorised',
  'Unauthorised',
  'Late',
  'A tenth or more',
  'Half or more',
]

const cellsOf = ({ pupils, counts, persistent, severe }: Figures): string[] => [
  sayCount(pupils),
  sayCount(counts.possible),
  sayShare(absentOf(counts), counts.possible),
  sayCount(counts.authorised),
  sayCount(counts.unauthorised),
  sayCount(counts.late),
  sayCount(persistent),
  sayCount(severe),
]

/** Sessions in parts, drawn and as a table: each part with what it is called. */
const tellParts = <P extends Missed>(
  title: string,
  unit: string,
  parts: readonly P[],
  say: (part: P) => string,
  inWords: (part: P) => string,
  behind: (part: P) => Behind,
): Told => {
  const [most, least] = mostAndLeast(parts, (part) => part)
  const longest = Math.max(Number.MIN_VALUE, most === undefined ? 0 : shareOf(most))
  return {
    title,
    sentence:
      most === undefined || least === undefined || most === least
        ? 'There is nothing to compare yet.'
        : `Most was missed ${inWords(most)}, ${sayPart(most)}; least ${inWords(least)}, ${sayPart(least)}.`,
    bars: parts.map((part) => ({
      label: say(part),
      share: shareOf(part) / longest,
      said: sayShare(part.missed, part.possible),
    })),
    head: [unit, 'Sessions', 'Missed', 'Share'],
    rows: parts.map((part) => [
      say(part),
      sayCount(part.possible),
      sayCount(part.missed),
      sayShare(part.missed, part.possible),
    ]),
    whose: parts.map((part) => behindOnly(behind(part))),
  }
}

export const tellWeeks = ({ weeks }: Shape, today: SchoolDay): Told => ({
  ...tellParts(
    'Week by week',
    'Week of',
    weeks,
    ({ monday }) => sayDay(monday, today),
    ({ monday }) => `in the week of ${sayDay(monday, today)}`,
    ({ monday }) => ({ of: 'week', monday }),
  ),
  isInTime: true,
})

export const tellWeekdays = ({ weekdays: parts }: Shape): Told =>
  tellParts(
    'Days of the week',
    'Half-day',
    parts,
    sayHalfDay,
    (part) => `on ${sayHalfDay(part)}s`,
    ({ weekday, session }) => ({ of: 'half-day', weekday, session }),
  )

/** Which codes the missed sessions have, and how many pupils have one of each. */
export const tellCodes = ({ codes, spells }: Shape): Told => {
  const [first] = codes
  const most = first?.sessions ?? 1
  return {
    title: 'What the absences are marked as',
    sentence:
      first === undefined
        ? 'Nothing was missed.'
        : `Of ${sayCount(spells.sessions)} missed sessions, ${sayCount(first.sessions)} are ${first.code}: ${meaningOf(first.code).words.toLowerCase()}, of ${sayPupils(first.pupils)}.`,
    bars: codes.map(({ code, sessions }) => ({
      label: `${code}, ${meaningOf(code).words.toLowerCase()}`,
      share: sessions / most,
      said: sayShare(sessions, spells.sessions),
    })),
    head: ['Code', 'What it says', 'Counts as', 'Sessions', 'Pupils'],
    rows: codes.map(({ code, sessions, pupils }) => {
      const { words, counts } = meaningOf(code)
      return [code, words, statisticalClassWords[counts], sayCount(sessions), sayCount(pupils)]
    }),
    whose: codes.map(({ code }) => behindOnly({ of: 'code', code })),
  }
}

/** Many short spells ask another question than few long ones. */
export const tellSpells = ({ spells: { count, pupils, sessions } }: Shape): string =>
  count === 0
    ? 'Nobody was absent.'
    : `${sayPupils(pupils)} had ${sayCount(count)} ${count === 1 ? 'spell' : 'spells'} of absence, of ${sayDaysEach(sessions, count)} school days each on average. A spell ends with the next session that is attended.`

/** Who misses the first week often misses more: asked while there is time. `when` are all the days looked at, that week among them. */
export const tellFirstWeek = ({ firstWeek }: Shape, today: SchoolDay, when: string): string | null =>
  firstWeek === null
    ? null
    : `In the first week, of ${sayDay(firstWeek.monday, today)}, ${sayPart(firstWeek)} were missed, by ${sayCount(firstWeek.absent)} of ${sayPupils(firstWeek.pupils)}. ${sayCount(firstWeek.nowPersistent)} of these missed a tenth or more ${when}, that week included.`
