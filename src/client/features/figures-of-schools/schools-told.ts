import type { Bar } from '#client/ui/chart.tsx'
import { sayCount, sayPart, sayShare } from '#domain/insights/missed.ts'
import { lowerGroup } from '#domain/insights/grouping.ts'
import { nationalFor, sayNational, sayOtherPart } from '#domain/insights/national.ts'
import { missedOf, type ToldSessions } from '#domain/insights/suppress-sessions.ts'
import { Organisation } from '#domain/records/organisation.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { saySchoolYear } from '#domain/time/school-year.ts'
import { codeRows, sayCode, type FiguresAnswer, type Part, type ToldFigures } from './figures-answer.ts'

/** A group of the answer as people call it. */
export type CalledGroup = { key: string; called: string; figures: ToldFigures }

/** One thing that is shown: in a sentence, drawn, and as a table with every figure. The first cell of a row heads it. */
export type Told = Drawn & {
  title: string
  /** Weeks stand beside each other; everything else lies in rows. */
  isInTime?: boolean
  head: readonly string[]
  rows: readonly (readonly string[])[]
}
type Drawn = { sentence: string; bars: Bar[] }

/** `1,622 pupils missed 7.4% of 170,000 sessions in 2026/27: 8,000 authorised, 4,500 not.` As far as it may be told. */
export const tellAll = (pupils: number, counts: ToldSessions, year: number): string => {
  const missed = missedOf(counts)
  const { possible, authorised, unauthorised } = counts
  if (missed === null)
    return `${sayCount(pupils)} pupils had ${sayCount(possible)} sessions in ${saySchoolYear(year)}; how many they missed is left out.`
  const kinds =
    authorised === null || unauthorised === null
      ? ''
      : `: ${sayCount(authorised)} authorised, ${sayCount(unauthorised)} not`
  return `${sayCount(pupils)} pupils missed ${sayPart({ missed, possible })} in ${saySchoolYear(year)}${kinds}.`
}

/** What stands for a figure that is left out. */
export const LEFT_OUT = 'left out'

/** A part of the sessions of a group, in percent, where it may be told. */
export const sayShareTold = (part: number | null, possible: number): string =>
  part === null ? LEFT_OUT : possible === 0 ? '' : sayShare(part, possible)

export const partHeads = ['Missed', 'Sessions missed', 'Possible sessions']

/** What is told of a part of the year, under these heads. */
export const partCells = (told: Part): string[] =>
  told === null
    ? partHeads.map(() => LEFT_OUT)
    : [sayShare(told.missed, told.possible), sayCount(told.missed), sayCount(told.possible)]

/** What of the groups may be drawn: of one that is left out there is no bar, and it is not the most or the least. */
export const tellGroups = (groups: readonly CalledGroup[]): Drawn => {
  const shown = groups.flatMap(({ called, figures: { counts } }) => {
    const missed = counts && missedOf(counts)
    if (counts === null || missed === null || counts.possible === 0) return []
    return [{ called, missed, possible: counts.possible, share: missed / counts.possible }]
  })
  const longest = Math.max(...shown.map(({ share }) => share), Number.MIN_VALUE)
  const inOrder = shown.toSorted((a, b) => b.share - a.share)
  const [most, least] = [inOrder.at(0), inOrder.at(-1)]
  return {
    sentence:
      most === undefined || least === undefined || most === least
        ? 'There are not two groups to compare.'
        : `${most.called} missed most, ${sayPart(most)}; ${lowerGroup(least.called)} least, ${sayPart(least)}.`,
    bars: shown.map(({ called, missed, possible, share }) => ({
      label: called,
      share: share / longest,
      said: sayShare(missed, possible),
    })),
  }
}

/**
 * What was published of schools of each phase that is compared, in its order, and last that these are other days where they are: a school year
 * that goes on is not a whole one.
 */
export const tellNationals = (phases: readonly CalledGroup[], isWholeYear: boolean): string[] => {
  const nationals = phases.flatMap(({ key }) => {
    const phase = Organisation.shape.phase.safeParse(key)
    return phase.success ? (nationalFor(phase.data, null) ?? []) : []
  })
  const cautions = nationals.flatMap((national) => sayOtherPart(national, isWholeYear) ?? [])
  return [...new Set([...nationals.map(sayNational), ...cautions])]
}

export const tellWeeks = (weeks: FiguresAnswer['weeks'], today: SchoolDay): Told => {
  const shown = weeks.flatMap(({ monday, told }) => (told === null || told.possible === 0 ? [] : [{ monday, ...told }]))
  const most = shown.toSorted((a, b) => b.missed / b.possible - a.missed / a.possible).at(0)
  const last = shown.at(-1)
  return {
    title: 'Week by week',
    isInTime: true,
    head: ['Week of', ...partHeads],
    rows: weeks.map(({ monday, told }) => [sayDay(monday, today), ...partCells(told)]),
    sentence:
      most === undefined || last === undefined
        ? 'No week can be told.'
        : `Most was missed in the week of ${sayDay(most.monday, today)}, ${sayPart(most)}; in the last one, of ${sayDay(last.monday, today)}, ${sayPart(last)}.`,
    bars: shown.map(({ monday, missed, possible }) => ({
      label: sayDay(monday, today),
      share: most === undefined || most.missed === 0 ? 0 : (missed * most.possible) / (possible * most.missed),
      said: sayShare(missed, possible),
    })),
  }
}

/** Of all that was missed, codes that are not told among it; where that is left out no code is told. */
export const tellCodes = (answer: FiguresAnswer): Told => {
  const missed = answer.all.counts && missedOf(answer.all.counts)
  const inOrder = answer.codes.toSorted((a, b) => b.sessions - a.sessions)
  const first = inOrder.at(0)
  return {
    title: 'Codes of what was missed',
    head: ['Code', 'Sessions', 'Of all that was missed'],
    rows: codeRows(answer).map(({ called, sessions }) => [
      called,
      sayCount(sessions),
      sayShareTold(sessions, missed ?? 0),
    ]),
    sentence:
      first === undefined || missed === null
        ? 'Nothing was missed for a reason that could be told.'
        : `Of ${sayCount(missed)} missed sessions, ${sayCount(first.sessions)} are ${sayCode(first.code)}.`,
    bars: inOrder.map(({ code, sessions }) => ({
      label: sayCode(code),
      share: sessions / (first?.sessions ?? 1),
      said: missed === null ? '' : sayShare(sessions, missed),
    })),
  }
}
