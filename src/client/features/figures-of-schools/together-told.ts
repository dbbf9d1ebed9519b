import { sayCount, sayDaysEach, sayPart, sayShare } from '#domain/insights/missed.ts'
import { attendanceBandMeans, attendanceBandWords, bandsOfPupils } from '#domain/register/attendance-band.ts'
import { sayDay, sayHalfDay } from '#domain/time/day-words.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'
import { saySchoolYear } from '#domain/time/school-year.ts'
import type { FiguresAnswer } from './figures-answer.ts'
import { LEFT_OUT, partCells, partHeads, type Told } from './schools-told.ts'

/** Pupils by how much each missed; what stands between two figures that are told is had by taking one from the other. */
export const tellBands = ({ all: { pupils, persistent, severe }, atRisk }: FiguresAnswer): Told => {
  const counts: Record<(typeof bandsOfPupils)[number], number | null> = {
    'on-track': pupils === null || persistent === null || atRisk === null ? null : pupils - persistent - atRisk,
    'at-risk': atRisk,
    persistent: persistent === null || severe === null ? null : persistent - severe,
    severe,
  }
  const most = Math.max(1, ...bandsOfPupils.map((band) => counts[band] ?? 0))
  return {
    title: 'How much each pupil missed',
    sentence:
      atRisk === null || pupils === null
        ? 'How many missed a twentieth or more, and less than a tenth, is left out.'
        : `${sayCount(atRisk)} of ${sayCount(pupils)} pupils (${sayShare(atRisk, pupils)}) are at risk: they missed a twentieth or more, and less than a tenth.`,
    bars: bandsOfPupils.flatMap((band) => {
      const count = counts[band]
      return count === null ? [] : [{ label: attendanceBandWords[band], share: count / most, said: sayCount(count) }]
    }),
    head: ['Band', 'Missed', 'Pupils'],
    rows: bandsOfPupils.map((band) => {
      const count = counts[band]
      return [attendanceBandWords[band], attendanceBandMeans[band], count === null ? LEFT_OUT : sayCount(count)]
    }),
  }
}

/** The half-days of the week beside each other. */
export const tellHalves = (weekdays: FiguresAnswer['weekdays']): Told => {
  const shown = weekdays.flatMap(({ told, ...half }) => (told === null ? [] : [{ called: sayHalfDay(half), ...told }]))
  const inOrder = shown.toSorted((a, b) => b.missed / b.possible - a.missed / a.possible)
  const [most, least] = [inOrder.at(0), inOrder.at(-1)]
  return {
    title: 'Days of the week',
    sentence:
      most === undefined || least === undefined || most === least
        ? 'There are not two half-days to compare.'
        : `Most was missed on ${most.called}s, ${sayPart(most)}; least on ${least.called}s, ${sayPart(least)}.`,
    bars: shown.map(({ called, missed, possible }) => ({
      label: called,
      share: most === undefined || most.missed === 0 ? 0 : (missed * most.possible) / (possible * most.missed),
      said: sayShare(missed, possible),
    })),
    head: ['Half-day', ...partHeads],
    rows: weekdays.map(({ told, ...half }) => [sayHalfDay(half), ...partCells(told)]),
  }
}

/** Many short spells ask another question than few long ones. */
export const tellSpells = (spells: number | null, missed: number | null): string => {
  if (spells === null || missed === null) return 'How many spells of absence there were is left out.'
  return spells === 0
    ? 'Nobody was absent.'
    : `${sayCount(spells)} ${spells === 1 ? 'spell' : 'spells'} of absence, of ${sayDaysEach(missed, spells)} school days each on average. A spell ends with the next session that is attended.`
}

/** Who misses the first week often misses more. */
export const tellFirstWeek = ({ firstWeek, weeks, year }: FiguresAnswer, today: SchoolDay): string => {
  const part = weeks.find(({ monday }) => monday === firstWeek?.monday)?.told ?? null
  if (firstWeek === null || part === null) return 'Nothing can be told of the first week.'
  const { monday, pupils, absent, nowPersistent } = firstWeek
  const since =
    nowPersistent === null
      ? 'How many of these missed a tenth or more of the year is left out.'
      : `${sayCount(nowPersistent)} of these missed a tenth or more in ${saySchoolYear(year)}, that week included.`
  return `In the first week, of ${sayDay(monday, today)}, ${sayPart(part)} were missed, by ${sayCount(absent)}${pupils === null ? '' : ` of ${sayCount(pupils)}`} pupils. ${since} It is the first week in which half or more of the pupils had a session.`
}
