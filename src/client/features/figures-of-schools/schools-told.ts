import type { Bar } from '#client/ui/chart.tsx'
import { sayCount, sayPart, sayShare } from '#domain/insights/missed.ts'
import { nationalFor, sayNational, sayOtherPart } from '#domain/insights/national.ts'
import { missedOf, type ToldSessions } from '#domain/insights/suppress-sessions.ts'
import { Organisation } from '#domain/records/organisation.ts'
import { sayDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { saySchoolYear } from '#domain/time/school-year.ts'
import { sayCode, type FiguresAnswer, type ToldFigures } from './figures-answer.ts'

/** A group of the answer as people call it. */
export type CalledGroup = { key: string; called: string; figures: ToldFigures }

/** One thing that is shown: in a sentence, and drawn. Its table says every figure. */
type Told = { sentence: string; bars: Bar[] }

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

/** What of the groups may be drawn: of one that is left out there is no bar, and it is not the most or the least. */
export const tellGroups = (groups: readonly CalledGroup[]): Told => {
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
        : `${most.called} missed most, ${sayPart(most)}; ${least.called} least, ${sayPart(least)}.`,
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

/** `missed` is all that was missed, codes that are not told among them; without it no code is told. */
export const tellCodes = (codes: FiguresAnswer['codes'], missed: number | null): Told => {
  const inOrder = codes.toSorted((a, b) => b.sessions - a.sessions)
  const first = inOrder.at(0)
  return {
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
